"""What a method compared, as tables of plain text: for the page of a result and for documents alike."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.ballots.models import Poll, RuleName
from participation.ballots.results import ProjectResult, Result
from participation.ballots.rules.judgment import GRADES
from territories.instance.templatetags.house import number, percent


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, the heads of the columns behind the first, and a row per answer: the answer and its cells."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[ProjectResult, tuple[str, ...]], ...]


def answers_table(result: Result) -> Table:
    """The figures that decided, an answer per row, the best first."""
    heads, cells = METHODS.get(result.poll.rule, _votes)(result)
    rows = tuple((one, cells(one)) for one in best_first(result))
    return Table(str(_("Les réponses, et ce qui a décidé")), heads, rows)


def votes_decide(poll: Poll) -> bool:
    """Tell whether votes or points decide, which channels and places may add up; else ballots are compared whole."""
    return poll.rule not in METHODS


def best_first(result: Result) -> list[ProjectResult]:
    """Answers in the order of their method: the verdicts stand so already, a vote sorts them by what they got."""
    if not votes_decide(result.poll):
        return list(result.projects)
    if result.poll.gives_points:
        return sorted(result.projects, key=lambda one: (-(one.points or 0), one.no))
    return sorted(result.projects, key=lambda one: (-one.votes, one.no))


Cells = Callable[[ProjectResult], tuple[str, ...]]


def _votes(result: Result) -> tuple[tuple[str, ...], Cells]:
    """Votes, their share of those who chose something, and the channels where these may be told apart."""
    channels = result.channels
    points = (_("Points"),) if result.poll.gives_points else ()
    share = (_("Part des exprimés"),) if result.valid else ()
    heads = (*points, _("Voix"), *share, *(one.label for one in channels))

    def cells(one: ProjectResult) -> tuple[str, ...]:
        apart = (number(one.by_channel[channel.channel]) for channel in channels)
        given = (number(one.points),) if points else ()
        return (*given, number(one.votes), *((percent(one.votes, result.valid),) if share else ()), *apart)

    return heads, cells


def _grades(result: Result) -> tuple[tuple[str, ...], Cells]:
    """The majority grade, then how many gave each grade."""
    counts, medians = dict(result.details["grades"]), dict(result.details["medians"])

    def cells(one: ProjectResult) -> tuple[str, ...]:
        return (grade(medians[one.code]), *(number(many) for many in reversed(counts[one.code])))

    return (_("Mention majoritaire"), *reversed(GRADES)), cells


def _duels(result: Result) -> tuple[tuple[str, ...], Cells]:
    """How many answers each one leads, then how many ballots rank it before each other one."""
    wins = dict(result.details["wins"])
    duels = {(one, other): many for one, other, many in result.details["duels"]}
    others = best_first(result)

    def cells(one: ProjectResult) -> tuple[str, ...]:
        if one.code not in wins:
            return tuple("–" for _head in heads)
        against = (number(duels[one.code, other.code]) if (one.code, other.code) in duels else "–" for other in others)
        return (number(wins[one.code]), *against)

    heads = (_("Réponses devancées"), *(_("avant %(no)s") % {"no": other.no} for other in others))
    return heads, cells


def _rounds(result: Result) -> tuple[tuple[str, ...], Cells]:
    """How many ballots counted for each answer, round after round."""
    rounds = [dict(one["votes"]) for one in result.details["rounds"]]

    def cells(one: ProjectResult) -> tuple[str, ...]:
        return tuple(number(votes[one.code]) if one.code in votes else "–" for votes in rounds)

    return tuple(_("Tour %(n)s") % {"n": place} for place, _votes in enumerate(rounds, start=1)), cells


def lasted(result: Result, one: ProjectResult) -> tuple[int, int]:
    """Until which round an answer stood, and how many ballots it had there; nothing of what was withdrawn."""
    stood = [
        (place, dict(each["votes"])[one.code])
        for place, each in enumerate(result.details["rounds"], start=1)
        if one.code in dict(each["votes"])
    ]
    return stood[-1] if stood else (0, 0)


def grade(median: int) -> str:
    """Name a grade; nobody judged what has none."""
    return GRADES[median - 1] if median else "–"


def figure_of(result: Result, one: ProjectResult) -> str:
    """What an answer got, in a few words: « 6 voix », « la mention Assez bien »."""
    if result.poll.rule == RuleName.MAJORITY_JUDGMENT:
        return _("la mention « %(grade)s »") % {"grade": grade(dict(result.details["medians"])[one.code])}
    if result.poll.rule == RuleName.SCHULZE:
        led = dict(result.details["wins"]).get(one.code, 0)
        return ngettext("%(n)s réponse devancée", "%(n)s réponses devancées", led) % {"n": number(led)}
    if result.poll.rule == RuleName.INSTANT_RUNOFF:
        place, votes = lasted(result, one)
        return _("%(n)s bulletins au tour %(round)s") % {"n": number(votes), "round": place}
    if result.poll.gives_points:
        return ngettext("%(n)s point", "%(n)s points", one.points) % {"n": number(one.points)}
    return _("%(n)s voix") % {"n": number(one.votes)}


METHODS: dict[str, Callable[[Result], tuple[tuple[str, ...], Cells]]] = {
    RuleName.MAJORITY_JUDGMENT: _grades,
    RuleName.SCHULZE: _duels,
    RuleName.INSTANT_RUNOFF: _rounds,
}
