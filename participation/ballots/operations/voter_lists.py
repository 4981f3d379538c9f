"""The list of those who may vote, before the seal: read and judged row by row, then taken over as keyed hashes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.keys import elector_key, identity_of_code, identity_of_list_line, new_code
from participation.ballots.models import LISTED, Elector, KeyMethod, ListImport, Poll
from participation.ballots.rules.voter_list import Line, RowFate, decode, read_list
from territories.instance.acts import record

#: Letters made at once: one file, printed and folded.
MOST_LETTERS = 1_000


class ListClosed(Refusal):
    code = "list_closed"
    message = _("La liste de ce scrutin est close par le scellé, ou il n’en a pas.")


class NothingToTake(Refusal):
    code = "nothing_to_take"
    message = _("Aucune ligne à reprendre : lisez d’abord un fichier.")


class CodeNotReplaced(Refusal):
    code = "code_not_replaced"
    message = _("Ce code ne se remplace pas : il a déjà servi à voter, ou cette lettre n’existe pas.")


@transaction.atomic
def read_voter_list(*, poll: Poll, data: bytes, by, at: datetime) -> list[Line]:
    """Judge every row of a file and keep, of the good ones, number and keyed hash until somebody takes them over.

    :raises UnreadableList: when the file has not the columns that are needed.
    :raises ListClosed: after the seal.
    """
    poll = _open_list(poll, KeyMethod.LIST)
    lines = read_list(decode(data))
    kept = [
        [line.number, elector_key(poll.pk, identity_of_list_line(line.number, line.born))]
        for line in lines
        if line.fate is RowFate.TAKEN
    ]
    common = {"consultation": poll.consultation, "poll": poll}
    ListImport.objects.filter(**common, taken_at=None).delete()
    ListImport.objects.create(**common, lines=kept, number=len(kept), read_at=at, read_by=by)
    return lines


@transaction.atomic
def take_voter_list(*, poll: Poll, by, at: datetime) -> int:
    """Make the list that was read the list of the poll, instead of the one before; returns how many are on it.

    :raises NothingToTake: when no file was read, or nothing in it was good.
    :raises ListClosed: after the seal.
    """
    poll = _open_list(poll, KeyMethod.LIST)
    read = ListImport.objects.filter(poll=poll, taken_at=None).first()
    if read is None or not read.lines:
        raise NothingToTake
    poll.electors.filter(listed=True).delete()
    _write_lines(poll, read.lines)
    number, read.lines, read.taken_at = len(read.lines), [], at
    read.save(update_fields=["lines", "taken_at"])
    record(verb="poll.list_taken", subject=poll, area=poll.consultation.area, by=by, at=at, after={"lines": number})
    return number


@transaction.atomic
def empty_list(*, poll: Poll, by, at: datetime) -> None:
    """Take everybody off the list, so that another method may be chosen; letters that were made are worth nothing.

    :raises ListClosed: after the seal.
    """
    poll = _open_list(poll, *LISTED)
    number, _by_model = poll.electors.filter(listed=True).delete()
    ListImport.objects.filter(poll=poll, taken_at=None).delete()
    record(verb="poll.list_emptied", subject=poll, area=poll.consultation.area, by=by, at=at, before={"lines": number})


@transaction.atomic
def make_codes(*, poll: Poll, number: int, by, at: datetime) -> list[tuple[int, str]]:
    """Add so many letters to the list: returns number and code of each, which are nowhere else and told once.

    :raises ListClosed: after the seal.
    """
    poll = _open_list(poll, KeyMethod.CODE)
    last = poll.electors.filter(listed=True).order_by("-line_no").values_list("line_no", flat=True).first() or 0
    letters = [(last + place, new_code()) for place in range(1, min(number, MOST_LETTERS) + 1)]
    _write_lines(poll, [(no, elector_key(poll.pk, identity_of_code(code))) for no, code in letters])
    after = {"from": last + 1, "to": letters[-1][0]}
    record(verb="poll.codes_made", subject=poll, area=poll.consultation.area, by=by, at=at, after=after)
    return letters


@transaction.atomic
def replace_code(*, poll: Poll, line_no: int, reason: str, by, at: datetime) -> str:
    """Give a letter a new code because the old one is lost; returns it, told once. The old one is worth nothing.

    :raises CodeNotReplaced: when the code has voted, the letter does not exist, or nobody says why.
    """
    lines = Elector.objects.select_for_update().filter(poll=poll, consultation_id=poll.consultation_id, listed=True)
    elector = lines.filter(line_no=line_no).first()
    used = elector is not None and poll.roll.filter(elector=elector).exists()
    if elector is None or used or poll.key_method != KeyMethod.CODE or poll.closed_at or not reason.strip():
        raise CodeNotReplaced
    code = new_code()
    elector.key_hmac, elector.participant = elector_key(poll.pk, identity_of_code(code)), None
    elector.save(update_fields=["key_hmac", "participant"])
    area, after = poll.consultation.area, {"letter": line_no}
    record(verb="poll.code_replaced", subject=poll, area=area, by=by, at=at, after=after, reason=reason.strip())
    return code


def _open_list(poll: Poll, *methods: str) -> Poll:
    """Lock a poll whose list may still change: the seal waits for it, and closes it."""
    poll = Poll.objects.select_for_update(of=["self"]).select_related("consultation__area").get(pk=poll.pk)
    if poll.sealed_at is not None or poll.key_method not in methods:
        raise ListClosed
    return poll


def _write_lines(poll: Poll, lines) -> None:
    Elector.objects.bulk_create(
        (
            Elector(consultation=poll.consultation, poll=poll, key_hmac=key, line_no=no, listed=True)
            for no, key in lines
        ),
        batch_size=5_000,
    )
