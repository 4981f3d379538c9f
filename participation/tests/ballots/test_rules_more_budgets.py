"""Phragmén, points, projects that exclude each other, zones, several envelopes, and the comparison of two rules."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.ballots.rules import (
    Conditions,
    Envelopes,
    EqualShares,
    Fate,
    Greedy,
    Part,
    Phragmen,
    Preferred,
    Profile,
    Project,
    Stop,
    canonical_json,
    tally,
)
from participation.ballots.rules.explanations import explain
from participation.ballots.rules.preferred import preferences
from participation.ballots.rules.refusals import BallotsNeeded
from participation.tests.ballots import budget_rules_by_hand as by_hand
from participation.tests.factories.counts import make_ballots, make_totals

IDS = "abcdef"
costs = st.dictionaries(st.sampled_from(IDS), st.integers(0, 300), min_size=1)
ballots = st.lists(st.dictionaries(st.sampled_from(IDS), st.integers(1, 5)), min_size=1, max_size=10)
envelopes = st.integers(0, 600)
groups = st.lists(st.sets(st.sampled_from(IDS), min_size=2, max_size=3), max_size=2)
at_any_pace = settings(deadline=None, max_examples=60)


def points_of(costs, ballots, envelope):
    return Profile.from_points([Project(one, cost) for one, cost in costs.items()], envelope, ballots, unit=10)


def grouped(groups):
    return Conditions(exclusive=tuple(map(tuple, groups)))


# Phragmén


def test_phragmen_shares_among_groups_in_proportion():
    # Two thirds want a, b and c, one third wants d: greedy leaves the last one with nothing.
    count = make_ballots(90, dict.fromkeys("abcd", 30), ["abc"] * 6 + ["d"] * 3)
    assert tally(count, Greedy()).winners == ("a", "b", "c")
    outcome = tally(count, Phragmen())
    assert outcome.winners == ("a", "b", "d")
    assert [outcome.verdict(one).price for one in "abd"] == [5_00, 10_00, 10_00]
    assert outcome.verdict("c").fate is Fate.DOES_NOT_FIT
    assert outcome.stop is Stop.DID_NOT_FIT
    assert "quand chacun avait reçu 5" in explain(outcome.verdict("a"), outcome)


def test_phragmen_may_pass_what_does_not_fit():
    count = make_ballots(50, {"a": 30, "b": 30, "c": 20}, ["ab", "ab", "ab", "c"])
    assert tally(count, Phragmen()).winners == ("a",)
    assert tally(count, Phragmen()).verdict("c").fate is Fate.AFTER_THE_STOP
    assert tally(count, Phragmen("skip")).winners == ("a", "c")


@at_any_pace
@given(costs, ballots, envelopes)
def test_phragmen_buys_what_its_definition_says(costs, ballots, envelope):
    outcome = tally(points_of(costs, ballots, envelope), Phragmen())
    assert list(outcome.winners) == by_hand.phragmen(costs, ballots, envelope)
    assert {one.id for one in outcome.verdicts} == set(costs)


# Points


def test_those_who_gave_more_points_pay_more():
    # Three points and one: a costs 40 €, three quarters of it for the first voter.
    projects = [Project("a", 40_00)]
    outcome = tally(Profile.from_points(projects, 100_00, [{"a": 3}, {"a": 1}]), EqualShares(by="points"))
    verdict = outcome.verdict("a")
    assert (verdict.support, verdict.price, verdict.full_payers) == (4, 10_00, 4)
    assert "4 points, dont chacun a apporté au plus 10" in explain(verdict, outcome)


@at_any_pace
@given(costs, ballots, envelopes, st.booleans(), groups, st.none() | st.integers(1, 3))
def test_equal_shares_by_points_buys_what_its_definition_says(costs, ballots, envelope, by_cost, groups, winners):
    conditions = Conditions(exclusive=tuple(map(tuple, groups)), max_winners=winners)
    rule = EqualShares("cost" if by_cost else "cardinality", by="points", conditions=conditions)
    outcome = tally(points_of(costs, ballots, envelope), rule)
    expected = by_hand.equal_shares(
        costs, ballots, Fraction(envelope, len(ballots)), by_cost=by_cost, exclusive=groups, winners=winners
    )
    assert [(one.id, one.price) for one in outcome.verdicts if one.order] == expected


@at_any_pace
@given(costs, ballots, envelopes, st.sampled_from(["none", "add1", "greedy"]))
def test_ballots_of_one_point_each_are_approvals(costs, ballots, envelope, completion):
    single = [dict.fromkeys(given, 1) for given in ballots]
    by_points = tally(points_of(costs, single, envelope), EqualShares(completion=completion, by="points")).as_json()
    by_votes = tally(points_of(costs, ballots, envelope), EqualShares(completion=completion)).as_json()
    assert {**by_points, "rule": None} == {**by_votes, "rule": None}


# Equal shares, then greedy


def test_greedy_completes_what_equal_shares_began():
    count = make_ballots(100, {"a": 40, "b": 30, "c": 50, "d": 10}, ["ab", "a", "bc", "c", "d"])
    alone = tally(count, EqualShares())
    outcome = tally(count, EqualShares(completion="greedy"))
    assert alone.winners == ("a", "d")
    assert outcome.winners == ("a", "d", "b")
    assert outcome.stop is Stop.COMPLETED
    assert outcome.verdict("c").fate is Fate.DOES_NOT_FIT


@at_any_pace
@given(costs, ballots, envelopes)
def test_completing_by_greedy_only_adds_and_leaves_nothing_that_fits(costs, ballots, envelope):
    count = points_of(costs, ballots, envelope)
    alone, outcome = tally(count, EqualShares()), tally(count, EqualShares(completion="greedy"))
    assert outcome.winners[: len(alone.winners)] == alone.winners
    assert all(one.cost > outcome.left or not one.support for one in outcome.verdicts if not one.order)
    for verdict in outcome.verdicts[len(alone.winners) :]:
        assert (verdict.order is None) or "avec l’argent qui restait" in explain(verdict, outcome)


# Projects that exclude each other


@pytest.mark.parametrize("rule", [Greedy, EqualShares, Phragmen])
def test_of_two_plans_for_one_square_one_wins(rule):
    count = make_ballots(100, {"a": 10, "b": 20, "c": 10}, ["ab", "ab", "a", "c"])
    outcome = tally(count, rule(conditions=Conditions(exclusive=(("a", "b"),))))
    assert set(outcome.winners) == {"a", "c"}
    refused = outcome.verdict("b")
    assert (refused.fate, refused.excluded_by) == (Fate.EXCLUDED, "a")
    assert explain(refused, outcome).endswith("et a est passé d’abord.")
    assert refused.as_json()["excluded_by"] == "a"


@at_any_pace
@given(costs, ballots, envelopes, groups, st.sampled_from(["none", "add1", "add1-until-overspend", "greedy"]))
def test_no_two_winners_exclude_each_other(costs, ballots, envelope, groups, completion):
    count = points_of(costs, ballots, envelope)
    for rule in (
        Greedy(conditions=grouped(groups)),
        EqualShares(completion=completion, conditions=grouped(groups)),
        Phragmen("skip", grouped(groups)),
    ):
        outcome = tally(count, rule)
        assert outcome.spent <= envelope
        assert all(len(group.intersection(outcome.winners)) <= 1 for group in groups)


# Territories


def test_the_best_project_of_each_canton_comes_first():
    zones = (("Auch", ("a", "b")), ("Condom", ("c", "d")), ("Mirande", ("e",)))
    count = make_totals(100, {"a": (40, 90), "b": (40, 80), "c": (70, 30), "d": (40, 20), "e": (10, 10)})
    assert tally(count, Greedy()).winners == ("a", "b", "e")
    outcome = tally(count, Greedy(zones=zones))
    # c does not fit beside a, so Condom is offered d; nothing is left for b.
    assert outcome.winners == ("a", "d", "e")
    assert [outcome.verdict(one).zone for one in "ade"] == ["Auch", "Condom", "Mirande"]
    assert outcome.verdict("b").fate is Fate.DOES_NOT_FIT
    assert "le plus soutenu de « Condom »" in explain(outcome.verdict("d"), outcome)


@at_any_pace
@given(costs, ballots, envelopes, groups, st.integers(0, 6))
def test_greedy_with_zones_and_exclusions_as_defined(costs, ballots, envelope, groups, cut):
    zones = tuple((name, tuple(ids)) for name, ids in (("N", IDS[:cut]), ("S", IDS[cut:5])) if ids)
    outcome = tally(points_of(costs, ballots, envelope), Greedy(zones=zones, conditions=grouped(groups)))
    assert list(outcome.winners) == by_hand.greedy(costs, ballots, envelope, zones=zones, exclusive=groups)
    assert sorted(one.id for one in outcome.verdicts) == sorted(costs)


@at_any_pace
@given(costs, ballots, envelopes, groups, st.sampled_from(IDS), st.integers(0, 6))
def test_one_more_supporter_never_hurts_with_zones_and_exclusions(costs, ballots, envelope, groups, project, cut):
    zones = tuple((name, tuple(ids)) for name, ids in (("N", IDS[:cut]), ("S", IDS[cut:5])) if ids)
    rule = Greedy(zones=zones, conditions=grouped(groups))
    if project in tally(points_of(costs, ballots, envelope), rule).winners:
        ballots = [{**given, project: 1} for given in ballots[:1]] + ballots[1:]
        assert project in tally(points_of(costs, ballots, envelope), rule).winners


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Greedy(zones=(("N", ("a",)), ("S", ("a",)))),
        lambda: Greedy(zones=(("N", ("a",)), ("N", ("b",)))),
        lambda: Conditions(exclusive=(("a",),)),
        lambda: Envelopes((), Greedy()),
        lambda: Envelopes(
            (Part(name="x", envelope=1, projects=("a",)), Part(name="y", envelope=1, projects=("a",))), Greedy()
        ),
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError):
        wrong()


# Several envelopes

TOWN = Part(name="Ville", envelope=100_00, projects=("a", "b"))
NORTH = Part(name="Nord", envelope=50_00, projects=("n", "o"), zone=True)
SOUTH = Part(name="Sud", envelope=50_00, projects=("s",), zone=True)


def test_each_envelope_is_given_out_on_its_own():
    count = make_ballots(200, {"a": 60, "b": 60, "n": 50, "o": 10, "s": 20}, ["an", "ao", "bno", "s", "abs", "bns"])
    outcome = tally(count, Envelopes((TOWN, NORTH, SOUTH), Greedy()))
    assert outcome.winners == ("a", "n", "s")
    assert [one.order for one in outcome.verdicts if one.order] == [1, 2, 3]
    # « bns » names two zones: its voter counts in the town, and in neither zone.
    assert {name: part.voters for name, part in outcome.parts} == {"Ville": 6, "Nord": 3, "Sud": 2}
    assert (outcome.verdict("n").support, outcome.verdict("s").support, outcome.verdict("b").support) == (2, 2, 3)
    assert outcome.verdict("o").left == 0
    assert (outcome.envelope, outcome.spent, outcome.stop) == (200_00, 130_00, Stop.BY_ENVELOPE)
    assert "il ne restait que 40" in explain(outcome.verdict("b"), outcome)
    assert canonical_json(outcome.as_json())


def test_zones_need_ballots_and_themes_do_not():
    count = make_totals(200, {"a": (60, 9), "b": (60, 8), "n": (50, 7)})
    theme = Part(name="Nature", envelope=50_00, projects=("n",))
    assert tally(count, Envelopes((TOWN, theme), Greedy())).winners == ("a", "n")
    with pytest.raises(BallotsNeeded):
        tally(count, Envelopes((TOWN, Part(name="Nord", envelope=50_00, projects=("n",), zone=True)), Greedy()))
    with pytest.raises(ValueError, match="belongs to an envelope"):
        tally(count, Envelopes((TOWN,), Greedy()))


@at_any_pace
@given(costs, ballots, envelopes, envelopes, st.integers(0, 6), st.booleans())
def test_an_envelope_by_points_is_the_rule_on_its_ballots(costs, ballots, first, second, cut, zone):
    kept = {one: cost for one, cost in costs.items() if one in IDS[:cut]}
    others = {one: cost for one, cost in costs.items() if one not in kept}
    parts = (
        Part(name="x", envelope=first, projects=tuple(kept)),
        Part(name="y", envelope=second, projects=tuple(others), zone=zone),
    )
    rule = EqualShares(by="points")
    outcome = tally(points_of(costs, ballots, 0), Envelopes(parts, rule))
    voters = [given for given in ballots if not zone or any(one in others for one in given)]
    assert outcome.parts[0][1] == tally(points_of(kept, ballots, first), rule)
    assert outcome.parts[1][1] == tally(points_of(others, voters, second), rule)


# Which of two outcomes do more voters prefer


def test_the_outcome_that_more_voters_prefer_is_kept():
    # Equal shares buys d for three voters; seven would rather have c.
    count = make_ballots(100, dict.fromkeys("abcd", 30), ["abc"] * 7 + ["d"] * 3)
    outcome = tally(count, Preferred(EqualShares(), Greedy()))
    assert outcome.winners == ("a", "b", "c")
    comparison = outcome.comparison
    assert (comparison.prefer_first, comparison.prefer_second, comparison.indifferent) == (3, 7, 0)
    assert (comparison.kept, comparison.other_winners) == ("second", ("a", "b", "d"))
    assert outcome.as_json()["comparison"]["kept"] == "second"
    assert "il restait" in explain(outcome.verdict("c"), outcome)


def test_as_many_on_both_sides_keep_the_first_rule():
    count = make_ballots(30, {"a": 30, "b": 30}, ["a", "b"])
    cheap = Greedy(conditions=Conditions(exclusive=(("a", "b"),)))
    assert tally(count, Preferred(cheap, Phragmen())).comparison.kept == "first"


def test_worth_by_cost_or_by_number():
    count = make_ballots(100, {"a": 60, "b": 20, "c": 20}, ["abc"])
    assert preferences(count, ["a"], ["b", "c"], by_cost=True) == (1, 0)
    assert preferences(count, ["a"], ["b", "c"], by_cost=False) == (0, 1)
    with pytest.raises(BallotsNeeded):
        preferences(make_totals(100, {"a": (1, 1)}), ["a"], [], by_cost=True)
