"""From rows to the calendar that rules read, and back: the reminders of consultations, with what each is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q

from participation.ballots.models import Origin, Poll
from participation.consultations.models import Consultation, Phase, PhaseKind
from participation.reminders.rules import TABLE, Calendar, Name, Planned, Row, plan
from seminars.events.models import Event, EventKind, Precision

#: Events where residents meet; a seminar or a thesis defence in the same town is no campaign meeting.
MEETINGS = (EventKind.PUBLIC_MEETING, EventKind.MEETING, EventKind.WORKSHOP, EventKind.FORUM)
#: How long after its result and its deliberation a vote is looked at: a little more than they may be told.
LOOK_BACK = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Owed:
    """A reminder of a consultation, with what it is about: its poll, or a meeting, or the campaign itself."""

    consultation: Consultation
    planned: Planned
    poll: Poll | None = None
    event: Event | None = None

    @property
    def name(self) -> Name:
        """Which reminder it is."""
        return self.planned.name

    @property
    def row(self) -> Row:
        """Its line of the table."""
        return TABLE[self.planned.name]

    @property
    def subject(self) -> Poll | Event | Consultation:
        """What its messages are about."""
        return self.event or self.poll or self.consultation

    @property
    def key(self) -> str:
        """The name of this reminder for ever: ``poll.closing:7d:12``, ``campaign.meeting:3:45``."""
        about = f"{self.consultation.pk}:{self.event.pk}" if self.event else self.subject.pk
        return f"{self.row.key}:{about}"

    def leaves(self, at: datetime) -> bool:
        """Tell whether it may leave at that moment."""
        return self.planned.leaves(at, self.consultation.zone)


def in_motion(at: datetime):
    """The consultations that may owe a reminder at that moment: those in campaign, in their vote, or just decided."""
    campaign = Phase.objects.running(at).filter(kind=PhaseKind.CAMPAIGN)
    voted_here = Poll.objects.sealed().filter(origin=Origin.HERE)
    lately = voted_here.filter(
        Q(opens_at__lte=at, closes_at__gt=at) | Q(published_at__gt=at - LOOK_BACK) | Q(decided_at__gt=at - LOOK_BACK)
    )
    open_now = Consultation.objects.published().filter(frozen_at__isnull=True)
    return open_now.filter(Q(pk__in=campaign.values("consultation")) | Q(pk__in=lately.values("consultation")))


def schedules_of(consultations, *, sealed: bool = True) -> dict[Consultation, list[Owed]]:
    """List the reminders of each consultation in the order in which they leave, in five queries for all of them.

    :param consultations: a query of consultations.
    :param sealed: leave out polls that are not sealed; a preview shows them on the dates of their phase.
    """
    polls = Poll.objects.filter(origin=Origin.HERE).select_related("consultation", "decision").order_by("pk")
    rows = consultations.select_related("area").prefetch_related(
        "phases", Prefetch("polls", polls.sealed() if sealed else polls)
    )
    rows = list(rows)
    meetings = _meetings_of(rows)
    return {row: _schedule(row, meetings.get(row.pk, [])) for row in rows}


def _schedule(consultation: Consultation, meetings: list[Event]) -> list[Owed]:
    """Put the plans of a consultation's campaign and of its polls one beside the other."""
    phases = {phase.kind: phase for phase in consultation.phases.all()}
    campaign, vote = phases.get(PhaseKind.CAMPAIGN), phases.get(PhaseKind.VOTE)
    events = {event.pk: event for event in meetings}
    before = Calendar(
        consultation.zone,
        campaign_opens_at=campaign and campaign.opens_at,
        campaign_closes_at=campaign and campaign.closes_at,
        opens_at=vote and vote.opens_at,
        meetings={event.pk: event.starts_at for event in meetings},
    )
    owed = [Owed(consultation, one, event=events.get(one.meeting)) for one in plan(before)]
    for poll in consultation.polls.all():
        owed += [Owed(consultation, one, poll=poll) for one in plan(_calendar(poll, vote))]
    return sorted(owed, key=lambda one: one.planned.due_at)


def _calendar(poll: Poll, vote: Phase | None) -> Calendar:
    closes_at = poll.closes_at or (vote and vote.closes_at)
    return Calendar(
        poll.consultation.zone,
        opens_at=poll.opens_at or (vote and vote.opens_at),
        closes_at=min(filter(None, [closes_at, poll.closed_at]), default=None),
        published_at=poll.published_at,
        decided_at=poll.decided_at,
    )


def _meetings_of(consultations: Iterable[Consultation]) -> dict[int, list[Event]]:
    """Find, in one query, the public meetings that are held in each consultation's area during its campaign."""
    campaigns = {row: phase for row in consultations for phase in row.phases.all() if phase.kind == PhaseKind.CAMPAIGN}
    wanted = Q(pk__in=[])
    for row, phase in campaigns.items():
        here = Q(area=row.area_id) | Q(area__ancestors__contains=[row.area_id])
        wanted |= here & Q(starts_at__gte=phase.opens_at, starts_at__lt=phase.closes_at)
    events = Event.objects.published().filter(wanted, kind__in=MEETINGS, precision=Precision.HOUR)
    found: dict[int, list[Event]] = {}
    for event in events.select_related("area").order_by("starts_at", "pk"):
        for row, phase in campaigns.items():
            inside = row.area_id == event.area_id or row.area_id in event.area.ancestors
            if inside and phase.opens_at <= event.starts_at < phase.closes_at:
                found.setdefault(row.pk, []).append(event)
    return found
