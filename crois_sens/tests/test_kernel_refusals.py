"""Refusals speak, and registries keep what apps tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crois_sens.kernel.refusals import Refusal
from crois_sens.kernel.registries import Registry
from crois_sens.kernel.shares import tenths_of_percent


class TooMany(Refusal):
    code = "too_many"
    message = "Au plus %(most)s choix."


def test_a_refusal_speaks_with_its_details():
    assert str(TooMany(most=3)) == "Au plus 3 choix."
    assert TooMany(most=3).details == {"most": 3}


def test_a_refusal_may_say_more_than_its_class():
    assert str(TooMany("Un seul choix.")) == "Un seul choix."
    assert TooMany("Un seul choix.").code == "too_many"


def test_a_sign_of_percent_alone_is_no_place_to_fill():
    assert str(Refusal("Moins de 10 % des voix.")) == "Moins de 10 % des voix."


def test_entries_come_by_rank_then_by_name():
    registry = Registry("panels")
    registry.add("votes", print, rank=20)
    registry.add("places", len)
    registry.add("ideas", repr, rank=20)

    assert [name for name, _entry in registry] == ["ideas", "votes", "places"]
    assert len(registry) == 3


def test_a_name_is_registered_once():
    registry = Registry("panels")
    registry.add("votes", print)
    registry.add("votes", print)  # an app may be set up twice

    with pytest.raises(ValueError, match="votes is registered twice"):
        registry.add("votes", len)


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=10**6))
def test_a_share_is_the_nearest_tenth_of_a_percent(part, total):
    tenths = tenths_of_percent(part, total)

    assert abs(tenths * total - 1000 * part) * 2 <= total


@pytest.mark.parametrize(("part", "total"), [(1, 0), (0, -1), (-1, 2)])
def test_a_share_of_nothing_is_refused(part, total):
    with pytest.raises(ValueError, match="no share"):
        tenths_of_percent(part, total)
