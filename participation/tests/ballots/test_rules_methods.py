"""Votes without money: published examples, and laws on invented votes."""

import json
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.ballots.rules import (
    Fate,
    InstantRunoff,
    MajorityJudgment,
    MostVotes,
    Profile,
    Project,
    Schulze,
    Stop,
    YesNo,
    canonical_json,
    rule_from_json,
    tally,
)
from participation.ballots.rules.explanations import explain
from participation.ballots.rules.refusals import BallotsNeeded, UnknownRule

IDS = "ABCDE"
ranks = st.lists(st.dictionaries(st.sampled_from(IDS), st.integers(1, 5)), min_size=1, max_size=12)
at_any_pace = settings(deadline=None, max_examples=80)
METHODS = [YesNo(), MostVotes(), MostVotes("points", 2), MajorityJudgment(), Schulze(2), InstantRunoff()]


def ranked(ids, orders):
    """A count of ranking ballots: ``{"ACBED": 5}``."""
    cast = {tuple((one, rank) for rank, one in enumerate(order, start=1)): voters for order, voters in orders.items()}
    return Profile.from_points([Project(one, 0) for one in ids], 0, cast)


def given_values(ballots, ids=IDS):
    return Profile.from_points([Project(one, 0) for one in ids], 0, ballots)


# M. Schulze's example of 45 voters in https://en.wikipedia.org/wiki/Schulze_method, where nobody wins all duels; its
# tables of duels and of strongest paths are those of the test.
SCHULZE = {"ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3, "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8}
# The capital of Tennessee: https://en.wikipedia.org/wiki/Instant-runoff_voting, https://electowiki.org/wiki/Tennessee
TENNESSEE = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}


@pytest.mark.parametrize(
    ("yes", "no", "blank", "winners", "stop"),
    [
        (6, 4, 0, ("oui",), Stop.DECIDED),
        (4, 6, 9, ("non",), Stop.DECIDED),  # blank ballots are neither yes nor no
        (5, 5, 1, (), Stop.NO_MAJORITY),
        (0, 0, 3, (), Stop.NO_MAJORITY),
    ],
)
def test_yes_or_no(yes, no, blank, winners, stop):
    answers = [Project("oui", 0), Project("non", 0)]
    outcome = tally(
        Profile.from_totals(answers, 0, {"oui": yes, "non": no}, voters=yes + no + blank),
        YesNo(),
    )
    assert (outcome.winners, outcome.stop, outcome.details["blank"]) == (winners, stop, blank)
    assert f"{yes} voix sur {yes + no} exprimées" in explain(outcome.verdict("oui"), outcome)
    assert explain(outcome.verdict("non"), outcome)


def test_a_question_has_two_answers():
    with pytest.raises(ValueError, match="yes and no"):
        tally(Profile.from_totals([Project("oui", 0)], 0, {}, voters=0), YesNo())


def test_the_most_votes_or_points_and_a_tie():
    count = given_values([{"A": 1, "B": 5}, {"A": 1, "C": 5}, {"B": 1}], "ABC")
    outcome = tally(count, MostVotes())
    assert outcome.winners == ("A",)
    assert "À égalité avec B" in explain(outcome.verdict("A"), outcome)
    assert tally(count, MostVotes("points", seats=2)).winners == ("B", "C")
    assert tally(count.without(["A"]), MostVotes()).winners == ("B",)
    assert tally(count.without(["A"]), MostVotes()).verdict("A").fate is Fate.WITHDRAWN
    assert explain(tally(count.without(["A"]), MostVotes()).verdict("A"), outcome) == "Retiré du vote."


@pytest.mark.parametrize("rule", METHODS)
def test_a_method_comes_back_from_its_sealed_json(rule):
    assert rule_from_json(json.loads(canonical_json(rule.as_json()))) == rule
    with pytest.raises(UnknownRule):
        rule_from_json({**rule.as_json(), "luck": 1})


@at_any_pace
@given(ranks, st.randoms(use_true_random=False))
def test_outcomes_do_not_depend_on_the_order_of_ballots(ballots, chance):
    shuffled = list(ballots)
    chance.shuffle(shuffled)
    for rule in (MostVotes(), MostVotes("points"), MajorityJudgment(), Schulze(), InstantRunoff()):
        outcome = tally(given_values(ballots), rule)
        assert canonical_json(outcome.as_json()) == canonical_json(tally(given_values(shuffled), rule).as_json())
        assert sorted(one.id for one in outcome.verdicts) == list(IDS)
        assert all(explain(one, outcome) for one in outcome.verdicts)


def test_majority_judgment_takes_medians_away():
    # Both medians are « Bien » (5); without one of them each, b's is still « Bien » and a's is « Passable ».
    outcome = tally(given_values([{"A": 3, "B": 5}, {"A": 5, "B": 5}, {"A": 6, "B": 6}], "AB"), MajorityJudgment())
    assert outcome.winners == ("B",)
    assert explain(outcome.verdict("B"), outcome) == (
        "Retenu. Mention majoritaire « Bien » : 1 au-dessus, 2 égales, 0 au-dessous."
    )


