"""The pictures of a vote: votes per project, voters per day, voted against spent; for pages and documents alike."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from participation.ballots.method_tables import best_first, grade, lasted
from participation.ballots.models import RuleName
from participation.ballots.results import Result
from participation.ballots.rules.judgment import GRADES
from participation.ballots.turnout import Turnout
from projects.portfolio.models import Project
from territories.instance.charts import Bar, Chart, Column, bars, columns, pairs, stacks
from territories.instance.templatetags.house import day, euros, number


def votes_chart(result: Result) -> Chart:
    """Votes of each project, most first; web and paper apart where both may be shown; winners stand out."""
    if result.poll.rule == RuleName.MAJORITY_JUDGMENT:
        return _merit_chart(result)
    if result.poll.rule in (RuleName.SCHULZE, RuleName.INSTANT_RUNOFF):
        return _ranking_chart(result)
    if result.poll.gives_points:
        return _points_chart(result)
    channels = result.channels
    lines = [
        Bar(
            one.label,
            tuple(one.by_channel[channel.channel] for channel in channels) or (one.votes,),
            (*(number(one.by_channel[channel.channel]) for channel in channels), number(one.votes)),
            strong=one.won,
        )
        for one in best_first(result)
    ]
    money = result.poll.has_money
    title = _("Voix de chaque projet ; en gras et en foncé, les projets retenus")
    least = result.poll.min_votes if money else 1
    return bars(
        "voix",
        title if money else _("Voix de chaque réponse ; en gras et en foncé, ce que le vote retient"),
        lines,
        heads=(_("Projet") if money else _("Réponse"), *(one.label for one in channels), _("Voix")),
        series=tuple(one.label for one in channels),
        threshold=(least, _("minimum : %(n)s voix") % {"n": number(least)}) if least > 1 else None,
    )


def _points_chart(result: Result) -> Chart:
    lines = [
        Bar(one.label, (one.points or 0,), (number(one.votes), number(one.points or 0)), strong=one.won)
        for one in best_first(result)
    ]
    what = _("Projet") if result.poll.has_money else _("Réponse")
    title = _("Points reçus ; en gras et en foncé, ce que le vote retient")
    return bars("voix", title, lines, heads=(what, _("Voix"), _("Points")))


def _ranking_chart(result: Result) -> Chart:
    """How far each answer came: how many others it leads, or its ballots in the last round it stood in."""
    if result.poll.rule == RuleName.SCHULZE:
        values, title = dict(result.details["wins"]), _("Combien d’autres réponses chacune devance")
    else:
        values = {one.code: lasted(result, one)[1] for one in result.projects}
        title = _("Bulletins de chaque réponse, au dernier tour où elle était en jeu")
    lines = [
        Bar(one.label, (values.get(one.code, 0),), (number(values.get(one.code, 0)),), strong=one.won)
        for one in best_first(result)
    ]
    return bars("voix", title, lines, heads=(_("Réponse"), _("A reçu")))


def _merit_chart(result: Result) -> Chart:
    """The grades of each answer from the worst to the best: the one in the middle is its majority grade."""
    counts, medians = dict(result.details["grades"]), dict(result.details["medians"])
    lines = [
        Bar(
            one.label,
            tuple(counts[one.code]),
            (grade(medians[one.code]), *(number(many) for many in counts[one.code])),
            strong=one.won,
        )
        for one in best_first(result)
    ]
    title = _("Mentions de chaque réponse, de « À rejeter » (pâle) à « Très bien » (foncé)")
    heads = (_("Réponse"), _("Mention majoritaire"), *GRADES)
    return stacks("voix", title, lines, heads=heads, middle=_("milieu : mention majoritaire"))


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
