"""Which reminders a calendar owes, and from when to when each may leave: a table, and the arithmetic of days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: Messages leave between these hours, on the clock of the consultation.
MORNING, EVENING = time(8), time(20)


class Name(StrEnum):
    """The reminders, in the order of a vote."""

    CAMPAIGN = "campaign"
    MEETING = "meeting"
    OPEN = "open"
    UNCONFIRMED = "unconfirmed"
    SEVEN_DAYS = "seven_days"
    ONE_DAY = "one_day"
    UNCONFIRMED_LAST = "unconfirmed_last"
    RESULT = "result"
    DELIBERATION = "deliberation"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: counted from a moment, when a reminder is due and how long it still makes sense.

    :param kind: the kind of message, which people may refuse: one of ``notices.rules.KINDS``.
    :param key: begins the keys of its messages.
    :param due, until: distances from the moment; a worker that was down catches up between the two.
    :param repeats: its people come one by one, each counted from a moment of their own, until the next one begins.
    """

    kind: str
    key: str
    due: timedelta
    until: timedelta
    repeats: bool = False


TABLE: dict[Name, Row] = {
    Name.CAMPAIGN: Row("campaign.open", "campaign.open", 0 * DAY, 3 * DAY),
    Name.MEETING: Row("campaign.meeting", "campaign.meeting", -7 * DAY, -12 * HOUR),
    Name.OPEN: Row("poll.open", "poll.open", 0 * DAY, 3 * DAY),
    Name.UNCONFIRMED: Row("poll.unconfirmed", "poll.unconfirmed:hours", 4 * HOUR, 4 * HOUR, repeats=True),
    Name.SEVEN_DAYS: Row("poll.closing", "poll.closing:7d", -7 * DAY, -6 * DAY),
    Name.ONE_DAY: Row("poll.closing", "poll.closing:1d", -1 * DAY, -1 * HOUR),
    Name.UNCONFIRMED_LAST: Row("poll.unconfirmed", "poll.unconfirmed:last", -1 * DAY, -1 * HOUR),
    Name.RESULT: Row("poll.result", "poll.result", 0 * DAY, 7 * DAY),
    Name.DELIBERATION: Row("poll.deliberation", "poll.deliberation", 0 * DAY, 7 * DAY),
}

#: « Sept jours » says nothing new to who learnt of the vote yesterday; nor « un jour » to who did this morning.
AFTER_OPENING = {Name.SEVEN_DAYS: 2 * DAY, Name.ONE_DAY: 12 * HOUR}
#: A mail that comes in the last hour comes too late to vote.
LAST_CALL = 1 * HOUR
#: How long a person may think before being told that a choice is not a vote.
THINKING = TABLE[Name.UNCONFIRMED].due


@dataclass(frozen=True, slots=True)
class Calendar:
    """The moments that reminders are counted from; what is not known yet, or never will be, is ``None``.

    :param opens_at: the vote, or alone, without a close, what the campaign leads to.
    :param closes_at: the end of the vote; a vote that is closed already ended when it was closed.
    :param meetings: when each meeting of the campaign begins, by its id.
    """

    zone: ZoneInfo
    campaign_opens_at: datetime | None = None
    campaign_closes_at: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    published_at: datetime | None = None
    decided_at: datetime | None = None
    meetings: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder at its moment: it leaves from ``due_at`` on, by day, and no more from ``until`` on."""

    name: Name
    due_at: datetime
    until: datetime
    meeting: int | None = None

    def leaves(self, at: datetime, zone: ZoneInfo) -> bool:
        """Tell whether it may leave at that moment."""
        return self.due_at <= at < self.until and by_day(at, zone) == at


def by_day(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment itself by day; at night, the next morning.

    >>> from datetime import UTC
    >>> by_day(datetime(2026, 3, 10, 21, 30, tzinfo=UTC), ZoneInfo("Europe/Paris")).isoformat()
    '2026-03-11T07:00:00+00:00'
    """
    there = moment.astimezone(zone)
    if MORNING <= there.time() < EVENING:
        return moment
    day = there.date() if there.time() < MORNING else there.date() + DAY
    return datetime.combine(day, MORNING, zone).astimezone(moment.tzinfo)


