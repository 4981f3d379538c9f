"""The sheets of the urns: entered twice by different people, corrected by their author or settled by a third."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.contract import Given, Marks, contract_for
from participation.ballots.models import BallotMark, Paper, PaperBallot, Poll, SheetEntry, Urn
from participation.ballots.operations.counting import NotClosed
from participation.ballots.operations.striking import TooLateForPaper
from territories.instance.acts import record

#: How a ballot is read: its mark, and what a valid one marks.
Read = tuple[str, Given]


class SheetDoesNotAddUp(Refusal):
    code = "sheet_does_not_add_up"
    message = _("Cette feuille n’est pas possible : %(problem)s")


class EnteredByYou(Refusal):
    code = "entered_by_you"
    message = _("Vous avez déjà saisi cette feuille : une autre personne doit la saisir sans voir vos chiffres.")


class SheetSettled(Refusal):
    code = "sheet_settled"
    message = _("Cette feuille est arrêtée : ses deux saisies concordent, ou une troisième personne a tranché.")


@transaction.atomic
def enter_totals(
    *, urn: Urn, voters: int, blank: int, void: int, votes: Mapping[int, int], by, at: datetime
) -> SheetEntry:
    """Type the totals of a sheet. Once two people have, each may correct their own entry until the sheet is settled.

    :param votes: number on the ballot → votes; projects left out have none.
    :raises SheetDoesNotAddUp: when these numbers cannot come from that many ballots.
    """
    poll = _open_for_sheets(urn)
    if poll.paper != Paper.TOTALS:
        raise SheetDoesNotAddUp(problem=_("ce scrutin relève les bulletins papier un par un."))
    contract = contract_for(poll)
    named = {code: int(votes.get(no, 0)) for no, code in contract.codes.items()}
    check_totals(contract, voters - blank - void, named)
    totals = {"voters": voters, "blank": blank, "void": void, "votes": named}
    return _enter(poll, urn, totals, [], by=by, at=at)


@transaction.atomic
def enter_ballots(*, urn: Urn, ballots: Sequence[Read], by, at: datetime) -> SheetEntry:
    """Type the ballots of an urn one by one, in the order of their numbers; the sheet's totals follow from them.

    :raises SheetDoesNotAddUp: when the poll takes totals, or a ballot read as valid is not.
    """
    poll = _open_for_sheets(urn)
    if poll.paper != Paper.BALLOTS:
        raise SheetDoesNotAddUp(problem=_("ce scrutin relève le papier par totaux."))
    contract = contract_for(poll)
    read = [_read(contract, no, mark, choices) for no, (mark, choices) in enumerate(ballots, start=1)]
    votes = Counter(contract.codes[choice] for _mark, marked in read for choice in marked.choices)
    marks = Counter(mark for mark, _marked in read)
    totals = {
        "voters": len(read),
        "blank": marks[BallotMark.BLANK],
        "void": marks[BallotMark.VOID],
        "votes": {code: votes[code] for code in contract.codes.values()},
    }
    return _enter(poll, urn, totals, read, by=by, at=at)


def _read(contract, no: int, mark: str, given: Given) -> tuple[str, Marks]:
    if mark != BallotMark.VALID:
        return mark, Marks([], [])
    try:
        return mark, contract.check(given)
    except Refusal as refusal:
        raise SheetDoesNotAddUp(problem=f"bulletin {no}, {refusal}") from refusal


def check_totals(contract, valid: int, votes: Mapping[str, int]) -> None:
    """Refuse votes that cannot come from that many valid ballots.

    :raises SheetDoesNotAddUp: with what is wrong.
    """
    if valid < 0:
        raise SheetDoesNotAddUp(problem=_("il y a plus de blancs et de nuls que de votants."))
    if any(number > valid for number in votes.values()):
        raise SheetDoesNotAddUp(problem=_("un projet a plus de voix que de bulletins valables."))
    total, most = sum(votes.values()), contract.form.maximum or len(contract.codes)
    if not valid * contract.form.minimum <= total <= valid * most:
        raise SheetDoesNotAddUp(problem=_("le total des voix ne va pas avec le nombre de bulletins valables."))


def _open_for_sheets(urn: Urn) -> Poll:
    poll = Poll.objects.select_for_update(of=["self"]).select_related("consultation__area").get(pk=urn.poll_id)
    if poll.closed_at is None:
        raise NotClosed
    if poll.reconciled_at is not None:
        raise TooLateForPaper
    return poll


def _enter(poll: Poll, urn: Urn, totals: dict, read: Sequence[tuple[str, Marks]], *, by, at: datetime) -> SheetEntry:
    """Keep an entry and settle the sheet when two agree or a third has spoken; the poll's row is locked."""
    urn = Urn.objects.get(pk=urn.pk)
    if urn.settled_entry_id is not None:
        raise SheetSettled
    entries = list(urn.entries.order_by("rank"))
    entry = next((one for one in entries if one.entered_by_id == by.pk), None)
    if entry is None:
        common = {"consultation": poll.consultation, "poll": poll, "urn": urn}
        entry = SheetEntry(rank=len(entries) + 1, entered_by=by, entered_at=at, **common, **totals)
    elif len(entries) == 1:
        raise EnteredByYou
    else:
        for name, value in totals.items():
            setattr(entry, name, value)
        entry.entered_at = at
        entry.ballots.all().delete()
    entry.save()
    _keep_ballots(poll, entry, read)
    _settle(urn, at=at)
    record(
        verb="poll.sheet_entered",
        subject=urn,
        area=poll.consultation.area,
        by=by,
        at=at,
        after={"entry": entry.rank, **totals},
    )
    return entry