def test_what_is_not_graded_is_rejected_and_a_blank_ballot_says_nothing():
    outcome = tally(given_values([{"A": 6}, {"A": 6, "B": 6}, {}], "AB"), MajorityJudgment())
    assert dict(outcome.details["grades"]) == {"A": [0, 0, 0, 0, 0, 2], "B": [1, 0, 0, 0, 0, 1]}
    nobody = tally(given_values([{}], "AB"), MajorityJudgment())
    assert nobody.winners == ()
    assert "personne ne l’a jugé" in explain(nobody.verdict("A"), nobody)


@at_any_pace
@given(ranks)
def test_majority_judgment_agrees_with_medians_taken_away_one_by_one(ballots):
    def value(one):
        grades = sorted(given.get(one, 1) for given in ballots if given)
        taken = []
        while grades:
            taken.append(grades.pop((len(grades) - 1) // 2))
        return taken

    outcome = tally(given_values(ballots), MajorityJudgment())
    expected = sorted(IDS, key=lambda one: ([-grade for grade in value(one)], one))
    assert [one.id for one in outcome.verdicts] == expected


@at_any_pace
@given(ranks, st.integers(0, 11), st.sampled_from(IDS))
def test_a_better_grade_never_hurts(ballots, voter, one):
    before = tally(given_values(ballots), MajorityJudgment())
    voter %= len(ballots)
    if before.winners == (one,) and ballots[voter]:
        better = [*ballots]
        better[voter] = {**ballots[voter], one: min(ballots[voter].get(one, 1) + 1, 6)}
        assert tally(given_values(better), MajorityJudgment()).winners == (one,)


@pytest.mark.parametrize("rule", [MajorityJudgment(), Schulze(), InstantRunoff()])
def test_totals_are_not_enough_to_compare_ballots(rule):
    with pytest.raises(BallotsNeeded):
        tally(Profile.from_totals([Project("A", 0)], 0, {"A": 1}, voters=1), rule)


def test_schulze_finds_the_winner_of_the_published_example():
    outcome = tally(ranked("ABCDE", SCHULZE), Schulze())
    assert [one.id for one in outcome.verdicts] == list("EACBD")
    assert outcome.winners == ("E",)
    duels = {(one, other): number for one, other, number in outcome.details["duels"]}
    paths = {(one, other): number for one, other, number in outcome.details["paths"]}
    assert (duels["A", "B"], duels["B", "D"], duels["D", "C"], duels["E", "A"]) == (20, 33, 28, 23)
    assert (paths["A", "B"], paths["A", "D"], paths["E", "A"], paths["D", "E"]) == (28, 30, 25, 24)
    assert "devance 4 d’entre eux" in explain(outcome.verdicts[0], outcome)


def test_the_capital_of_tennessee_by_run_off_and_by_duels():
    outcome = tally(ranked("CKMN", TENNESSEE), InstantRunoff())
    assert outcome.winners == ("K",)
    assert [dict(one["votes"]) for one in outcome.details["rounds"]] == [
        {"M": 42, "N": 26, "K": 17, "C": 15},
        {"M": 42, "K": 32, "N": 26},
        {"K": 58, "M": 42},
    ]
    assert explain(outcome.verdict("K"), outcome) == "Retenu au tour 3 : 58 bulletins sur 100 encore en jeu."
    assert explain(outcome.verdict("C"), outcome).startswith("Éliminé au tour 1, le dernier avec 15 bulletins")
    assert "42 bulletins au dernier tour" in explain(outcome.verdict("M"), outcome)
    assert tally(ranked("CKMN", TENNESSEE), Schulze()).winners == ("N",)


@at_any_pace
@given(ranks)
def test_schulze_agrees_with_paths_found_one_by_one_and_with_duels(ballots):
    def before(one, other):
        return sum(given.get(one, 9) < given.get(other, 9) for given in ballots)

    def strongest(one, other):
        best = 0
        for length in range(len(IDS) - 1):
            for middle in permutations(set(IDS) - {one, other}, length):
                steps = list(zip((one, *middle), (*middle, other), strict=True))
                if all(before(*step) > before(*step[::-1]) for step in steps):
                    best = max(best, min(before(*step) for step in steps))
        return best

    outcome = tally(given_values(ballots), Schulze())
    assert {(one, other): number for one, other, number in outcome.details["paths"]} == {
        pair: strongest(*pair) for pair in permutations(IDS, 2)
    }
    for one in IDS:  # whoever wins all duels wins
        if all(before(one, other) > before(other, one) for other in set(IDS) - {one}):
            assert outcome.verdicts[0].id == one


@at_any_pace
@given(ranks)
def test_a_run_off_ends_with_a_majority_of_what_still_counts(ballots):
    rounds = tally(given_values(ballots), InstantRunoff()).details["rounds"]
    for number, one in enumerate(rounds):
        votes = dict(one["votes"])
        assert len(votes) == len(IDS) - number
        assert sum(votes.values()) + one["exhausted"] == len(ballots)
        majority = max(votes.values()) * 2 > sum(votes.values())
        assert majority == (number == len(rounds) - 1) or len(votes) == 1
