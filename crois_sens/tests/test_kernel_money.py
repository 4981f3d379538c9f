"""Euros and cents, written and read."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crois_sens.kernel.money import cents, euros

AMOUNTS = st.integers(min_value=-(10**14), max_value=10**14)


@given(AMOUNTS)
def test_what_is_written_reads_the_same(amount):
    assert cents(euros(amount)) == amount


@given(AMOUNTS)
def test_cents_are_told_only_when_there_are_some(amount):
    assert ("," in euros(amount)) == bool(amount % 100)


@pytest.mark.parametrize(
    ("written", "amount"),
    [("30 000", 3_000_000), ("29 400,50 €", 2_940_050), ("0,1", 10), ("1.234567890", None), ("-12", -1200)],
)
def test_amounts_as_people_write_them(written, amount):
    if amount is None:
        with pytest.raises(ValueError, match="finer than a cent"):
            cents(written)
    else:
        assert cents(written) == amount


@pytest.mark.parametrize("written", ["", "€", "douze", "1,2,3", "--5", "1e3", "٣", "9" * 16])
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(ValueError, match="not an amount"):
        cents(written)


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_a_value_error(written):
    with contextlib.suppress(ValueError):
        assert isinstance(cents(written), int)
