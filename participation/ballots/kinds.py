"""Kinds of ballots: how each is called in a rule file, and what it asks. The one place that knows.

Which rules may decide on a kind stands in ``models.vocabulary``, where the database holds every poll to it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from participation.ballots.models import RULES_OF, BallotKind, Poll, RuleName

#: The answers of a poll that asks a question, by their codes in files; ideas and projects stay off its ballot.
ANSWERS = {"oui": _("Oui"), "non": _("Non")}


@dataclass(frozen=True, slots=True)
class Kind:
    """What sets a kind of ballot apart.

    :ivar form: its name in a sealed rule file.
    :ivar one: a ballot holds exactly one choice.
    :ivar numbers: a ballot gives a number to each of its choices.
    :ivar all_of_them: a ballot may speak of everything that is offered, whatever limit of choices the poll has.
    :ivar common: it stands first where a manager chooses; the others are « autres méthodes ».
    """

    form: str
    one: bool = False
    numbers: bool = False
    common: bool = True
    all_of_them: bool = False


KINDS = {
    BallotKind.CHOOSE: Kind("one-to-n"),
    BallotKind.ENVELOPE: Kind("envelope", all_of_them=True),
    BallotKind.YES_NO: Kind("single", one=True),
    BallotKind.SINGLE: Kind("single", one=True),
    BallotKind.POINTS: Kind("points", numbers=True, common=False),
    BallotKind.GRADES: Kind("grades", numbers=True, common=False, all_of_them=True),
    BallotKind.RANKING: Kind("ranking", numbers=True, common=False, all_of_them=True),
}


def kinds_to_choose() -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds of ballots as a manager chooses among them: the common ones first, then the other methods."""
    groups = {True: _("Les plus courants"), False: _("Autres méthodes")}
    return [
        (str(title), [(kind.value, str(kind.label)) for kind, said in KINDS.items() if said.common is common])
        for common, title in groups.items()
    ]


def kind_of(poll: Poll) -> Kind:
    """The kind of ballot of a poll."""
    return KINDS[BallotKind(poll.ballot_kind)]


def label_of(poll: Poll, no: int, title: str) -> str:
    """What a choice is called on pages: with its number on the ballot, but for oui and non."""
    return title if poll.asks else f"{no}. {title}"


def choices_asked(poll: Poll) -> tuple[int, int | None]:
    """The fewest and the most choices of a ballot; ``None`` for as many as one likes."""
    kind = kind_of(poll)
    if kind.one or kind.all_of_them:
        return 1, 1 if kind.one else None
    return poll.min_choices, poll.max_choices


def only_rule_of(ballot_kind: str | None) -> RuleName | None:
    """The rule of a kind of ballot that leaves no choice between several."""
    rules = RULES_OF.get(ballot_kind, ())
    return rules[0] if len(rules) == 1 else None
