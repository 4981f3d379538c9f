"""Does a reminder still hold as it is about to leave? Asked for each batch of messages, answered for all at once."""

from collections.abc import Iterable
from datetime import datetime

from participation.consultations.models import Consultation
from participation.reminders.audience import choosing_among, voted_among
from participation.reminders.models import Reminder
from participation.reminders.rules import TABLE, Name, TooLate, verdict
from participation.reminders.schedule import Owed, schedules_of
from participation.reminders.wording import REASONS, SETTLED, VOTED, words_of
from territories.accounts.models import Participant
from territories.notices.models import Notice

#: Reminders that a vote makes pointless.
BEFORE_VOTING = {Name.OPEN, Name.UNCONFIRMED, Name.SEVEN_DAYS, Name.ONE_DAY, Name.UNCONFIRMED_LAST}
Answers = dict[int, str | datetime]
#: The kinds of messages that are asked about here.
KINDS = sorted({row.kind for row in TABLE.values()})


def still_hold(*, notices: Iterable[Notice], at: datetime) -> Answers:
    """Tell which of these messages must not leave, and why; those that may get the words of today's calendar."""
    batches: dict[str, list[Notice]] = {}
    for notice in notices:
        batches.setdefault(notice.key.rpartition(":")[0], []).append(notice)
    lines = {line.key: line.consultation for line in _lines(batches)}
    owed = _owed_today(lines.values())
    answers: Answers = {}
    for key, batch in batches.items():
        if key not in lines:
            continue  # not written from the ledger: its writer answers for it
        said = _of_all(owed.get(key), lines[key], at)
        if said is not None:
            answers |= {notice.pk: said for notice in batch}
            continue
        answers |= _of_each(owed[key], batch)
        _reword(owed[key], batch)
    return answers


def _lines(keys: Iterable[str]):
    return Reminder.objects.filter(key__in=list(keys)).select_related("consultation")


def _owed_today(consultations: Iterable[Consultation]) -> dict[str, Owed]:
    """Where today's calendars have the reminders of these consultations, by key."""
    rows = Consultation.objects.published().filter(pk__in={row.pk for row in consultations})
    return {one.key: one for schedule in schedules_of(rows).values() for one in schedule}


def _of_all(owed: Owed | None, consultation: Consultation, at: datetime) -> str | datetime | None:
    """What the calendar says of all messages of a reminder."""
    said = verdict(owed and owed.planned, at=at, zone=consultation.zone, frozen=consultation.frozen_at is not None)
    return str(REASONS[said]) if isinstance(said, TooLate) else said


def _of_each(owed: Owed, batch: list[Notice]) -> Answers:
    """What each person did since the message was written."""
    if owed.name not in BEFORE_VOTING:
        return {}
    ids = [notice.participant_id for notice in batch]
    people = Participant.objects.filter(pk__in=ids).select_related("user", "identity")
    gone = dict.fromkeys(voted_among(owed.poll, people), str(VOTED))
    if owed.row.kind == "poll.unconfirmed":
        choosing = choosing_among(owed.poll, ids)
        gone = {person: str(SETTLED) for person in ids if person not in choosing} | gone
    return {notice.pk: gone[notice.participant_id] for notice in batch if notice.participant_id in gone}


def _reword(owed: Owed, batch: list[Notice]) -> None:
    """A close was put off after these were written: they leave with the new date, in the mail and on the page."""
    words = words_of(owed)
    stale = [notice.pk for notice in batch if (notice.title, notice.text, notice.url) != words]
    if stale:
        Notice.objects.filter(pk__in=stale).update(**words._asdict())
