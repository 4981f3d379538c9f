"""What is missing before a poll can be sealed, and what of paper before it can be counted: pure lists."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that is missing; ``wording`` says it with its remedy. Advice does not keep anybody from sealing."""

    code: str
    blocking: bool = True
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that would be on the ballot."""

    title: str
    cost: int | None
    exclusive_group: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A poll as it stands before the seal."""

    published: bool
    rulebook: bool
    deciding_body: bool
    opens_at: datetime | None
    closes_at: datetime | None
    envelope: int | None
    cap: int | None
    minimum: int
    maximum: int | None
    money: bool
    numbers: bool
    rule: str
    needs_ballots: bool
    winners: int | None
    zones_first: bool
    paper: str
    urns: int
    undecided: int
    other_rule: str = ""
    other_needs_ballots: bool = False
    ballots_published: str = "always"
    listed: int | None = None
    identity_provider: bool = True
    residence_unproven: bool = False
    candidates: tuple[Candidate, ...] = ()
    strangers: int = 0


def issues_before_sealing(draft: Draft, *, at: datetime) -> list[Issue]:
    """List everything that is missing, what blocks first."""
    issues = [*_frame(draft, at), *_ballot(draft), *_zones(draft), *_money(draft), *_paper(draft), *_voters(draft)]
    if draft.needs_ballots and draft.ballots_published != "always":
        issues.append(Issue("recount_needs_ballots", blocking=False))
    if draft.undecided:
        issues.append(Issue("undecided", blocking=False, details={"number": draft.undecided}))
    return sorted(issues, key=lambda issue: not issue.blocking)


def _frame(draft: Draft, at: datetime):
    if not draft.published:
        yield Issue("consultation_not_published")
    if not draft.rulebook:
        yield Issue("no_rulebook")
    if not draft.deciding_body:
        yield Issue("no_deciding_body")
    if draft.opens_at is None or draft.closes_at is None:
        yield Issue("no_calendar")
    elif draft.closes_at <= at:
        yield Issue("calendar_over")


def _ballot(draft: Draft):
    number = len(draft.candidates)
    if draft.strangers:
        yield Issue("a_question_has_its_answers", details={"number": draft.strangers})
    if number < 2:
        yield Issue("too_few_projects", details={"number": number})
        return
    if "instant-runoff" in (draft.rule, draft.other_rule) and (draft.winners or 1) > 1:
        yield Issue("runoff_has_one_winner")
    if draft.minimum > number:
        yield Issue("minimum_above_projects", details={"minimum": draft.minimum, "number": number})
    if draft.maximum is not None and draft.maximum > number:
        yield Issue("maximum_above_projects", details={"maximum": draft.maximum, "number": number})


def _zones(draft: Draft):
    if not draft.zones_first or not draft.candidates:
        return
    if len({candidate.zone for candidate in draft.candidates if candidate.zone}) < 2:
        yield Issue("too_few_zones")
    elif nowhere := sum(not candidate.zone for candidate in draft.candidates):
        yield Issue("without_zone", blocking=False, details={"number": nowhere})


def _money(draft: Draft):
    if not draft.money:
        return
    if draft.envelope is None:
        yield Issue("no_envelope")
    members = Counter(candidate.exclusive_group for candidate in draft.candidates)
    ceiling = min((limit for limit in (draft.cap, draft.envelope) if limit is not None), default=None)
    for candidate in draft.candidates:
        if candidate.cost is None:
            yield Issue("project_without_cost", details={"title": candidate.title})
        elif ceiling is not None and candidate.cost > ceiling:
            yield Issue("project_too_dear", details={"title": candidate.title})
        if candidate.exclusive_group and members[candidate.exclusive_group] < 2:
            details = {"title": candidate.title, "group": candidate.exclusive_group}
            yield Issue("excludes_nothing", details=details)


def _paper(draft: Draft):
    if draft.paper == "none":
        return
    if draft.needs_ballots and draft.paper == "totals":
        yield Issue("rule_needs_ballots")
    if draft.other_needs_ballots and draft.paper == "totals":
        yield Issue("other_rule_needs_ballots")
    if draft.numbers and draft.paper == "totals":
        yield Issue("numbers_need_ballots")
    if not draft.urns:
        yield Issue("no_urn")


def _voters(draft: Draft):
    if draft.listed == 0:
        yield Issue("no_list")
    if not draft.identity_provider:
        yield Issue("no_identity_provider")
    if draft.residence_unproven:
        yield Issue("residence_unproven", blocking=False)


@dataclass(frozen=True, slots=True)
class Gap:
    """An urn, or the web, where people on the roll and ballots are not as many."""

    place: str
    on_roll: int
    ballots: int


def gaps(counts: list[tuple[str, int, int]]) -> list[Gap]:
    """List the places ``(name, people on the roll, ballots)`` where the two differ."""
    return [Gap(*one) for one in counts if one[1] != one[2]]
