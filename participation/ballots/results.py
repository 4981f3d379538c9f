"""The result of a poll, once: page, API, CSV and PDF all show what ``result_of`` returns."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.utils.text import capfirst

from participation.ballots.contract import contract_for
from participation.ballots.kinds import label_of
from participation.ballots.models import Channel, ChannelCount, Choice, CouncilDecision, Poll, Tally
from participation.ballots.money import amount
from participation.ballots.paper_state import set_aside
from participation.ballots.rules import Fate, Outcome, Stop, Verdict
from participation.ballots.rules.outcome import Comparison
from participation.ballots.rules.places import SMALLEST_SHOWN
from participation.ballots.wording import conclusion, reason_for, rule_in_words


@dataclass(frozen=True, slots=True)
class ProjectResult:
    """One project: its votes by channel, and what became of it with the reason."""

    no: int
    code: str
    title: str
    label: str
    url: str
    cost: int | None
    votes: int
    by_channel: dict[str, int]
    points: int | None
    won: bool
    order: int | None
    fate: str
    reason: str
    adopted: bool | None
    tied_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelResult:
    """Voters of one channel, and how many of them were blank or void."""

    channel: str
    label: str
    voters: int | None
    blank: int
    void: int

    @property
    def valid(self) -> int | None:
        """Ballots of this channel that chose something."""
        return None if self.voters is None else self.voters - self.blank - self.void


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that is published of a vote; ``as_json`` is what programs read."""

    poll: Poll
    voters: int | None
    blank: int
    void: int
    channels: tuple[ChannelResult, ...]
    projects: tuple[ProjectResult, ...]
    envelope: int | None
    spent: int | None
    left: int | None
    details: dict[str, Any]
    rule: str
    conclusion: str
    comparison: Comparison | None
    quorum: int | None
    quorum_met: bool
    on_both_rolls: int
    decision: CouncilDecision | None
    result_sha256: str

    @property
    def valid(self) -> int | None:
        """Ballots that chose something."""
        return None if self.voters is None else self.voters - self.blank - self.void

    @property
    def winners(self) -> tuple[ProjectResult, ...]:
        """The winners, in the order bought; none when the quorum is missed."""
        return tuple(sorted((one for one in self.projects if one.won), key=lambda one: one.order))

    def money(self, value: int | None) -> str:
        """Write an amount in the currency of this vote; nothing in a vote without money."""
        return amount(value, unit=self.poll.unit, currency=self.poll.currency)

    def as_json(self) -> dict[str, Any]:
        """Plain values, the same for API, CSV and documents."""
        poll = self.poll
        return {
            "poll": poll.slug,
            "stage": "decided" if self.decision else "published" if poll.published_at else "counted",
            "voters": self.voters,
            "valid": self.valid,
            "blank": self.blank,
            "void": self.void,
            "channels": [
                {"channel": one.channel, "voters": one.voters, "blank": one.blank, "void": one.void}
                for one in self.channels
            ],
            "quorum": self.quorum,
            "quorum_met": self.quorum_met,
            "on_both_rolls": self.on_both_rolls,
            "currency": poll.currency,
            "unit": poll.unit,
            "envelope": self.envelope,
            "spent": self.spent,
            "left": self.left,
            "details": self.details,
            "rule": contract_for(poll).rule.as_json(),
            "rule_text": self.rule,
            "comparison": self.comparison and self.comparison.as_json(),
            "rule_sha256": poll.rule_sha256,
            "result_sha256": self.result_sha256,
            "dates": {
                "certified": _iso(poll.certified_at),
                "decided": self.decision and _iso(self.decision.decided_on),
            },
            "decision": self.decision and {"number": self.decision.number, "reason": self.decision.reason},
            "projects": [self._project_json(one) for one in self.projects],
        }

    def _project_json(self, one: ProjectResult) -> dict[str, Any]:
        return {
            "no": one.no,
            "code": one.code,
            "title": one.title,
            "cost": one.cost,
            "votes": one.votes,
            "votes_by_channel": one.by_channel,
            "points": one.points,
            "won": one.won,
            "order": one.order,
            "fate": one.fate,
            "reason": one.reason,
            "adopted": one.adopted,
        }


