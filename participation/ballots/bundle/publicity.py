"""Whether ballots are published one by one: as the sealed rule says, and as few people are recognisable in them."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from participation.ballots.contract import contract_for
from participation.ballots.models import NEED_BALLOTS, BallotsPublished, ChannelCount, Counted, Poll, RuleName
from participation.ballots.results import is_too_small

UNIQUE = """
SELECT count(*) FROM (
    SELECT FROM participation_counted WHERE poll_id = %s GROUP BY choices, points HAVING count(*) = 1
) alone
"""


@dataclass(frozen=True, slots=True)
class Publicity:
    """Whether single ballots are shown, and the sentence that says why."""

    shown: bool
    sentence: str


#: Rule → what becomes of a recount without single ballots; the others are recounted from totals.
WITHOUT_BALLOTS = {
    **dict.fromkeys(
        NEED_BALLOTS,
        _lazy("Sans eux, cette règle ne se recompte pas : « recount.py » vérifie tout le reste, et le dit."),
    ),
    RuleName.MAJORITY_JUDGMENT: _lazy("La règle se recompte sur le nombre de mentions que le résultat publie."),
    RuleName.SCHULZE: _lazy("La règle se recompte sur les face à face que le résultat publie."),
    RuleName.INSTANT_RUNOFF: _lazy("La règle se recompte sur les tours que le résultat publie."),
}


def publicity_of(poll: Poll) -> Publicity:
    """Decide for a counted vote; only what was sealed and what was counted matter."""
    promised = contract_for(poll).json["published"]
    number = Counted.objects.filter(poll=poll).count()
    if not number:
        return Publicity(False, _("Aucun bulletin n’est connu un par un : seuls les totaux se recomptent."))
    if promised["ballots"] == BallotsPublished.ALWAYS:
        return Publicity(True, _("Les bulletins sont publiés un par un : c’était décidé avant le vote."))
    alone = _unique(poll)
    if why := _why_withheld(poll, promised, number=number, alone=alone):
        consequence = WITHOUT_BALLOTS.get(poll.rule, _lazy("Les totaux se recomptent."))
        return Publicity(False, f"{why} {consequence}")
    sentence = _("Les bulletins sont publiés un par un : %(number)s, dont %(alone)s uniques.")
    return Publicity(True, sentence % {"alone": alone, "number": number})


def _why_withheld(poll: Poll, promised: dict, *, number: int, alone: int) -> str:
    """Say why single ballots are not shown; nothing where they are."""
    if promised["ballots"] == BallotsPublished.NEVER:
        return _("Les bulletins ne sont pas publiés un par un : c’était décidé avant le vote.")
    if number < promised["smallest"]:
        sentence = _("Les bulletins ne sont pas publiés un par un : il y en a %(number)s, moins de %(least)s.")
        return sentence % {"number": number, "least": promised["smallest"]}
    if alone * 100 > number * promised["most_unique_percent"]:
        sentence = _(
            "Les bulletins ne sont pas publiés un par un : %(alone)s sur %(number)s sont uniques, plus de %(most)s %%."
        )
        return sentence % {"alone": alone, "number": number, "most": promised["most_unique_percent"]}
    if is_too_small(list(ChannelCount.objects.filter(poll=poll))):
        return _("Les bulletins ne sont pas publiés un par un : une voie de vote en a trop peu.")
    return ""


def _unique(poll: Poll) -> int:
    """How many ballots are like no other."""
    with connection.cursor() as cursor:
        cursor.execute(UNIQUE, [poll.pk])
        return cursor.fetchone()[0]
