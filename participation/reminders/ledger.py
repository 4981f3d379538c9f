"""The ledger of a consultation's reminders: what was sent, what comes, to how many, in which words. Never to whom."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.consultations.models import Consultation
from participation.reminders.audience import people_of, refused
from participation.reminders.models import Reminder
from participation.reminders.rules import TABLE, Name, Planned
from participation.reminders.schedule import Owed, schedules_of
from participation.reminders.wording import LABELS, Words, audience_of, who_is_meant, words_of
from territories.accounts.permissions import can
from territories.notices.letters import compose
from territories.notices.models import Notice

TEMPLATES = "participation/reminders/admin"


class Counted(NamedTuple):
    """How many people a reminder would reach now, and how many of them refused its kind."""

    people: int
    refusing: int


@dataclass
class Fates:
    """What became of the messages of a written reminder."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    dropped: dict[str, int] = field(default_factory=dict)


@dataclass
class Line:
    """A reminder in the ledger.

    :param state: ``written`` · ``running`` (its people come one by one, now) · ``due`` · ``coming`` ·
        ``unsealed`` · ``passed`` (nobody wrote it in time) · ``undated`` (``due_at`` is ``None``).
    """

    name: Name
    state: str
    words: Words | None
    audience: str
    due_at: datetime | None = None
    written: Reminder | None = None
    owed: Owed | None = None
    fates: Fates | None = None
    counted: Counted | None = None

    @property
    def label(self):
        """What it is called."""
        return LABELS[self.name]

    @property
    def mail(self):
        """The mail, as the delivery composes it; the name of its reader is put in when it leaves."""
        if self.words is None:
            return None
        # A participant who is nobody: optional messages carry the line by which their reader refuses them.
        sample = Notice(kind=TABLE[self.name].kind, participant_id=0, **self.words._asdict())
        message = compose(sample, address="")
        return message and {"text": message.body, "html": message.alternatives[0][0], "subject": message.subject}


def ledger_of(consultation: Consultation, *, at: datetime, counting: bool = True) -> list[Line]:
    """List the reminders of a consultation in the order of their moments, those without a date last.

    :param counting: ask for each one to come how many people it would reach now: a query each.
    """
    written = {line.key: line for line in Reminder.objects.filter(consultation=consultation)}
    schedule = next(iter(schedules_of(Consultation.objects.filter(pk=consultation.pk), sealed=False).values()))
    fates = _fates(consultation, schedule) if written else {}
    lines = []
    for owed in schedule:
        line = written.pop(owed.key, None)
        lines.append(_gone(line, owed, fates, at) if line else _coming(owed, at, counting))
    lines += [_gone(line, None, fates, at) for line in written.values()]
    lines.sort(key=lambda line: line.due_at)
    return lines + _without_date(schedule)


def _gone(line: Reminder, owed: Owed | None, fates: dict[str, Fates], at: datetime) -> Line:
    name = Name(line.name)
    running = owed is not None and owed.row.repeats and at < owed.planned.until
    return Line(
        name,
        "running" if running else "written",
        Words(line.title, line.text, line.url),
        audience_of(owed) if owed else "",
        line.written_at,
        line,
        owed,
        fates.get(line.key, Fates()),
    )


def _coming(owed: Owed, at: datetime, counting: bool) -> Line:
    if at >= owed.planned.until:
        return Line(owed.name, "passed", None, audience_of(owed), owed.planned.due_at, owed=owed)
    counted = _count(owed, at) if counting else None
    due_at, state = owed.planned.due_at, _state(owed, at)
    return Line(owed.name, state, words_of(owed), audience_of(owed), due_at, owed=owed, counted=counted)


def _state(owed: Owed, at: datetime) -> str:
    """Where a reminder stands that is not written and not too late."""
    if owed.poll is not None and owed.poll.sealed_at is None:
        return "unsealed"
    if at < owed.planned.due_at:
        return "coming"
    return "running" if owed.row.repeats else "due"


def _count(owed: Owed, at: datetime) -> Counted:
    people = people_of(owed, at=at).order_by()
    found = people.aggregate(people=Count("pk"), refusing=Count("pk", filter=refused(owed.row.kind)))
    return Counted(**found)


def _without_date(schedule: list[Owed]) -> list[Line]:
    """What the result and the deliberation will bring, once for each vote that has not got that far."""
    polls = {owed.poll.pk: owed.poll for owed in schedule if owed.poll}
    lines = []
    for poll in polls.values():
        for name, known in ((Name.RESULT, poll.published_at), (Name.DELIBERATION, poll.decided_at)):
            if known is None:
                owed = Owed(poll.consultation, Planned(name, poll.closes_at, poll.closes_at), poll=poll)
                words = words_of(owed) if name == Name.RESULT else None
                lines.append(Line(name, "undated", words, audience_of(owed), owed=owed))
    return lines


def _fates(consultation: Consultation, schedule: list[Owed]) -> dict[str, Fates]:
    """Count, in one query, the messages of each reminder by what became of them."""
    about = Q(subject_kind="consultation", subject_id=str(consultation.pk))
    for kind, rows in (("poll", {one.poll for one in schedule}), ("event", {one.event for one in schedule})):
        about |= Q(subject_kind=kind, subject_id__in=[str(row.pk) for row in rows if row])
    stem = Func("key", Value(":[0-9]+$"), Value(""), function="regexp_replace")
    notices = Notice.objects.filter(about, kind__in={row.kind for row in TABLE.values()}).order_by()
    rows = (
        notices.annotate(stem=stem)
        .values("stem", "dropped_reason")
        .annotate(
            sent=Count("pk", filter=Q(sent_at__isnull=False)),
            failed=Count("pk", filter=Q(failed_at__isnull=False)),
            dropped=Count("pk", filter=Q(dropped_at__isnull=False)),
            number=Count("pk"),
        )
    )
    found: dict[str, Fates] = {}
    for row in rows:
        fates = found.setdefault(row["stem"], Fates())
        fates.sent += row["sent"]
        fates.failed += row["failed"]
        fates.waiting += row["number"] - row["sent"] - row["failed"] - row["dropped"]
        if row["dropped"]:
            fates.dropped[row["dropped_reason"]] = row["dropped"]
    return found


def reminders_page(*, consultation: Consultation, user, at: datetime) -> dict | None:
    """The page « Relances » beside the cockpit, for those who may see messages."""
    if not can(user, "notices.see", consultation.area):
        return None
    return {
        "title": _("Relances"),
        "template": f"{TEMPLATES}/page.html",
        "lines": ledger_of(consultation, at=at),
        "meant": who_is_meant(consultation),
    }


def reminders_panel(*, consultation: Consultation, user, at: datetime) -> dict | None:
    """The panel of the cockpit: what was written last, and what comes next."""
    if not can(user, "notices.see", consultation.area):
        return None
    lines = ledger_of(consultation, at=at, counting=False)
    return {
        "title": _("Relances"),
        "template": f"{TEMPLATES}/_panel.html",
        "last": [line for line in lines if line.written][-2:],
        "next": [line for line in lines if line.state in ("due", "coming", "unsealed")][:3],
        "url": reverse("admin:participation_consultation_relances", args=[consultation.pk]),
    }
