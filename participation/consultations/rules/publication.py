"""What is missing before a consultation may be published: everything at once, each gap with its code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from participation.consultations.rules.calendar import Dated, Span

#: Kind of phase → kinds that must be over when it opens. The other kinds may overlap.
OPENS_AFTER: dict[str, frozenset[str]] = {
    "vote": frozenset({"ideas", "admissibility", "study"}),
    "count": frozenset({"ideas", "admissibility", "study", "vote"}),
    "result": frozenset({"ideas", "admissibility", "study", "vote"}),
    "delivery": frozenset({"ideas", "admissibility", "study", "vote"}),
}
#: Kinds of consultation that end in a vote, under a règlement.
WITH_A_VOTE = frozenset({"budget", "vote"})


@dataclass(frozen=True, slots=True)
class Plan:
    """A consultation as it stands before publication."""

    kind: str
    summary: bool = False
    description: bool = False
    deciding_body: bool = False
    envelope: bool = False
    rulebook: bool = False
    links: bool = False
    declaration: bool = False
    quarter: bool = False
    archive: bool = False
    phases: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing; advice does not keep anybody from publishing."""

    code: str
    blocking: bool = True
    kinds: tuple[str, ...] = ()


def conflicts(phases: Iterable[Dated]) -> list[tuple[str, str]]:
    """List pairs ``(kind, other)``: the phase of this kind opens before the other is over, and must not."""
    phases = list(phases)
    return [
        (phase.kind, other.kind)
        for phase in phases
        for other in phases
        if other.kind in OPENS_AFTER.get(phase.kind, ()) and phase.opens_at < other.closes_at
    ]


def issues_before_publication(plan: Plan, at: datetime) -> list[Gap]:
    """List all that is missing before publication, what blocks first.

    The archive of a process that was run elsewhere only has to say what it was.
    """
    gaps = [] if plan.summary else [Gap("summary")]
    if not plan.archive:
        gaps += [*_promises(plan), *_calendar(plan, at)]
    return sorted(gaps, key=lambda gap: not gap.blocking)


def _promises(plan: Plan) -> list[Gap]:
    gaps = []
    if not plan.deciding_body:
        gaps.append(Gap("deciding_body"))
    if plan.kind == "budget" and not plan.envelope:
        gaps.append(Gap("envelope"))
    if plan.kind in WITH_A_VOTE and not plan.rulebook:
        gaps.append(Gap("rulebook"))
    if plan.links and plan.quarter and not plan.declaration:
        gaps.append(Gap("quarter_declaration"))
    if not plan.description:
        gaps.append(Gap("description", blocking=False))
    if plan.kind in WITH_A_VOTE and not plan.links:
        gaps.append(Gap("links", blocking=False))
    return gaps


def _calendar(plan: Plan, at: datetime) -> list[Gap]:
    if not plan.phases:
        return [Gap("phases")]
    kinds = {phase.kind for phase in plan.phases}
    gaps = [Gap("order", kinds=pair) for pair in conflicts(plan.phases)]
    if plan.kind in WITH_A_VOTE and "vote" not in kinds:
        gaps.append(Gap("vote"))
    gaps += [Gap("over", kinds=(phase.kind,)) for phase in plan.phases if phase.closes_at <= at]
    if "vote" in kinds and not kinds & {"result", "count"}:
        gaps.append(Gap("result", blocking=False))
    return gaps
