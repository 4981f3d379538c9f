"""The pictures of a vote: votes per project, voters per day, voted against spent; for pages and documents alike."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from participation.ballots.results import Result
from participation.ballots.turnout import Turnout
from projects.portfolio.models import Project
from territories.instance.charts import Bar, Chart, Column, bars, columns, pairs
from territories.instance.templatetags.house import day, euros, number


def votes_chart(result: Result) -> Chart:
    """Votes of each project, most first; web and paper apart where both may be shown; winners stand out."""
    channels = result.channels
    lines = [
        Bar(
            f"{one.no}. {one.title}",
            tuple(one.by_channel[channel.channel] for channel in channels) or (one.votes,),
            (*(number(one.by_channel[channel.channel]) for channel in channels), number(one.votes)),
            strong=one.won,
        )
        for one in sorted(result.projects, key=lambda one: (-one.votes, one.no))
    ]
    least = result.poll.min_votes
    return bars(
        "voix",
        _("Voix de chaque projet ; en gras et en foncé, les projets retenus"),
        lines,
        heads=(_("Projet"), *(one.label for one in channels), _("Voix")),
        series=tuple(one.label for one in channels),
        threshold=(least, _("minimum : %(n)s voix") % {"n": number(least)}) if least > 1 else None,
    )


def days_chart(result: Result, turnout: Turnout) -> Chart | None:
    """New voters of each day of the vote, when it was noted; nothing for a single day."""
    days = turnout.days
    if len(days) < 2:
        return None
    points = [
        Column(day(date), voters, number(voters), tick=f"{date:%d/%m}" if place in (0, len(days) - 1) else "")
        for place, (date, voters) in enumerate(days)
    ]
    return columns("jours", _("Nouveaux votants par jour"), points, heads=(_("Jour"), _("Votants")))


def spending_chart(projects: Sequence[Project]) -> Chart:
    """What was voted for each project that is built, and what was spent so far."""
    lines = [
        Bar(
            one.title,
            (one.voted_cents or 0, one.spent_cents),
            (euros(one.voted_cents or 0), euros(one.spent_cents)),
        )
        for one in projects
    ]
    voted, spent = _("Voté"), _("Dépensé à ce jour")
    return pairs("depenses", _("Voté et dépensé"), lines, heads=(_("Projet"), voted, spent), series=(voted, spent))
