"""Pure decisions about consultations: no Django, no clock; start at ``calendar``, where time becomes a state."""

from participation.consultations.rules.calendar import (
    WELCOMES,
    PhaseState,
    Span,
    State,
    Welcome,
    Window,
    kinds_welcoming,
    phase_state,
    state_of,
    window,
)

__all__ = [
    "WELCOMES",
    "PhaseState",
    "Span",
    "State",
    "Welcome",
    "Window",
    "kinds_welcoming",
    "phase_state",
    "state_of",
    "window",
]
