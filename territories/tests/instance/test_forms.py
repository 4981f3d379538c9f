"""Amounts in euros and hours on a territory's clock, as people type them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st

from crois_sens.kernel.periods import DoubledHour, NoSuchHour, on_the_clock
from territories.instance.forms import EurosField, LocalDateTimeField

PARIS = ZoneInfo("Europe/Paris")
ZONES = ["Europe/Paris", "Pacific/Tahiti"]


class TestEuros:
    @pytest.mark.parametrize(
        ("written", "cents"),
        [("30 000", 3_000_000), ("29\u202f400,50\u00a0€", 2_940_050), ("0,01", 1), ("  12 ", 1200), ("", None)],
    )
    def test_reads_what_people_write(self, written, cents):
        assert EurosField(required=False).clean(written) == cents

    @pytest.mark.parametrize(
        ("written", "code"), [("dix", "invalid"), ("1,234", "invalid"), ("-5", "negative"), ("0", "negative")]
    )
    def test_refuses_the_rest(self, written, code):
        with pytest.raises(ValidationError) as refused:
            EurosField().clean(written)
        assert refused.value.code == code

    @given(st.integers(1, 10**12))
    def test_shows_what_it_reads_back(self, cents):
        field = EurosField()
        assert field.clean(field.prepare_value(cents)) == cents
        assert not field.has_changed(cents, field.prepare_value(cents))


class TestLocalDateTime:
    def test_is_read_on_the_clock_of_the_zone(self):
        assert LocalDateTimeField(zone="Indian/Reunion").clean("2026-03-29T02:30") == datetime(
            2026, 3, 28, 22, 30, tzinfo=UTC
        )

    @pytest.mark.parametrize(
        ("written", "code"),
        [("2026-03-29T02:30", "no_such_hour"), ("2026-10-25T02:30", "doubled_hour"), ("demain", "invalid")],
    )
    def test_an_hour_that_says_nothing_is_refused(self, written, code):
        with pytest.raises(ValidationError) as refused:
            LocalDateTimeField().clean(written)
        assert refused.value.code == code

    def test_another_zone_may_come_later(self):
        field = LocalDateTimeField()
        field.use_zone("America/Martinique")
        assert field.clean("29/03/2026 02:30") == datetime(2026, 3, 29, 6, 30, tzinfo=UTC)

    @given(
        st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.sampled_from(["Europe/Paris", "Pacific/Tahiti"])
    )
    def test_shows_what_it_reads_back(self, moment, zone):
        moment = moment.replace(second=0, microsecond=0, tzinfo=UTC)
        field = LocalDateTimeField(zone=zone)
        shown = field.prepare_value(moment).strftime("%Y-%m-%dT%H:%M")
        local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assume(zone != "Europe/Paris" or (local.month, local.hour) != (10, 2))  # an hour shown twice is typed anew
        assert field.clean(shown) == moment
        assert not field.has_changed(moment, shown)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)))
def test_a_clock_shows_an_hour_once_never_or_twice(local):
    try:
        moment = on_the_clock(local, PARIS)
    except NoSuchHour:
        assert (local.month, local.hour) == (3, 2)
    except DoubledHour:
        assert (local.month, local.hour) == (10, 2)
    else:
        assert moment.astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) == local
