"""The rehearsal of a vote: before it opens, its team tries the ballot from start to end, and counts what it tried.

Nothing is written into the vote. What was tried stays in the session of whoever tried it; the contract that counts it
is the sealed one, or the one that a seal would write now.
"""

from collections import Counter
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db.models import prefetch_related_objects

from participation.ballots.contract import Contract, Given, contract_for
from participation.ballots.life import Stage
from participation.ballots.models import Choice, Poll
from participation.ballots.operations import draft_of, issues_before_sealing
from participation.ballots.rules import Outcome, Profile, canonical_json, tally
from participation.ballots.rules.drawn import drawn_ballots, drawn_marks
from participation.ballots.wording import Told, conclusion, reason_for, told

#: What a ballot cannot be tried without; the rest of what a seal wants may still be missing.
NEEDED = {
    "no_calendar",
    "too_few_projects",
    "minimum_above_projects",
    "no_envelope",
    "project_without_cost",
}
#: The stages before the opening.
BEFORE = (Stage.PREPARED, Stage.SEALED)
#: How many ballots one person may try, and how many may be drawn to go with them.
MOST_TRIED, DRAWS = 200, (0, 100, 1_000)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A vote as it can be tried today."""

    poll: Poll
    contract: Contract
    choices: list[Choice]


@dataclass(slots=True)
class Tried:
    """What somebody did in their rehearsal: plain values, for a session.

    Marks are numbers on the ballot, or pairs of these with what is given to each.

    :ivar ticked: what is ticked while reading on; :ivar choice: what is chosen and not confirmed, ``None`` for nothing.
    :ivar ballots: the ballots confirmed; :ivar drawn: how many drawn ones are counted with them.
    """

    ticked: list = field(default_factory=list)
    choice: list | None = None
    ballots: list[list] = field(default_factory=list)
    drawn: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One project in the count of a rehearsal."""

    choice: Choice
    votes: int
    won: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """What the rule makes of the ballots tried."""

    ballots: int
    tried: int
    blank: int
    lines: tuple[Line, ...]
    spent: int
    left: int
    conclusion: str
    quorum_met: bool


def plain(marks: Given) -> list:
    """Write marks as a session keeps them."""
    return [list(pair) for pair in sorted(marks.items())] if isinstance(marks, Mapping) else sorted(marks)


def marks_of(kept: list, contract: Contract) -> list[int] | dict[int, int]:
    """Read marks as a session keeps them."""
    return dict(kept) if contract.form.numbers else kept


def missing_to_rehearse(poll: Poll, *, at: datetime) -> list[Told]:
    """Say what a ballot cannot be tried without; nothing once the vote is sealed."""
    if poll.sealed_at is not None:
        return []
    return [told(issue) for issue in issues_before_sealing(poll, at=at) if issue.code in NEEDED]


def rehearsal_of(poll: Poll) -> Rehearsal:
    """Return what is tried: the sealed ballot, or the one that a seal would write now; nothing is saved."""
    if poll.sealed_at is not None:
        contract, choices = contract_for(poll), list(poll.choices.filter(withdrawn_at=None))
    else:
        draft, choices = draft_of(poll)
        contract = Contract(canonical_json(draft).decode())
    prefetch_related_objects(choices, "theme", "proposal__consultation", "proposal__area")
    return Rehearsal(poll, contract, choices)


def _key(poll: Poll) -> str:
    return f"rehearsal-{poll.pk}"


def tried_in(session: MutableMapping, poll: Poll) -> Tried:
    """Read what was tried in a session."""
    return Tried(**session.get(_key(poll), {}))


def keep_tried(session: MutableMapping, poll: Poll, tried: Tried) -> None:
    """Keep what was tried for as long as the session lasts."""
    session[_key(poll)] = asdict(tried)


def count_of(rehearsal: Rehearsal, tried: Tried) -> Count:
    """Count the ballots tried, and those drawn to go with them, by the rule of the vote."""
    poll, contract = rehearsal.poll, rehearsal.contract
    profile = _profile(contract, tried, seed=poll.slug)
    outcome = tally(profile, contract.rule)
    quorum_met = poll.quorum is None or profile.voters >= poll.quorum
    lines = _lines(rehearsal, profile, outcome, quorum_met=quorum_met)
    spent = sum(line.choice.cost_cents or 0 for line in lines if line.won)
    return Count(
        ballots=profile.voters,
        tried=len(tried.ballots),
        blank=profile.ballots.get((), 0),
        lines=tuple(sorted(lines, key=lambda line: (-line.votes, line.choice.no)) if poll.has_money else lines),
        spent=spent,
        left=contract.envelope - spent,
        conclusion=conclusion(outcome),
        quorum_met=quorum_met,
    )


def _profile(contract: Contract, tried: Tried, *, seed: str) -> Profile:
    """The ballots tried and those drawn, as the rules read them."""
    form, codes, money = contract.form, contract.codes, {"envelope": contract.envelope, "unit": contract.unit}
    if form.numbers:
        given = [marks_of(ballot, contract) for ballot in tried.ballots]
        drawn = drawn_marks(form, contract.offered, tried.drawn, seed=seed)
        given += [{int(no): number for no, number in ballot.items()} for ballot in drawn]
        named = [{codes[no]: number for no, number in ballot.items() if no in codes} for ballot in given]
        return Profile.from_points(contract.projects, ballots=named, **money)
    cast = [tuple(codes[no] for no in ballot if no in codes) for ballot in tried.ballots]
    drawn = drawn_ballots(form, contract.offered, tried.drawn, seed=seed)
    cast += [tuple(codes[int(no)] for no in ballot) for ballot in drawn]
    return Profile.from_ballots(contract.projects, ballots=Counter(cast), **money)


def _lines(rehearsal: Rehearsal, profile: Profile, outcome: Outcome, *, quorum_met: bool) -> list[Line]:
    poll, choices = rehearsal.poll, {one.code: one for one in rehearsal.choices}
    lines = []
    for verdict in outcome.verdicts:
        if verdict.id not in choices:
            continue
        choice, won = choices[verdict.id], quorum_met and verdict.won
        reason = reason_for(poll, choice, verdict, outcome, choices=choices, quorum_met=quorum_met)
        lines.append(Line(choice, profile.votes[profile.place[choice.code]], won, reason))
    return lines