def _keep_ballots(poll: Poll, entry: SheetEntry, read: Sequence[tuple[str, Marks]]) -> None:
    common = {"consultation": poll.consultation, "poll": poll, "entry": entry}
    PaperBallot.objects.bulk_create(
        PaperBallot(no=no, mark=mark, choices=marked.choices, points=marked.points, **common)
        for no, (mark, marked) in enumerate(read, 1)
    )


def _settle(urn: Urn, *, at: datetime) -> None:
    """Settle a sheet whose entries agree, or that a third person has read."""
    entries = list(urn.entries.order_by("rank"))
    agreed = entries[1] if len(entries) == 2 and same_reading(*entries) else None
    last_word = entries[2] if len(entries) == 3 else None
    if chosen := agreed or last_word:
        urn.settled_entry, urn.settled_at = chosen, at
        urn.save(update_fields=["settled_entry", "settled_at"])


def figures(entry: SheetEntry) -> dict[str, str]:
    """Everything that one person read on a sheet, by its label: ballot by ballot where ballots are typed."""
    read = {str(_("votants")): entry.voters, str(_("blancs")): entry.blank, str(_("nuls")): entry.void}
    read |= {str(_("projet %(code)s") % {"code": code}): number for code, number in sorted(entry.votes.items())}
    for ballot in entry.ballots.all():
        label = str(_("bulletin %(no)s") % {"no": ballot.no})
        read[label] = _marks_said(ballot) or ballot.get_mark_display()
    return {label: str(value) for label, value in read.items()}


def _marks_said(ballot: PaperBallot) -> str:
    """What a ballot marks, as it is typed: « 1 4 », or « 1:5 4:3 »."""
    if not ballot.points:
        return " ".join(map(str, ballot.choices))
    return " ".join(f"{no}:{given}" for no, given in zip(ballot.choices, ballot.points, strict=True))


def same_reading(first: SheetEntry, second: SheetEntry) -> bool:
    """Tell whether two people read the same sheet alike."""
    return figures(first) == figures(second)


def differences(urn: Urn) -> list[dict]:
    """What the entries of a sheet do not agree on: one line per figure, for the person who settles it."""
    read = [figures(entry) for entry in urn.entries.order_by("rank")]
    if len(read) < 2 or urn.settled_entry_id is not None:
        return []
    labels = dict.fromkeys(label for one in read for label in one)
    lines = [{"label": label, "read": [one.get(label, "–") for one in read]} for label in labels]
    return [line for line in lines if len(set(line["read"])) > 1]