def plan(calendar: Calendar) -> list[Planned]:
    """List the reminders that a calendar owes, in the order in which they leave."""
    planned = [*_of_campaign(calendar), *_of_vote(calendar), *_of_result(calendar)]
    order = list(Name)
    return sorted(planned, key=lambda one: (one.due_at, order.index(one.name), one.meeting or 0))


def _of_campaign(calendar: Calendar) -> Iterator[Planned]:
    if calendar.campaign_opens_at is None or calendar.campaign_closes_at is None:
        return
    end = min(filter(None, [calendar.campaign_closes_at, calendar.opens_at]))
    yield from _place(Name.CAMPAIGN, calendar.campaign_opens_at, calendar.zone, latest=end)
    for meeting, starts_at in calendar.meetings.items():
        earliest = calendar.campaign_opens_at
        yield from _place(Name.MEETING, starts_at, calendar.zone, earliest=earliest, meeting=meeting)


def _of_vote(calendar: Calendar) -> Iterator[Planned]:
    """Opening, unconfirmed choices, countdown: each ends where the next one begins."""
    if calendar.opens_at is None or calendar.closes_at is None:
        return
    last = calendar.closes_at - LAST_CALL
    one_day = _countdown(Name.ONE_DAY, calendar, latest=last)
    end = one_day[0].due_at if one_day else last
    seven_days = _countdown(Name.SEVEN_DAYS, calendar, latest=end)
    first = seven_days[0].due_at if seven_days else end
    yield from _place(Name.OPEN, calendar.opens_at, calendar.zone, latest=first)
    due_at = by_day(calendar.opens_at + THINKING, calendar.zone)
    if due_at < end:
        yield Planned(Name.UNCONFIRMED, due_at, end)
    yield from seven_days
    for one in one_day:
        yield one
        yield Planned(Name.UNCONFIRMED_LAST, one.due_at, one.until)


def _countdown(name: Name, calendar: Calendar, *, latest: datetime) -> list[Planned]:
    """Count back from the close, unless the vote has only just opened by then."""
    earliest = calendar.opens_at + AFTER_OPENING[name]
    return [one for one in _place(name, calendar.closes_at, calendar.zone, latest=latest) if one.due_at >= earliest]


def _of_result(calendar: Calendar) -> Iterator[Planned]:
    if calendar.published_at is not None:
        yield from _place(Name.RESULT, calendar.published_at, calendar.zone)
    if calendar.decided_at is not None:
        yield from _place(Name.DELIBERATION, calendar.decided_at, calendar.zone)


def _place(
    name: Name,
    moment: datetime,
    zone: ZoneInfo,
    *,
    earliest: datetime | None = None,
    latest: datetime | None = None,
    meeting: int | None = None,
) -> Iterator[Planned]:
    """Yield a reminder at its distance from a moment, by day; nothing when that leaves it no time."""
    row = TABLE[name]
    due_at = by_day(max(filter(None, [moment + row.due, earliest])), zone)
    until = min(filter(None, [moment + row.until, latest]))
    if due_at < until:
        yield Planned(name, due_at, until, meeting)


class TooLate(StrEnum):
    """Why a reminder that was written never leaves any more."""

    CALLED_OFF = "called_off"
    OVER = "over"


def verdict(planned: Planned | None, *, at: datetime, zone: ZoneInfo, frozen: bool) -> TooLate | datetime | None:
    """Decide on a message that is about to leave: never, not before a moment, or (``None``) now.

    :param planned: where the calendar has its reminder today; ``None`` when it has none any more.
    :param frozen: while a court has suspended the consultation nothing leaves; it is asked again in an hour.
    """
    if planned is None:
        return TooLate.CALLED_OFF
    moment = max(planned.due_at, by_day(at + HOUR if frozen else at, zone))
    if moment >= planned.until:
        return TooLate.OVER
    return moment if moment > at else None
