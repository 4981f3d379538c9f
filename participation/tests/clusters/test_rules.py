"""Accounts that look like one person's: two signs of three, and never a family or a whole mail provider."""

from datetime import timedelta

import pytest

from participation.clusters.rules import FOR_EVERYBODY, IN_A_ROW, SMALLEST, Account, Sign, chains, find_groups
from participation.tests.factories.consultations import DAY, NOW

MINUTE = timedelta(minutes=1)


def accounts(addresses, *, every=MINUTE):
    return [Account(NOW + every * place, address, place) for place, address in enumerate(addresses)]


def numbered(number, pattern):
    return [pattern.format(place) for place in range(number)]


def found(people):
    groups = find_groups(people)
    return [([one.key for one in group.accounts], [sign for sign, _value in group.signs]) for group in groups]


def test_a_hundred_numbered_accounts_of_one_rare_domain_are_one_group_whenever_they_were_made():
    people = accounts(numbered(100, "vote{}@jetable.example"), every=DAY)
    assert found(people) == [(list(range(100)), [Sign.ALIKE, Sign.DOMAIN])]


def test_at_a_provider_for_everybody_numbered_addresses_must_have_been_made_in_a_row():
    assert found(accounts(numbered(8, "jean{}@gmail.com"), every=DAY)) == []
    assert found(accounts(numbered(8, "jean{}@gmail.com"))) == [(list(range(8)), [Sign.ALIKE, Sign.IN_A_ROW])]


def test_names_of_one_rare_domain_must_have_been_made_in_a_row():
    names = [f"{name}@jetable.example" for name in ("ana", "bob", "cleo", "dora", "eve")]
    assert found(accounts(names, every=DAY)) == []
    assert found(accounts(names)) == [(list(range(5)), [Sign.DOMAIN, Sign.IN_A_ROW])]


def test_a_crowd_of_one_provider_in_one_hour_is_no_sign():
    assert found(accounts([f"{'abcdefghijklmnopqrst'[place]}x@orange.fr" for place in range(20)])) == []


@pytest.mark.parametrize("number", [0, 1, SMALLEST - 1])
def test_a_family_is_no_group(number):
    assert found(accounts(numbered(number, "dupont{}@famille.example"))) == []


def test_an_account_is_in_one_group_at_most():
    people = accounts([*numbered(6, "vote{}@x.example"), *(f"{name}@x.example" for name in "abcdef")])
    groups = found(people)
    keys = [key for members, _signs in groups for key in members]
    assert len(groups) == 2
    assert sorted(keys) == list(range(12))


def test_a_chain_ends_where_the_next_account_came_late():
    people = [*accounts(["a@x", "b@x"], every=IN_A_ROW), Account(NOW + 3 * IN_A_ROW, "c@x", 9)]
    assert [[one.key for one in chain] for chain in chains(people)] == [[0, 1], [9]]
    assert list(chains([])) == []


def test_providers_are_written_once():
    assert all("@" not in one and one == one.lower() for one in FOR_EVERYBODY)
