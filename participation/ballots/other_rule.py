"""« Sur les mêmes bulletins, une autre règle aurait donné » : a comparison, never a verdict.

It exists only where the manager chose so before the seal, and stands in the rule file like everything that is promised.
"""

import json
from copy import copy
from dataclasses import dataclass
from typing import Any

from participation.ballots.contract import contract_for
from participation.ballots.models import Poll, Tally
from participation.ballots.results import Result
from participation.ballots.wording import rule_in_words


def in_words(poll: Poll) -> str:
    """Say the other rule of a poll as its own is said."""
    twin = copy(poll)
    twin.rule = poll.other_rule
    return rule_in_words(twin)


@dataclass(frozen=True, slots=True)
class Other:
    """What the other rule would have given: codes of its winners in their order, and the money."""

    rule: dict[str, Any]
    text: str
    winners: tuple[str, ...]
    spent: int
    left: int
    result_sha256: str

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "rule": self.rule,
            "rule_text": self.text,
            "winners": list(self.winners),
            "spent": self.spent,
            "left": self.left,
            "result_sha256": self.result_sha256,
        }


def other_of(poll: Poll) -> Other | None:
    """Return what the other rule made of the same ballots; nothing where none was promised."""
    if contract_for(poll).other_rule is None:
        return None
    tally = Tally.objects.filter(poll=poll, official=False).first()
    if tally is None:
        return None
    outcome = json.loads(tally.result_json)
    return Other(
        rule=outcome["rule"],
        text=in_words(poll),
        winners=tuple(outcome["winners"]),
        spent=outcome["spent"],
        left=outcome["left"],
        result_sha256=tally.result_sha256,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One project under both rules."""

    title: str
    cost: str
    votes: int
    here: bool
    there: bool


def side_by_side(result: Result, other: Other) -> list[Line]:
    """Every project under both rules, those that either keeps first."""
    won = set(other.winners) if result.quorum_met else set()
    lines = [
        Line(f"{one.no}. {one.title}", result.money(one.cost), one.votes, one.won, one.code in won)
        for one in sorted(result.projects, key=lambda one: (-one.votes, one.no))
    ]
    return sorted(lines, key=lambda line: not (line.here or line.there))
