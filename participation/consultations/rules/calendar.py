"""What each kind of phase welcomes, and what a calendar says at a moment: asked by pages, admin, API alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Welcome(StrEnum):
    """A contribution or an act of the team that a phase may welcome."""

    IDEA = "idea"
    COMMENT = "comment"
    SUPPORT = "support"
    DECISION = "decision"
    STUDY = "study"
    CAMPAIGN = "campaign"
    BALLOT = "ballot"
    COUNT = "count"
    RESULT = "result"
    DELIVERY = "delivery"


#: Kind of phase → what is welcome while it runs. Nothing else is.
WELCOMES: dict[str, frozenset[Welcome]] = {
    "ideas": frozenset({Welcome.IDEA, Welcome.COMMENT, Welcome.SUPPORT, Welcome.DECISION}),
    "admissibility": frozenset({Welcome.COMMENT, Welcome.SUPPORT, Welcome.DECISION}),
    "study": frozenset({Welcome.COMMENT, Welcome.STUDY, Welcome.DECISION}),
    "campaign": frozenset({Welcome.COMMENT, Welcome.CAMPAIGN}),
    "vote": frozenset({Welcome.COMMENT, Welcome.CAMPAIGN, Welcome.BALLOT}),
    "count": frozenset({Welcome.COUNT}),
    "result": frozenset({Welcome.RESULT}),
    "delivery": frozenset({Welcome.DELIVERY, Welcome.COMMENT}),
}

#: What a resident comes for; while one of these is welcome, the consultation is said to be open.
FOR_RESIDENTS = (Welcome.BALLOT, Welcome.IDEA, Welcome.SUPPORT, Welcome.CAMPAIGN)


def kinds_welcoming(*what: Welcome) -> list[str]:
    """Return the kinds of phase that welcome one of these contributions."""
    return [kind for kind, welcome in WELCOMES.items() if welcome.intersection(what)]


class Dated(Protocol):
    """Anything with the dates of a phase: the model, or a plain ``Span``."""

    kind: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Span:
    """A phase as plain values, for those who have no database."""

    kind: str
    opens_at: datetime
    closes_at: datetime


class PhaseState(StrEnum):
    """Where a moment falls in a phase; always exactly one of these."""

    COMING = "coming"
    RUNNING = "running"
    OVER = "over"


def phase_state(phase: Dated, at: datetime) -> PhaseState:
    """Tell where a moment falls: the opening belongs to the phase, the closing does not."""
    if at < phase.opens_at:
        return PhaseState.COMING
    return PhaseState.RUNNING if at < phase.closes_at else PhaseState.OVER


class State(StrEnum):
    """What a visitor is told about a consultation; always exactly one of these."""

    DRAFT = "draft"
    FROZEN = "frozen"
    COMING = "coming"
    OPEN = "open"
    UNDER_WAY = "under_way"
    DELIVERY = "delivery"
    PAST = "past"


def state_of(phases: Iterable[Dated], *, published: bool, frozen: bool, at: datetime) -> State:
    """Tell the state of a consultation at a moment; published without phases, it is kept as an archive.

    A published consultation is suspended, or to come, or open to residents, or being built, or over; in all other
    moments the work goes on without them.
    """
    phases = list(phases)
    if not published:
        return State.DRAFT
    if frozen:
        return State.FROZEN
    states = [phase_state(phase, at) for phase in phases]
    if all(state is PhaseState.OVER for state in states):
        return State.PAST
    if all(state is PhaseState.COMING for state in states):
        return State.COMING
    running = {phase.kind for phase, state in zip(phases, states, strict=True) if state is PhaseState.RUNNING}
    if running.intersection(kinds_welcoming(*FOR_RESIDENTS)):
        return State.OPEN
    return State.DELIVERY if running.intersection(kinds_welcoming(Welcome.DELIVERY)) else State.UNDER_WAY


@dataclass(frozen=True, slots=True)
class Window:
    """When a contribution is welcome: now (``opens_at`` is past), later, no more, or never (no moment at all)."""

    open: bool
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def window(what: Welcome, phases: Iterable[Dated], at: datetime) -> Window:
    """Find the stretch that matters to someone who wants to contribute at that moment.

    The running phase that closes last; else the next one to open; else the last one that closed.
    """
    kinds = kinds_welcoming(what)
    phases = [phase for phase in phases if phase.kind in kinds]
    if running := [phase for phase in phases if phase_state(phase, at) is PhaseState.RUNNING]:
        last = max(running, key=lambda phase: phase.closes_at)
        return Window(True, last.opens_at, last.closes_at)
    if coming := [phase for phase in phases if phase_state(phase, at) is PhaseState.COMING]:
        first = min(coming, key=lambda phase: phase.opens_at)
        return Window(False, first.opens_at, first.closes_at)
    if not phases:
        return Window(False)
    return Window(False, None, max(phase.closes_at for phase in phases))
