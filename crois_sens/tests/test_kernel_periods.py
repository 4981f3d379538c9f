"""Half-open periods, and hours that clocks skip or show twice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crois_sens.kernel.periods import DoubledHour, NoSuchHour, Period, on_the_clock

PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")
MOMENTS = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))


@st.composite
def periods(draw):
    first, second = sorted((draw(MOMENTS), draw(MOMENTS)))
    assume(first != second)
    return Period(first, second)


@given(periods())
def test_a_period_is_open_when_it_opens_and_closed_when_it_closes(period):
    assert period.opens_at in period
    assert period.closes_at not in period
    assert period.is_over(period.closes_at)
    assert not period.is_over(period.closes_at - timedelta(microseconds=1))


@given(periods(), periods(), MOMENTS)
def test_periods_overlap_when_they_share_a_moment(one, other, moment):
    assert one.overlaps(other) == other.overlaps(one)
    if moment in one and moment in other:
        assert one.overlaps(other)


@given(periods())
def test_a_period_does_not_overlap_the_next_one(period):
    assert not period.overlaps(Period(period.closes_at, period.closes_at + timedelta(hours=1)))


@given(MOMENTS)
def test_a_period_without_length_is_none(moment):
    with pytest.raises(ValueError, match="closes after it opens"):
        Period(moment, moment)


def test_an_hour_that_clocks_jump_over_is_refused():
    with pytest.raises(NoSuchHour):
        on_the_clock(datetime(2027, 3, 28, 2, 30), PARIS)


def test_an_hour_that_clocks_show_twice_is_refused():
    with pytest.raises(DoubledHour):
        on_the_clock(datetime(2026, 10, 25, 2, 30), PARIS)


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2037, 1, 1)), st.sampled_from([PARIS, REUNION]))
def test_every_other_hour_is_what_the_clock_shows(local, zone):
    try:
        moment = on_the_clock(local, zone)
    except (NoSuchHour, DoubledHour):
        assert zone is PARIS, "Réunion never changes its clocks"
    else:
        assert moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local
