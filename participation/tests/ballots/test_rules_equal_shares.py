"""Equal shares, example by example."""

from fractions import Fraction

import pytest

from participation.ballots.rules import Conditions, EqualShares, Fate, Stop, tally
from participation.ballots.rules.refusals import BallotsNeeded
from participation.tests.factories.counts import make_ballots, make_totals


def test_a_minority_gets_its_part():
    # Seven of ten voters want a, b and c; greedy would give them everything.
    ballots = ["abc"] * 7 + ["d"] * 3
    outcome = tally(make_ballots(100, {"a": 30, "b": 30, "c": 30, "d": 30}, ballots), EqualShares())
    assert set(outcome.winners) == {"a", "b", "d"}
    assert outcome.verdict("d").price == 10_00
    refused = outcome.verdict("c")
    assert (refused.fate, refused.supporters_money) == (Fate.NOT_ENOUGH_SUPPORT_MONEY, 10_00)
    assert outcome.stop is Stop.SHARES_SPENT


def test_poorer_supporters_give_what_they_have_left_and_the_others_share_the_rest():
    # Shares of 30 €. All three pay 20 € for a; then the first two have 10 € left and the fourth has 30 €.
    outcome = tally(make_ballots(120, {"a": 60, "b": 45}, ["ab", "ab", "a", "b"]), EqualShares())
    assert outcome.winners == ("a", "b")
    assert (outcome.verdict("a").price, outcome.verdict("a").full_payers) == (20_00, 3)
    assert (outcome.verdict("b").price, outcome.verdict("b").full_payers) == (25_00, 1)


def test_prices_are_exact_fractions():
    outcome = tally(make_ballots(100, {"a": 100}, ["a"] * 3), EqualShares())
    assert outcome.winners == ("a",)
    assert outcome.verdict("a").price == Fraction(100_00, 3)
    assert outcome.as_json()["projects"][0]["price"] == "3333.333333"


def test_utility_decides_whether_cheap_projects_come_first():
    # By cost a has the lower ρ (5 supporters against 4); by cardinality b has (price 10 against 12).
    count = make_ballots(150, {"a": 60, "b": 40}, ["ab"] * 4 + ["a"])
    assert tally(count, EqualShares()).winners == ("a", "b")
    assert tally(count, EqualShares(utility="cardinality")).winners == ("b", "a")


def test_equal_rho_goes_to_the_smaller_id_and_is_told():
    outcome = tally(make_ballots(20, {"9": 20, "10": 20}, [("9", "10")] * 2), EqualShares())
    assert outcome.winners == ("10",)
    assert outcome.verdict("10").tied_with == ("9",)


def test_empty_ballots_take_their_share_with_them():
    costs = {"a": 60}
    assert tally(make_ballots(100, costs, ["a", "a", "a"]), EqualShares()).winners == ("a",)
    assert tally(make_ballots(100, costs, ["a", "a", "a", "", "", ""]), EqualShares()).winners == ()


def test_a_project_listed_twice_counts_once():
    outcome = tally(make_ballots(100, {"a": 60}, ["aa", ""]), EqualShares())
    assert (outcome.winners, outcome.verdict("a").support) == ((), 1)


def test_a_free_project_is_bought_first_by_whoever_chose_it():
    outcome = tally(make_ballots(10, {"a": 10, "free": 0}, [("a",), ("a", "free")]), EqualShares())
    assert outcome.winners == ("free", "a")
    assert outcome.verdict("free").price == 0


def test_add1_stops_when_nothing_left_fits():
    # Shares of 5 € buy a and c for 13 €. The 7 € left do not pay b, and b would come at a share of 8 €.
    count = make_ballots(20, {"a": 10, "b": 8, "c": 3}, ["a", "a", "b", "c"])
    add1 = tally(count, EqualShares(completion="add1"))
    assert (set(add1.winners), add1.stop, add1.share) == ({"a", "c"}, Stop.NOTHING_LEFT_FITS, 5_00)
    until = tally(count, EqualShares(completion="add1-until-overspend"))
    assert (set(until.winners), until.stop, until.share) == ({"a", "c"}, Stop.NEXT_SHARE_OVERSPENDS, 7_00)


def test_add1_goes_on_while_something_fits():
    count = make_ballots(20, {"a": 10, "b": 8}, ["a", "a", "b", ""])
    outcome = tally(count, EqualShares(completion="add1"))
    assert (outcome.winners, outcome.share, outcome.rounds) == (("a", "b"), 8_00, 3)


def test_add1_begins_with_whole_units_of_the_currency():
    # 10 € for 3 voters is a share of 3 €, not 3.33 €, and it grows by 1 €, not by a cent.
    outcome = tally(make_ballots(10, {"a": 6, "b": 4}, ["a", "a", "b"]), EqualShares(completion="add1"))
    assert (outcome.share, outcome.rounds, outcome.winners) == (400, 1, ("a", "b"))


def test_a_project_of_one_voter_is_not_waited_for_round_by_round():
    # Only after 150,000 rounds could the one supporter pay for b: leapt over, exactly.
    count = make_ballots(160_000, {"a": 100, "b": 155_000}, ["a"] * 99 + ["b"])
    outcome = tally(count, EqualShares(completion="add1"))
    assert outcome.winners == ("a", "b")
    assert (outcome.share, outcome.rounds) == (15_500_000, 155_000 - 1_600)


def test_completion_ends_when_everything_is_bought():
    for completion in ("add1", "add1-until-overspend"):
        outcome = tally(make_ballots(100, {"a": 10, "b": 20}, ["a", "b"]), EqualShares(completion=completion))
        assert (set(outcome.winners), outcome.stop) == ({"a", "b"}, Stop.ALL_BOUGHT)


def test_named_reasons():
    count = make_ballots(90, {"a": 10, "b": 10, "c": 40, "d": 10, "e": 10}, ["abcd", "abcd", "abc", "e", "e"])
    rule = EqualShares(conditions=Conditions(minimum=2, cap=30_00, max_winners=2))
    outcome = tally(count.without(["e"]), rule)
    fates = {one.id: one.fate for one in outcome.verdicts}
    assert fates == {
        "a": Fate.BOUGHT,
        "b": Fate.BOUGHT,
        "c": Fate.OVER_CAP,
        "d": Fate.MAX_WINNERS,
        "e": Fate.WITHDRAWN,
    }
    stricter = tally(count, EqualShares(conditions=Conditions(minimum=3)))
    assert stricter.verdict("d").fate is Fate.UNDER_MINIMUM


@pytest.mark.parametrize("completion", ["none", "add1", "add1-until-overspend"])
def test_no_voter_at_all(completion):
    outcome = tally(make_ballots(100, {"a": 10}, []), EqualShares(completion=completion))
    assert (outcome.winners, outcome.verdict("a").fate) == ((), Fate.UNDER_MINIMUM)


def test_totals_are_not_enough():
    with pytest.raises(BallotsNeeded, match="chaque bulletin"):
        tally(make_totals(100, {"a": (10, 5)}), EqualShares())


def test_money_beyond_sixty_four_bits_stays_exact():
    huge = 10**17
    count = make_ballots(3 * huge, {"a": huge, "b": huge, "c": huge + 1}, ["a", "b", "c"])
    assert tally(count, EqualShares()).winners == ("a", "b")
