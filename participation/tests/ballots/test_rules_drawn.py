"""Ballots drawn for a rehearsal are valid ballots, and the same seed draws the same."""

import pytest

from participation.ballots.rules import BallotForm
from participation.ballots.rules.drawn import drawn_ballots

OFFERED = {"1": 30_000_00, "2": 16_500_00, "3": 22_000_00, "4": 28_000_00, "5": 90_000_00}
FORMS = [
    BallotForm(),
    BallotForm(minimum=2, maximum=2),
    BallotForm(minimum=1, maximum=None),
    BallotForm(kind="envelope", maximum=None, envelope=50_000_00),
    BallotForm(maximum=40),
]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_every_drawn_ballot_is_valid(form):
    drawn = drawn_ballots(form, OFFERED, 300, seed="scrutin")
    assert [form.check(ballot, OFFERED) for ballot in drawn] == drawn
    assert len(drawn) == 300
    assert len(set(drawn)) > 5


def test_a_ballot_that_cannot_be_filled_is_not_drawn():
    form = BallotForm(kind="envelope", minimum=3, maximum=None, envelope=60_000_00)
    assert all(len(ballot) == 3 for ballot in drawn_ballots(form, OFFERED, 100, seed="scrutin"))


def test_the_same_seed_draws_the_same():
    one, other = (drawn_ballots(BallotForm(), OFFERED, 50, seed=seed) for seed in ("a", "b"))
    assert one == drawn_ballots(BallotForm(), OFFERED, 50, seed="a") != other
