"""The table of states, by examples and by chance."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.proposals.rules import (
    BECOMES,
    EDITABLE,
    NEED_A_REASON,
    SORT_NEWEST,
    SORT_RANDOM,
    SORT_SUPPORTED,
    SUPPORTABLE,
    WITHDRAWABLE,
    is_final,
    may_become,
    seed_of_the_day,
    sorts_allowed,
    what_is_missing,
)
from participation.proposals.states import Status

FINAL = {"merged", "withdrawn", "not_winner", "done", "abandoned"}
states = st.sampled_from(sorted(BECOMES))


def test_the_table_knows_every_state_and_no_other():
    assert set(BECOMES) == set(Status.values)
    assert set().union(*BECOMES.values()) <= set(Status.values)


def test_the_states_are_those_that_residents_read():
    assert [str(label) for value, label in Status.choices if value != "draft"] == [
        "Déposée",
        "Recevable",
        "Non recevable",
        "À l’étude",
        "Réalisable",
        "Non réalisable",
        "Fusionnée",
        "Retirée par l’auteur",
        "Soumis au vote",
        "Lauréat",
        "Non lauréat",
        "Adopté",
        "En cours de réalisation",
        "Réalisé",
        "Abandonné",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("draft", "submitted"),
        ("submitted", "inadmissible"),
        ("inadmissible", "admissible"),
        ("in_study", "unfeasible"),
        ("unfeasible", "in_study"),
        ("feasible", "on_ballot"),
        ("on_ballot", "winner"),
        ("winner", "adopted"),
        ("under_way", "done"),
    ],
)
def test_what_may_follow(before, after):
    assert may_become(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("draft", "admissible"),
        ("submitted", "on_ballot"),
        ("inadmissible", "in_study"),
        ("unfeasible", "on_ballot"),
        ("on_ballot", "merged"),
        ("winner", "done"),
        ("submitted", "draft"),
        ("done", "under_way"),
    ],
)
def test_what_may_not_follow(before, after):
    assert not may_become(before, after)


def test_a_state_that_does_not_exist_is_a_mistake():
    with pytest.raises(KeyError):
        may_become("submitted", "sublime")


@given(st.lists(states, max_size=40))
def test_an_idea_never_leaves_a_final_state_nor_becomes_a_draft_again(wishes):
    state, path = "draft", ["draft"]
    for wish in wishes:
        if may_become(state, wish):
            state = wish
            path.append(state)
    for here in path[:-1]:
        assert here not in FINAL
    assert "draft" not in path[1:]
    assert is_final(state) == (state in FINAL)


@given(states)
def test_every_state_comes_from_being_filed_and_leads_to_an_end(state):
    reached, frontier = {"draft"}, ["draft"]
    while frontier:
        for following in BECOMES[frontier.pop()] - reached:
            reached.add(following)
            frontier.append(following)
    assert state in reached
    ends, frontier = {state}, [state]
    while frontier:
        for following in BECOMES[frontier.pop()] - ends:
            ends.add(following)
            frontier.append(following)
    assert ends & FINAL


def test_what_one_may_do_is_never_offered_at_an_end():
    assert not (EDITABLE | WITHDRAWABLE | SUPPORTABLE) & FINAL


@given(states, st.text(max_size=3), st.text(max_size=3))
def test_a_no_needs_its_reason(target, reason, article):
    missing = what_is_missing(target, reason=reason, article=article)
    assert ("reason" in missing) == (target in NEED_A_REASON and not reason.strip())
    assert ("article" in missing) == (target == "inadmissible" and not article.strip())


@pytest.mark.parametrize("phase", ["campaign", "vote", "count"])
def test_no_ranking_while_people_make_up_their_mind(phase):
    assert SORT_SUPPORTED not in sorts_allowed([phase, "ideas"])
    assert sorts_allowed([phase])[0] == SORT_RANDOM


def test_otherwise_the_newest_come_first_and_the_most_supported_may_be_asked_for():
    assert sorts_allowed(["ideas"]) == [SORT_NEWEST, SORT_RANDOM, SORT_SUPPORTED]


def test_the_order_of_the_day_changes_with_the_day_and_the_consultation():
    today = str(datetime(2026, 3, 10, tzinfo=UTC).date())
    assert seed_of_the_day(today, "a") == seed_of_the_day(today, "a")
    assert len({seed_of_the_day(day, c) for day in ("2026-03-10", "2026-03-11") for c in "ab"}) == 4
