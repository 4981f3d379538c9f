"""Laws of the budget rules, tried on votes that hypothesis invents."""

from fractions import Fraction
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from participation.ballots.rules import Conditions, EqualShares, Greedy, Profile, Project, purses, shopping, tally
from participation.tests.ballots import equal_shares_by_hand as by_hand

IDS = "abcdefg"
UNIT = 10  # small, so that shares grow in few rounds and ties are frequent

costs = st.dictionaries(st.sampled_from(IDS), st.integers(0, 300), min_size=1)
ballots = st.lists(st.sets(st.sampled_from(IDS)), min_size=1, max_size=12)
envelopes = st.integers(0, 600)
conditions = st.builds(
    Conditions,
    minimum=st.integers(1, 3),
    max_winners=st.none() | st.integers(1, 4),
    cap=st.none() | st.integers(50, 300),
)
greedies = st.builds(Greedy, st.sampled_from(["skip", "stop"]), st.just("votes"), conditions)
shares = st.builds(
    EqualShares,
    st.sampled_from(["cost", "cardinality"]),
    st.sampled_from(["none", "add1", "add1-until-overspend"]),
    conditions,
)

one_round = st.builds(EqualShares, st.sampled_from(["cost", "cardinality"]), st.just("none"), conditions)

#: The machine may be busy: a law does not fail because an example took long.
at_any_pace = settings(deadline=None)


def profile_of(costs, ballots, envelope):
    projects = [Project(name, cost) for name, cost in costs.items()]
    return Profile.from_ballots(projects, envelope, [tuple(ballot) for ballot in ballots], unit=UNIT)


def bought(outcome):
    return [(one.id, one.price) for one in outcome.verdicts if one.order]


@at_any_pace
@given(costs, ballots, envelopes, greedies | shares)
def test_winners_fit_the_envelope_and_the_conditions(costs, ballots, envelope, rule):
    outcome = tally(profile_of(costs, ballots, envelope), rule)
    assert outcome.spent <= envelope
    assert {one.id for one in outcome.verdicts} == set(costs)
    for winner in outcome.winners:
        assert sum(winner in ballot for ballot in ballots) >= rule.conditions.minimum
        assert rule.conditions.cap is None or costs[winner] <= rule.conditions.cap
    assert rule.conditions.max_winners is None or len(outcome.winners) <= rule.conditions.max_winners


@at_any_pace
@given(costs, ballots, envelopes, greedies | shares, st.randoms())
def test_the_order_of_ballots_and_projects_changes_nothing(costs, ballots, envelope, rule, chance):
    shuffled, listed = list(ballots), list(costs.items())
    chance.shuffle(shuffled)
    chance.shuffle(listed)
    before = tally(profile_of(costs, ballots, envelope), rule).as_json()
    assert tally(profile_of(dict(listed), shuffled, envelope), rule).as_json() == before


@at_any_pace
@given(costs, ballots, envelopes, greedies | one_round, st.permutations(IDS))
def test_other_ids_change_nothing_but_ties(costs, ballots, envelope, rule, names):
    renamed = dict(zip(IDS, names, strict=True))
    before = tally(profile_of(costs, ballots, envelope), rule)
    after = tally(
        profile_of(
            {renamed[one]: cost for one, cost in costs.items()},
            [{renamed[one] for one in ballot} for ballot in ballots],
            envelope,
        ),
        rule,
    )
    if not any(one.tied_with for one in before.verdicts):
        assert [renamed[one] for one in before.winners] == list(after.winners)


@at_any_pace
@given(costs, ballots, envelopes, greedies, st.sampled_from(IDS))
def test_greedy_one_more_supporter_never_hurts_a_project(costs, ballots, envelope, rule, project):
    before = tally(profile_of(costs, ballots, envelope), rule)
    lonely = [number for number, ballot in enumerate(ballots) if project not in ballot]
    if project in before.winners and lonely:
        ballots = [*ballots]
        ballots[lonely[0]] = ballots[lonely[0]] | {project}
        assert project in tally(profile_of(costs, ballots, envelope), rule).winners


