"""What may be told apart: no place and no day with so few voters that somebody could be recognised."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from participation.ballots.rules.days import voters_per_day
from participation.ballots.rules.places import SMALLEST_SHOWN, PlaceCount, shown_apart

DAY = date(2026, 3, 1)


def place(name: str, voters: int, **fields) -> PlaceCount:
    return PlaceCount((name,), voters, fields.pop("blank", 0), fields.pop("void", 0), fields.pop("votes", {}))


def test_places_of_enough_voters_are_told_one_by_one():
    assert [one.names for one in shown_apart([place("Mairie", 30), place("Gare", 8)])] == [("Gare",), ("Mairie",)]


def test_a_small_place_is_told_with_the_next_smallest():
    told = shown_apart(
        [place("Mairie", 30), place("Gare", 8, blank=1, votes={"a": 7}), place("École", 2, void=1, votes={"a": 1})]
    )
    assert [(one.names, one.voters, one.valid) for one in told] == [(("Mairie",), 30, 30), (("École", "Gare"), 10, 8)]
    assert told[1].votes == {"a": 8}


def test_a_single_place_or_a_small_total_is_not_told_apart():
    assert shown_apart([place("Mairie", 30)]) == []
    assert shown_apart([place("Mairie", 30), place("Gare", 4)]) == []
    assert shown_apart([]) == []


def test_an_empty_place_is_told_as_it_is():
    assert [one.voters for one in shown_apart([place("Mairie", 30), place("Gare", 0)])] == [0, 30]


@given(st.lists(st.integers(0, 40), max_size=8))
def test_no_line_is_small_and_nobody_is_lost(numbers):
    told = shown_apart([place(f"{no:02d}", voters) for no, voters in enumerate(numbers)])
    assert all(one.voters == 0 or one.voters >= SMALLEST_SHOWN for one in told)
    assert not told or sum(one.voters for one in told) == sum(numbers)


def test_a_quiet_day_waits_for_the_next_and_the_rest_joins_the_last():
    totals = [(DAY + timedelta(days=n), total) for n, total in enumerate([40, 42, 60, 61])]
    assert voters_per_day(totals) == [(DAY, 40), (DAY + timedelta(days=2), 21)]


def test_a_total_that_falls_is_a_day_without_voters():
    totals = [(DAY, 40), (DAY + timedelta(days=1), 39), (DAY + timedelta(days=2), 50)]
    assert voters_per_day(totals) == [(DAY, 40), (DAY + timedelta(days=2), 10)]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=20))
def test_days_told_are_never_small_and_add_up(news):
    totals, total = [], 0
    for place_, number in enumerate(news):
        total += number
        totals.append((DAY + timedelta(days=place_), total))
    told = voters_per_day(totals)
    assert all(voters >= SMALLEST_SHOWN for _day, voters in told)
    assert not told or sum(voters for _day, voters in told) == total
