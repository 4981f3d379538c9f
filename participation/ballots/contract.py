"""The contract of a vote: one JSON that says everything that is promised, and what is read back from it.

It is written when the poll is sealed, hashed and shown. From then on pages, casting and counting read the contract,
not the columns: what was published is what is applied.
"""

import json
from collections.abc import Iterable
from copy import copy
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from participation.ballots.models import BallotKind, Choice, Origin, Poll, RuleName
from participation.ballots.rules import (
    BallotForm,
    BudgetRule,
    Conditions,
    EqualShares,
    Greedy,
    Project,
    rule_from_json,
)
from participation.ballots.signing import house_public_key

FORMAT = "crois-sens/vote/1"
#: Unless the manager decided otherwise, ballots are published one by one from so many on, and while so few are unique:
#: a ballot with many choices names who cast it to anybody who knows a few of them.
SMALLEST_SET, MOST_UNIQUE_PERCENT = 500, 20


def ballot_form_of(poll: Poll) -> BallotForm:
    """The ballot that the columns of a poll describe."""
    envelope = poll.ballot_kind == BallotKind.ENVELOPE
    return BallotForm(
        kind="envelope" if envelope else "one-to-n",
        minimum=poll.min_choices,
        maximum=poll.max_choices,
        envelope=poll.envelope_cents if envelope else None,
        blank=poll.allow_blank,
    )


def rule_of(poll: Poll) -> BudgetRule:
    """The rule that the columns of a poll describe."""
    conditions = Conditions(minimum=poll.min_votes, max_winners=poll.max_winners, cap=poll.cap_cents)
    if poll.rule == RuleName.EQUAL_SHARES:
        return EqualShares(utility="cost", completion=poll.completion, conditions=conditions)
    by = "points" if poll.by_points else "votes"
    return Greedy(when_it_does_not_fit=poll.when_it_does_not_fit, by=by, conditions=conditions)


def _rules(poll: Poll) -> dict[str, Any]:
    """The rule that decides and, where the manager chose one, another to be shown beside it on the same conditions."""
    rules = {"rule": rule_of(poll).as_json()}
    if poll.other_rule:
        twin = copy(poll)
        twin.rule = poll.other_rule
        rules["other_rule"] = rule_of(twin).as_json()
    return rules


def contract_of(poll: Poll, choices: Iterable[Choice], *, version: int, closes_at: datetime) -> dict[str, Any]:
    """Write down all that is promised; the trigger ``poll_contract_holds`` compares it with the tables."""
    consultation = poll.consultation
    rulebook = consultation.rulebooks.published().first()
    return {
        "format": FORMAT,
        "version": version,
        "poll": poll.slug,
        "question": str(poll.question),
        "consultation": consultation.slug,
        "organiser": consultation.organiser.name,
        "decides_next": consultation.deciding_body,
        "rulebook": None if rulebook is None else rulebook.version,
        "rulebook_sha256": None if rulebook is None else sha256(rulebook.text.encode()).hexdigest(),
        "electorate": {
            "area": {"kind": consultation.area.kind, "code": consultation.area.code, "name": consultation.area.name},
            "links": sorted(consultation.accepted_links),
            "minimum_age": consultation.minimum_age,
            "declaration": consultation.declaration,
            "key_method": poll.key_method,
        },
        "ballot": ballot_form_of(poll).as_json(),
        **_rules(poll),
        "tie_break": "smaller-code",
        "envelope": poll.envelope_cents,
        "unit": poll.unit,
        "currency": poll.currency,
        "quorum": poll.quorum,
        "calendar": {
            "time_zone": consultation.time_zone,
            "opens_at": _written(poll.opens_at),
            "closes_at": _written(closes_at),
        },
        "channels": {"paper": poll.paper, "on_both_rolls": poll.duplicates},
        **_proofs(poll),
        "projects": [
            {
                "no": choice.no,
                "code": choice.code,
                "title": choice.title,
                "cost_cents": choice.cost_cents,
                "withdrawn": choice.withdrawn_reason or None,
            }
            for choice in choices
        ],
    }


def _proofs(poll: Poll) -> dict[str, Any]:
    """What anybody will be able to check, and with which key the public log is signed."""
    return {
        "receipts": poll.receipts,
        "log_key": house_public_key() if poll.origin == Origin.HERE else None,
        "published": {
            "always": ["rule", "totals", "channels", "outcome", "commitments"],
            "ballots": poll.ballots_published,
            "smallest": SMALLEST_SET,
            "most_unique_percent": MOST_UNIQUE_PERCENT,
        },
    }


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


class Contract:
    """A sealed contract, read: the ballot form, the rule and the projects exactly as published."""

    def __init__(self, rule_json: str) -> None:
        self.json: dict[str, Any] = json.loads(rule_json)
        self.form = BallotForm(**self.json["ballot"])
        self.rule = rule_from_json(self.json["rule"])
        self.other_rule = rule_from_json(self.json["other_rule"]) if "other_rule" in self.json else None
        self.envelope: int = self.json["envelope"]
        self.unit: int = self.json["unit"]
        self.projects = tuple(
            Project(one["code"], one["cost_cents"], withdrawn=one["withdrawn"] is not None)
            for one in self.json["projects"]
        )
        self.codes: dict[int, str] = {one["no"]: one["code"] for one in self.json["projects"]}
        self.offered: dict[str, int] = {
            str(one["no"]): one["cost_cents"] for one in self.json["projects"] if one["withdrawn"] is None
        }

    def check(self, choices: Iterable[int]) -> list[int]:
        """Return the numbers of a valid ballot, each once, sorted.

        :raises Refusal: one of those of ``BallotForm.check``.
        """
        return sorted(int(one) for one in self.form.check(map(str, choices), self.offered))


@lru_cache(maxsize=64)
def read_contract(rule_json: str) -> Contract:
    """Read a sealed contract; the same text is read once per process."""
    return Contract(rule_json)


def contract_for(poll: Poll) -> Contract:
    """The contract of a sealed poll."""
    return read_contract(poll.rule_json)