@at_any_pace
@given(costs, ballots, envelopes, shares)
def test_equal_shares_no_voter_pays_more_than_the_share_and_each_project_is_paid_exactly(
    costs, ballots, envelope, rule
):
    outcome = tally(profile_of(costs, ballots, envelope), rule)
    money = [outcome.share] * len(ballots)
    for verdict in outcome.verdicts:
        fans = [voter for voter, ballot in enumerate(ballots) if verdict.id in ballot]
        if verdict.order is None:
            assert verdict.supporters_money in (None, sum(money[voter] for voter in fans))
            continue
        paid = {voter: min(money[voter], verdict.price) for voter in fans}
        assert sum(paid.values()) == verdict.cost
        assert sum(money[voter] >= verdict.price for voter in fans) >= verdict.full_payers
        for voter in fans:
            money[voter] -= paid[voter]
    assert min(money) >= 0


@at_any_pace
@given(costs, ballots, envelopes, st.booleans())
def test_equal_shares_buys_what_its_definition_says(costs, ballots, envelope, by_cost):
    rule = EqualShares("cost" if by_cost else "cardinality")
    expected = by_hand.buy(costs, ballots, Fraction(envelope, len(ballots)), by_cost=by_cost)
    assert bought(tally(profile_of(costs, ballots, envelope), rule)) == expected


@settings(max_examples=400, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans(), st.integers(1, 20), st.integers(0, 12))
def test_bounds_however_coarse_only_cost_time(chance, by_cost, grain_bits, rho_bits):
    # With grains as large as whole amounts, nearly every decision has to be taken on exact numbers.
    costs = {name: chance.randint(1, 90) for name in IDS}
    ballots = [set(chance.sample(IDS, chance.randint(1, 6))) for _ in range(chance.randint(3, 9))]
    envelope = chance.randint(150, 400)
    rule = EqualShares("cost" if by_cost else "cardinality")
    expected = by_hand.buy(costs, ballots, Fraction(envelope, len(ballots)), by_cost=by_cost)
    coarse = patch.object(purses, "GRAIN_BITS", grain_bits)
    with coarse, patch.object(shopping, "RHO_BITS", rho_bits):
        assert bought(tally(profile_of(costs, ballots, envelope), rule)) == expected


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans(), st.integers(1, 20))
def test_what_a_voter_has_paid_may_fill_several_bytes(chance, by_cost, grain_bits):
    costs = {f"p{number:02d}": chance.randint(1, 20) for number in range(24)}
    ballots = [set(chance.sample(sorted(costs), chance.randint(9, 20))) for _ in range(chance.randint(3, 9))]
    rule = EqualShares("cost" if by_cost else "cardinality")
    expected = by_hand.buy(costs, ballots, Fraction(180, len(ballots)), by_cost=by_cost)
    with patch.object(purses, "GRAIN_BITS", grain_bits):
        assert bought(tally(profile_of(costs, ballots, 180), rule)) == expected
    assert len(expected) > purses.BYTE


@settings(max_examples=60, deadline=None)
@given(costs, ballots, envelopes, st.booleans(), st.booleans())
def test_add1_leaps_to_the_same_result_as_counting_every_round(costs, ballots, envelope, by_cost, until):
    rule = EqualShares("cost" if by_cost else "cardinality", "add1-until-overspend" if until else "add1")
    expected = by_hand.add1(costs, ballots, envelope, unit=UNIT, by_cost=by_cost, until_overspend=until)
    assert list(tally(profile_of(costs, ballots, envelope), rule).winners) == expected


@at_any_pace
@given(costs, ballots, envelopes)
def test_grouped_ballots_count_like_single_ones(costs, ballots, envelope):
    single = profile_of(costs, ballots, envelope)
    assert single.ballots is not None
    assert sum(single.ballots.values()) == single.voters == len(ballots)
    totals = Profile.from_totals(
        single.projects,
        envelope,
        {project.id: votes for project, votes in zip(single.projects, single.votes, strict=True)},
        voters=single.voters,
        unit=UNIT,
    )
    assert tally(totals, Greedy()).as_json() == tally(single, Greedy()).as_json()


@at_any_pace
@given(costs, ballots, envelopes, shares)
def test_a_withdrawn_project_is_as_if_nobody_had_chosen_it(costs, ballots, envelope, rule):
    gone = min(costs)
    withdrawn = tally(profile_of(costs, ballots, envelope).without([gone]), rule)
    unchosen = tally(profile_of(costs, [ballot - {gone} for ballot in ballots], envelope), rule)
    assert withdrawn.winners == unchosen.winners
