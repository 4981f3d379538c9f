"""« Sur les mêmes bulletins, une autre règle aurait donné » : a comparison, never a verdict.

It exists only where the manager chose so before the seal, and stands in the rule file like everything that is promised.
"""

import json
from dataclasses import dataclass
from typing import Any

from participation.ballots.contract import contract_for
from participation.ballots.models import Tally
from participation.ballots.results import Result
from participation.ballots.wording import rule_in_words


@dataclass(frozen=True, slots=True)
class Other:
    """What the other rule would have given: codes of its winners in their order, and the money where there is some."""

    rule: dict[str, Any]
    text: str
    winners: tuple[str, ...]
    spent: int | None
    left: int | None
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


def other_of(result: Result) -> Other | None:
    """Return what the other rule made of the same ballots; nothing where none was promised, nor kept without quorum."""
    poll = result.poll
    if contract_for(poll).other_rule is None:
        return None
    kept = Tally.objects.get(poll=poll, official=False)
    outcome = json.loads(kept.result_json)
    winners, spent = (tuple(outcome["winners"]), outcome["spent"]) if result.quorum_met else ((), 0)
    return Other(
        rule=outcome["rule"],
        text=rule_in_words(poll.under_other_rule()),
        winners=winners,
        spent=spent if poll.has_money else None,
        left=outcome["envelope"] - spent if poll.has_money else None,
        result_sha256=kept.result_sha256,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One project or answer under both rules."""

    label: str
    cost: str
    here: bool
    there: bool


def side_by_side(result: Result, other: Other) -> list[Line]:
    """Every project or answer under both rules: those of the vote's rule in their order, then those of the other's."""
    ranks = {code: rank for rank, code in enumerate([*(one.code for one in result.winners), *other.winners][::-1])}
    ordered = sorted(result.projects, key=lambda one: (-ranks.get(one.code, -1), one.no))
    return [Line(one.label, result.money(one.cost), one.won, one.code in other.winners) for one in ordered]
