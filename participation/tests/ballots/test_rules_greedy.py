"""Greedy, example by example."""

import pytest

from participation.ballots.rules import Conditions, Fate, Greedy, Stop, tally
from participation.tests.factories.counts import make_ballots, make_demonstration, make_saint_die, make_totals

THREE = {"a": (60, 9), "b": (70, 8), "c": (40, 5)}


def test_skips_what_does_not_fit():
    outcome = tally(make_totals(100, THREE), Greedy())
    assert outcome.winners == ("a", "c")
    assert (outcome.spent, outcome.left, outcome.stop) == (10_000, 0, Stop.ALL_EXAMINED)
    refused = outcome.verdict("b")
    assert (refused.fate, refused.left, refused.order) == (Fate.DOES_NOT_FIT, 4_000, None)


def test_stops_at_what_does_not_fit():
    outcome = tally(make_totals(100, THREE), Greedy(when_it_does_not_fit="stop"))
    assert outcome.winners == ("a",)
    assert outcome.verdict("b").fate is Fate.DOES_NOT_FIT
    assert outcome.verdict("c").fate is Fate.AFTER_THE_STOP
    assert outcome.stop is Stop.DID_NOT_FIT


def test_a_project_that_costs_exactly_what_is_left_fits():
    assert tally(make_totals(100, {"a": (60, 2), "b": (40, 1)}), Greedy()).winners == ("a", "b")


def test_minimum_counts_from_that_number_of_votes_on():
    outcome = tally(make_totals(500, {"a": (1, 100), "b": (1, 99)}), Greedy(conditions=Conditions(minimum=100)))
    assert outcome.winners == ("a",)
    assert outcome.verdict("b").fate is Fate.UNDER_MINIMUM


def test_nobody_s_project_is_never_funded():
    outcome = tally(make_totals(500, {"a": (1, 3), "b": (1, 0)}), Greedy())
    assert outcome.verdict("b").fate is Fate.UNDER_MINIMUM


def test_cap_keeps_an_expensive_project_out_without_stopping_the_list():
    rule = Greedy(when_it_does_not_fit="stop", conditions=Conditions(cap=30_00))
    outcome = tally(make_totals(100, {"a": (31, 9), "b": (30, 8)}), rule)
    assert outcome.winners == ("b",)
    assert outcome.verdict("a").fate is Fate.OVER_CAP


def test_maximum_of_winners():
    outcome = tally(make_totals(500, THREE), Greedy(conditions=Conditions(max_winners=2)))
    assert outcome.winners == ("a", "b")
    assert outcome.verdict("c").fate is Fate.MAX_WINNERS
    assert outcome.stop is Stop.MAX_WINNERS


def test_a_withdrawn_project_keeps_its_votes_and_wins_nothing():
    outcome = tally(make_totals(100, THREE).without(["a"]), Greedy())
    assert outcome.winners == ("b",)
    withdrawn = outcome.verdict("a")
    assert (withdrawn.fate, withdrawn.support) == (Fate.WITHDRAWN, 9)


def test_ties_go_to_the_smaller_id_in_string_order_and_are_told():
    outcome = tally(make_totals(60, {"9": (60, 5), "10": (60, 5)}), Greedy())
    assert outcome.winners == ("10",)
    assert outcome.verdict("9").tied_with == ("10",)


def test_every_project_has_its_verdict_in_the_order_of_support():
    outcome = tally(make_totals(100, THREE), Greedy(conditions=Conditions(minimum=6)))
    assert [one.id for one in outcome.verdicts] == ["a", "b", "c"]


def test_points_decide_where_the_rule_says_so():
    count = make_ballots(60, {"a": 60, "b": 60}, ["a", "a", "b"], points={"a": 2, "b": 3})
    assert tally(count, Greedy()).winners == ("a",)
    assert tally(count, Greedy(by="points")).winners == ("b",)


def test_paper_sheets_add_to_ballots():
    web = make_ballots(60, {"a": 60, "b": 60}, ["a", "a", "b"])
    both = web.with_totals({"b": 2}, voters=3)
    assert (both.voters, both.votes, both.ballots) == (6, (2, 3), None)
    assert tally(both, Greedy()).winners == ("b",)


def test_saint_die_2025_typed_in_from_totals():
    outcome = tally(make_saint_die(), Greedy(conditions=Conditions(minimum=100, cap=3_000_000)))
    assert outcome.winners == ("gagnant-1", "gagnant-2")
    assert (outcome.spent, outcome.left) == (3_100_000, 6_900_000)
    losers = [one for one in outcome.verdicts if one.id not in outcome.winners]
    assert [one.fate for one in losers] == [Fate.UNDER_MINIMUM] * 4


def test_edition_one_of_the_demonstration():
    outcome = tally(make_demonstration(), Greedy(conditions=Conditions(minimum=100, cap=3_000_000)))
    assert outcome.winners == (
        "Aire de jeux pour tous",
        "Bancs et ombre",
        "Cuisine mobile",
        "Café de quartier",
        "Sentier de lecture",
    )
    assert (outcome.spent, outcome.left) == (9_950_000, 50_000)
    others = {one.id: one.fate for one in outcome.verdicts if one.order is None}
    assert others == {
        "Réemploi": Fate.DOES_NOT_FIT,
        "Abri-vélos": Fate.DOES_NOT_FIT,
        "Point numérique": Fate.DOES_NOT_FIT,
        "Scène de festival": Fate.UNDER_MINIMUM,
        "Accueil retour à l’emploi": Fate.UNDER_MINIMUM,
    }


@pytest.mark.parametrize("wrong", [{"minimum": 0}, {"max_winners": 0}, {"cap": -1}])
def test_conditions_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError):
        Conditions(**wrong)
