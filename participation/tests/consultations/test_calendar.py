"""What a calendar says at a moment, in plain values and in SQL."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.consultations.models import Consultation, PhaseKind
from participation.consultations.rules import (
    WELCOMES,
    PhaseState,
    Span,
    State,
    Welcome,
    kinds_welcoming,
    phase_state,
    state_of,
    window,
)
from participation.tests.factories.consultations import DAY, NOW, make_consultation, make_phase

hours = st.integers(-200, 200).map(lambda number: NOW + timedelta(hours=number))
spans = st.builds(
    lambda kind, opens_at, length: Span(kind, opens_at, opens_at + timedelta(hours=length)),
    st.sampled_from(sorted(WELCOMES)),
    hours,
    st.integers(1, 100),
)


def test_every_kind_of_phase_has_its_row_in_the_table():
    assert set(WELCOMES) == set(PhaseKind.values)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (NOW - timedelta(microseconds=1), PhaseState.COMING),
        (NOW, PhaseState.RUNNING),
        (NOW + DAY - timedelta(microseconds=1), PhaseState.RUNNING),
        (NOW + DAY, PhaseState.OVER),
    ],
)
def test_a_phase_holds_its_opening_and_not_its_closing(at, state):
    assert phase_state(Span("vote", NOW, NOW + DAY), at) is state


@given(spans, hours, hours)
def test_a_phase_never_goes_back(phase, one, other):
    earlier, later = sorted([one, other])
    order = list(PhaseState)
    assert order.index(phase_state(phase, earlier)) <= order.index(phase_state(phase, later))


@given(st.lists(spans, max_size=6), hours)
def test_what_is_welcome_now_is_what_a_running_phase_welcomes(phases, at):
    running = {phase.kind for phase in phases if phase.opens_at <= at < phase.closes_at}
    for what in Welcome:
        found = window(what, phases, at)
        assert found.open == bool(running.intersection(kinds_welcoming(what)))
        if found.open:
            assert found.opens_at <= at < found.closes_at
        elif found.opens_at:
            assert at < found.opens_at
        elif found.closes_at:
            assert found.closes_at <= at


@given(st.lists(spans, max_size=6), hours, st.booleans(), st.booleans())
def test_a_consultation_is_open_only_while_residents_may_act(phases, at, published, frozen):
    state = state_of(phases, published=published, frozen=frozen, at=at)
    may_act = any(
        window(what, phases, at).open for what in (Welcome.IDEA, Welcome.SUPPORT, Welcome.BALLOT, Welcome.CAMPAIGN)
    )
    assert (state is State.OPEN) == (published and not frozen and may_act)


def test_between_two_phases_the_work_goes_on():
    phases = [Span("ideas", NOW - 3 * DAY, NOW - DAY), Span("vote", NOW + DAY, NOW + 3 * DAY)]
    assert state_of(phases, published=True, frozen=False, at=NOW) is State.UNDER_WAY


def test_once_nobody_is_awaited_the_projects_are_being_built():
    phases = [Span("vote", NOW - 3 * DAY, NOW - DAY), Span("delivery", NOW - DAY, NOW + 300 * DAY)]
    assert state_of(phases, published=True, frozen=False, at=NOW) is State.DELIVERY


SCENES = {
    "draft": {"published": False},
    "archive": {"running": None},
    "ideas": {"running": "ideas"},
    "study": {"running": "study"},
    "delivery": {"running": "delivery"},
    "coming": {"running": None, "phase": ("vote", 1, 2)},
    "past": {"running": None, "phase": ("vote", -2, 0)},
    "just opened": {"running": None, "phase": ("vote", 0, 1)},
}


@pytest.mark.django_db
@pytest.mark.parametrize("scene", SCENES)
def test_the_database_and_the_rule_say_the_same_state(scene):
    fields = dict(SCENES[scene])
    phase = fields.pop("phase", None)
    consultation = make_consultation(**fields)
    if phase:
        make_phase(consultation, kind=phase[0], opens=phase[1], closes=phase[2])
    found = [state for state in State if Consultation.objects.in_state(state, at=NOW).exists()]
    assert found == [consultation.state(NOW)]


@pytest.mark.django_db
def test_a_consultation_between_phases_is_in_one_state():
    consultation = make_consultation(running=None)
    make_phase(consultation, kind="ideas", opens=-5, closes=-1)
    make_phase(consultation, kind="vote", opens=1, closes=5)
    found = [state for state in State if Consultation.objects.in_state(state, at=NOW).exists()]
    assert found == [State.UNDER_WAY] == [consultation.state(NOW)]


@pytest.mark.django_db
def test_welcoming_finds_what_is_open_now():
    ideas, vote = make_consultation(running="ideas"), make_consultation(running="vote")
    make_consultation(running="ideas", published=False)
    frozen = make_consultation(
        running="ideas",
        frozen_at=NOW,
        frozen_reason="Annulée",
        frozen_authority="le tribunal administratif",
        frozen_decided_on=NOW.date(),
    )
    assert list(Consultation.objects.welcoming(Welcome.IDEA, at=NOW)) == [ideas]
    assert list(Consultation.objects.welcoming(Welcome.BALLOT, at=NOW)) == [vote]
    assert ideas.welcomes(Welcome.IDEA, NOW)
    assert not ideas.welcomes(Welcome.BALLOT, NOW)
    assert not frozen.welcomes(Welcome.IDEA, NOW)
