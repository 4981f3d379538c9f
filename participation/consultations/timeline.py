"""The calendar of a consultation as a line that teams read at a glance."""

from datetime import datetime

from django.utils.text import capfirst

from participation.consultations.models import Consultation, Phase
from participation.consultations.rules import PhaseState, State
from participation.consultations.wording import STATES
from territories.instance.templatetags.house import countdown


def timeline_of(consultation: Consultation, at: datetime) -> list[dict]:
    """Return the phases in order, each with its state and, while it runs, the part that has passed."""
    return [_stretch(phase, at) for phase in consultation.phases.all()]


def running_of(timeline: list[dict]) -> dict | None:
    """The stretch that runs now; of two, the later one."""
    return next((row for row in reversed(timeline) if row["state"] == PhaseState.RUNNING), None)


def coming_of(timeline: list[dict]) -> dict | None:
    """The stretch that comes next."""
    return next((row for row in timeline if row["state"] == PhaseState.COMING), None)


def standing(state: State, timeline: list[dict]) -> str:
    """Say where a consultation stands to its team: by the phase that runs where residents are told to wait."""
    running = running_of(timeline)
    if state is State.UNDER_WAY and running is not None:
        return capfirst(running["phase"].get_kind_display())
    return STATES[state]


def _stretch(phase: Phase, at: datetime) -> dict:
    passed, whole = at - phase.opens_at, phase.closes_at - phase.opens_at
    state = phase.state(at)
    return {
        "phase": phase,
        "state": state.value,
        "left": countdown(phase.closes_at, at),
        "passed": 100 * passed // whole if state is PhaseState.RUNNING else 0,
    }
