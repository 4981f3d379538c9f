"""The moments of reminders: by examples, and for any calendar at all."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.reminders.rules import (
    TABLE,
    Calendar,
    Name,
    Planned,
    TooLate,
    by_day,
    plan,
    verdict,
)
from territories.notices.rules import KINDS

PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def there(*clock, zone=PARIS):
    return datetime(*clock, tzinfo=zone).astimezone(UTC)


def vote(opens_at, closes_at, zone=PARIS, **fields):
    return {one.name: one for one in plan(Calendar(zone, opens_at=opens_at, closes_at=closes_at, **fields))}


#: Two weeks: from a Monday at nine to a Sunday at midnight.
OPENS, CLOSES = there(2026, 3, 9, 9), there(2026, 3, 23, 0)


def test_a_vote_of_two_weeks_owes_its_opening_its_unconfirmed_choices_and_its_countdown():
    assert [(name, one.due_at.astimezone(PARIS)) for name, one in vote(OPENS, CLOSES).items()] == [
        (Name.OPEN, datetime(2026, 3, 9, 9, tzinfo=PARIS)),
        (Name.UNCONFIRMED, datetime(2026, 3, 9, 13, tzinfo=PARIS)),
        (Name.SEVEN_DAYS, datetime(2026, 3, 16, 8, tzinfo=PARIS)),
        (Name.ONE_DAY, datetime(2026, 3, 22, 8, tzinfo=PARIS)),
        (Name.UNCONFIRMED_LAST, datetime(2026, 3, 22, 8, tzinfo=PARIS)),
    ]


def test_an_opening_at_night_is_told_in_the_morning_of_the_territory():
    found = vote(there(2026, 3, 9, 0, zone=REUNION), there(2026, 3, 23, 0, zone=REUNION), REUNION)
    assert found[Name.OPEN].due_at == there(2026, 3, 9, 8, zone=REUNION)


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (0.5, [Name.OPEN, Name.UNCONFIRMED]),
        (1, [Name.OPEN, Name.UNCONFIRMED]),
        (2, [Name.OPEN, Name.UNCONFIRMED, Name.ONE_DAY, Name.UNCONFIRMED_LAST]),
        (7.5, [Name.OPEN, Name.UNCONFIRMED, Name.ONE_DAY, Name.UNCONFIRMED_LAST]),
        (9, [Name.OPEN, Name.UNCONFIRMED, Name.SEVEN_DAYS, Name.ONE_DAY, Name.UNCONFIRMED_LAST]),
    ],
)
def test_a_short_vote_does_not_count_down_what_has_just_opened(days, names):
    assert list(vote(OPENS, OPENS + days * DAY)) == names


def test_a_late_tick_says_what_is_still_true_and_leaves_out_the_rest():
    found = vote(OPENS, CLOSES)
    after_six_days_left = CLOSES - 6 * DAY + HOUR * 10
    assert not any(one.leaves(after_six_days_left, PARIS) for one in found.values() if one.name != Name.UNCONFIRMED)
    assert found[Name.SEVEN_DAYS].until == CLOSES - 6 * DAY
    assert found[Name.OPEN].until == OPENS + 3 * DAY
    assert found[Name.ONE_DAY].until == CLOSES - HOUR


def test_an_opening_that_nobody_was_told_ends_where_the_countdown_begins():
    found = vote(OPENS, OPENS + 2 * DAY)
    assert found[Name.OPEN].until == found[Name.UNCONFIRMED].until == found[Name.ONE_DAY].due_at


def test_an_extension_moves_what_is_counted_from_the_close():
    before, after = vote(OPENS, CLOSES), vote(OPENS, CLOSES + 7 * DAY)
    assert after[Name.SEVEN_DAYS].due_at == before[Name.SEVEN_DAYS].due_at + 7 * DAY
    assert after[Name.OPEN] == before[Name.OPEN]


def test_a_campaign_is_told_as_it_opens_and_a_meeting_seven_days_before():
    meeting = there(2026, 3, 7, 18)
    found = vote(
        OPENS,
        CLOSES,
        campaign_opens_at=there(2026, 2, 16, 0),
        campaign_closes_at=OPENS,
        meetings={4: meeting},
    )
    assert found[Name.CAMPAIGN].due_at == there(2026, 2, 16, 8)
    assert (found[Name.MEETING].due_at, found[Name.MEETING].meeting) == (meeting - 7 * DAY, 4)


def test_a_meeting_early_in_the_campaign_is_not_told_before_the_campaign():
    opens_at = there(2026, 2, 16, 10)
    meetings = {4: opens_at + 2 * DAY, 5: opens_at + 8 * HOUR}
    calendar = Calendar(PARIS, campaign_opens_at=opens_at, campaign_closes_at=OPENS, meetings=meetings)
    told = [one for one in plan(calendar) if one.name == Name.MEETING]
    assert [(one.meeting, one.due_at) for one in told] == [(4, opens_at)]  # the same evening is too late for a mail


def test_result_and_deliberation_are_told_when_they_are_known_and_not_weeks_later():
    found = vote(OPENS, CLOSES, published_at=there(2026, 3, 24, 22), decided_at=there(2026, 4, 2, 10))
    assert found[Name.RESULT].due_at == there(2026, 3, 25, 8)
    assert found[Name.DELIBERATION].until == there(2026, 4, 9, 10)


def test_every_reminder_is_of_a_kind_that_people_may_refuse_and_has_keys_of_its_own():
    assert set(TABLE) == set(Name)
    assert all(KINDS[row.kind].optional for row in TABLE.values())
    assert len({row.key for row in TABLE.values()}) == len(TABLE)


WEEK = Planned(Name.SEVEN_DAYS, CLOSES - 7 * DAY + 8 * HOUR, CLOSES - 6 * DAY)


@pytest.mark.parametrize(
    ("planned", "at", "frozen", "answer"),
    [
        (WEEK, WEEK.due_at, False, None),
        (None, WEEK.due_at, False, TooLate.CALLED_OFF),
        (WEEK, WEEK.due_at - DAY, False, WEEK.due_at),
        (WEEK, WEEK.until, False, TooLate.OVER),
        (WEEK, WEEK.due_at, True, WEEK.due_at + HOUR),
        (WEEK, there(2026, 3, 16, 19, 30), True, TooLate.OVER),
        (WEEK, there(2026, 3, 16, 21), False, TooLate.OVER),
    ],
)
def test_what_becomes_of_a_message_that_is_about_to_leave(planned, at, frozen, answer):
    assert verdict(planned, at=at, zone=PARIS, frozen=frozen) == answer


zones = st.sampled_from(["Europe/Paris", "Indian/Reunion", "America/Martinique", "Pacific/Noumea"]).map(ZoneInfo)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))
lengths = st.timedeltas(timedelta(minutes=1), timedelta(days=90))


@st.composite
def calendars(draw):
    """Any vote, of a minute or of three months, with or without a campaign before it and a result after it."""
    campaign = draw(moments)
    opens_at = campaign + draw(lengths)
    closes_at = opens_at + draw(lengths)
    has_campaign, has_result = draw(st.booleans()), draw(st.booleans())
    return Calendar(
        draw(zones),
        campaign_opens_at=campaign if has_campaign else None,
        campaign_closes_at=opens_at if has_campaign else None,
        opens_at=opens_at,
        closes_at=closes_at,
        published_at=closes_at + draw(lengths) if has_result else None,
        meetings={1: campaign + draw(lengths)} if has_campaign else {},
    )


OF_THE_VOTE = [Name.OPEN, Name.UNCONFIRMED, Name.SEVEN_DAYS, Name.ONE_DAY, Name.UNCONFIRMED_LAST]


@given(calendars())
def test_for_any_calendar_there_is_at_most_one_of_each_and_each_has_its_time(calendar):
    planned = plan(calendar)
    assert len({one.name for one in planned}) == len(planned)
    assert all(one.due_at < one.until for one in planned)


@given(calendars())
def test_for_any_calendar_nothing_of_the_vote_leaves_outside_the_vote(calendar):
    for one in plan(calendar):
        if one.name in OF_THE_VOTE:
            assert calendar.opens_at <= one.due_at < one.until < calendar.closes_at


@given(calendars())
def test_for_any_calendar_nothing_is_due_at_night(calendar):
    for one in plan(calendar):
        assert 8 <= one.due_at.astimezone(calendar.zone).hour < 20


@given(calendars())
def test_for_any_calendar_they_leave_in_order_and_one_ends_before_the_next_begins(calendar):
    countdown = [one for one in plan(calendar) if one.name in (Name.OPEN, Name.SEVEN_DAYS, Name.ONE_DAY)]
    assert [one.name for one in countdown] == [name for name in OF_THE_VOTE if name in {one.name for one in countdown}]
    for before, after in pairwise(countdown):
        assert before.until <= after.due_at


@given(calendars(), moments)
def test_for_any_moment_seven_days_are_never_said_when_fewer_than_six_are_left(calendar, at):
    for one in plan(calendar):
        if one.name == Name.SEVEN_DAYS and one.leaves(at, calendar.zone):
            assert calendar.closes_at - at > 6 * DAY


@given(calendars(), moments, st.booleans())
def test_for_any_moment_a_message_leaves_now_only_by_day_and_in_its_time(calendar, at, frozen):
    for one in plan(calendar):
        answer = verdict(one, at=at, zone=calendar.zone, frozen=frozen)
        assert (answer is None) == (one.leaves(at, calendar.zone) and not frozen)
        if isinstance(answer, datetime):
            assert at < answer == by_day(answer, calendar.zone) < one.until


@given(moments, zones)
def test_morning_comes_within_twelve_hours_and_a_day_is_left_alone(moment, zone):
    morning = by_day(moment, zone)
    assert moment <= morning <= moment + 13 * HOUR
    assert by_day(morning, zone) == morning