def _iso(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def result_of(poll: Poll) -> Result | None:
    """Return the result of a counted poll, ``None`` before the tally. Who may see it is asked at the door."""
    tally = Tally.objects.filter(poll=poll, official=True).first()
    if tally is None:
        return None
    outcome = read_outcome(tally.result_json)
    counts = list(ChannelCount.objects.filter(poll=poll))
    decision = CouncilDecision.objects.filter(poll=poll).first()
    voters = None if any(one.voters is None for one in counts) else sum(one.voters for one in counts)
    quorum_met = poll.quorum is None or (voters or 0) >= poll.quorum
    projects = _projects(poll, outcome, counts, decision, quorum_met=quorum_met)
    spent = sum(one.cost for one in projects if one.won) if poll.has_money else None
    return Result(
        poll=poll,
        voters=voters,
        blank=sum(one.blank for one in counts),
        void=sum(one.void for one in counts),
        channels=tuple(
            ChannelResult(one.channel, capfirst(one.get_channel_display()), one.voters, one.blank, one.void)
            for one in _shown(counts)
        ),
        projects=tuple(projects),
        envelope=poll.envelope_cents,
        spent=spent,
        left=None if spent is None else outcome.envelope - spent,
        details=outcome.details,
        rule=rule_in_words(poll),
        conclusion=conclusion(outcome),
        comparison=outcome.comparison,
        quorum=poll.quorum,
        quorum_met=quorum_met,
        on_both_rolls=sum(set_aside(poll).values()),
        decision=decision,
        result_sha256=tally.result_sha256,
    )


def read_outcome(result_json: str) -> Outcome:
    """Read an outcome back from the bytes that were kept."""
    kept = json.loads(result_json)
    verdicts = tuple(
        Verdict(
            **{
                **one,
                "fate": Fate(one["fate"]),
                "price": _fraction(one["price"]),
                "supporters_money": _fraction(one["supporters_money"]),
                "tied_with": tuple(one["tied_with"]),
            }
        )
        for one in kept["projects"]
    )
    return Outcome(
        rule=kept["rule"],
        envelope=kept["envelope"],
        unit=kept["unit"],
        voters=kept["voters"],
        verdicts=verdicts,
        stop=Stop(kept["stop"]),
        share=_fraction(kept["share"]),
        rounds=kept["rounds"],
        comparison=_comparison(kept.get("comparison")),
        details=kept.get("details", {}),
    )


def _comparison(written: dict[str, Any] | None) -> Comparison | None:
    return written and Comparison(**{**written, "other_winners": tuple(written["other_winners"])})


def _fraction(written: str | None) -> Fraction | None:
    return None if written is None else Fraction(written)


def _shown(counts: list[ChannelCount]) -> list[ChannelCount]:
    """The channels that may be shown apart: all of them, or none when one is too small to keep a secret."""
    apart = [one for one in counts if one.channel != Channel.ALL]
    return [] if is_too_small(apart) or len(apart) < 2 else apart


def is_too_small(counts: list[ChannelCount]) -> bool:
    """Tell whether one of several channels has so few ballots that showing it apart would name its voters."""
    return len(counts) > 1 and any(one.voters is not None and 0 < one.voters < SMALLEST_SHOWN for one in counts)


def _projects(poll: Poll, outcome: Outcome, counts, decision, *, quorum_met: bool) -> list[ProjectResult]:
    choices = {one.code: one for one in poll.choices.select_related("proposal__consultation")}
    shown = _shown(counts)
    adopted = None if decision is None else set(decision.adopted)
    found = []
    for verdict in outcome.verdicts:
        choice: Choice = choices[verdict.id]
        won = quorum_met and verdict.won
        points = [one.points.get(choice.code, 0) for one in counts if one.points]
        found.append(
            ProjectResult(
                no=choice.no,
                code=choice.code,
                title=choice.title,
                label=label_of(poll, choice.no, choice.title),
                url=choice.proposal.get_absolute_url() if choice.proposal else "",
                cost=choice.cost_cents,
                votes=sum(one.votes.get(choice.code, 0) for one in counts),
                by_channel={one.channel: one.votes.get(choice.code, 0) for one in shown},
                points=sum(points) if points else None,
                won=won,
                order=verdict.order if won else None,
                fate=verdict.fate.value if quorum_met else "quorum_missed",
                reason=reason_for(poll, choice, verdict, outcome, choices=choices, quorum_met=quorum_met),
                adopted=None if adopted is None or not won else choice.no in adopted,
                tied_with=verdict.tied_with,
            )
        )
    return found
