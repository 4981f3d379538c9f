"""What makes a ballot valid."""

import pytest

from participation.ballots.rules import BallotForm
from participation.ballots.rules.refusals import (
    EmptyBallot,
    NotOnTheBallot,
    OverTheEnvelope,
    TooFewChoices,
    TooManyChoices,
)

OFFERED = {"a": 60_000_00, "b": 50_000_00, "c": 40_000_00, "d": 1_000_00}
ENVELOPE = BallotForm(kind="envelope", maximum=None, envelope=100_000_00)


def test_choices_count_once_and_come_back_sorted():
    assert BallotForm(maximum=2).check(["c", "a", "c"], OFFERED) == ("a", "c")


@pytest.mark.parametrize(
    ("form", "choices", "refusal"),
    [
        (BallotForm(), [], EmptyBallot),
        (BallotForm(), ["z"], NotOnTheBallot),
        (BallotForm(minimum=2), ["a"], TooFewChoices),
        (BallotForm(minimum=2), ["a", "a"], TooFewChoices),
        (BallotForm(), ["a", "b", "c", "d"], TooManyChoices),
        (ENVELOPE, ["a", "b"], OverTheEnvelope),
    ],
)
def test_ballots_that_are_refused(form, choices, refusal):
    with pytest.raises(refusal):
        form.check(choices, OFFERED)


def test_an_envelope_may_be_spent_to_the_last_cent():
    assert ENVELOPE.check(["a", "c"], OFFERED) == ("a", "c")


def test_the_refusal_says_what_to_do():
    with pytest.raises(OverTheEnvelope) as refused:
        ENVELOPE.check(["a", "b"], OFFERED)
    assert "retirez un projet" in str(refused.value)
    assert "110" in str(refused.value)


def test_a_blank_ballot_only_where_it_is_allowed():
    assert BallotForm(minimum=2, blank=True).check([], OFFERED) == ()


def test_what_still_fits():
    assert ENVELOPE.affordable(["a"], OFFERED) == ("c", "d")
    assert BallotForm(maximum=2).affordable(["a"], OFFERED) == ("b", "c", "d")
    assert BallotForm(maximum=1).affordable(["a"], OFFERED) == ()


@pytest.mark.parametrize(
    "wrong",
    [{"minimum": 0}, {"minimum": 4}, {"kind": "envelope"}, {"kind": "one-to-n", "envelope": 5}],
)
def test_forms_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError):
        BallotForm(**wrong)
