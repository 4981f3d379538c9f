"""The contract of a vote: one JSON that says everything that is promised, and what is read back from it.

It is written when the poll is sealed, hashed and shown. From then on pages, casting and counting read the contract,
not the columns: what was published is what is applied.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from participation.ballots.kinds import choices_asked, kind_of
from participation.ballots.models import LISTED, BallotKind, Choice, KeyMethod, Origin, Poll, RuleName
from participation.ballots.rules import (
    BallotForm,
    BudgetRule,
    Conditions,
    EqualShares,
    Greedy,
    InstantRunoff,
    MajorityJudgment,
    MostVotes,
    Phragmen,
    Preferred,
    Project,
    Schulze,
    YesNo,
    rule_from_json,
)
from participation.ballots.rules.judgment import GRADES
from participation.ballots.signing import house_public_key

FORMAT = "crois-sens/vote/1"
#: Unless the manager decided otherwise, ballots are published one by one from so many on, and while so few are unique:
#: a ballot with many choices names who cast it to anybody who knows a few of them.
SMALLEST_SET, MOST_UNIQUE_PERCENT = 500, 20


def ballot_form_of(poll: Poll) -> BallotForm:
    """The ballot that the columns of a poll describe."""
    minimum, maximum = choices_asked(poll)
    return BallotForm(
        kind=kind_of(poll).form,
        minimum=minimum,
        maximum=maximum,
        envelope=poll.envelope_cents if poll.ballot_kind == BallotKind.ENVELOPE else None,
        points=poll.points if poll.ballot_kind == BallotKind.POINTS else None,
        grades=len(GRADES) if poll.ballot_kind == BallotKind.GRADES else None,
        blank=poll.allow_blank,
    )


def rule_of(poll: Poll, choices: Iterable[Choice] = ()) -> BudgetRule:
    """The rule that the columns of a poll and of its choices describe."""
    if poll.rule == RuleName.YES_NO:
        return YesNo()
    if poll.rule == RuleName.MAJORITY_JUDGMENT:
        return MajorityJudgment(seats=poll.max_winners or 1)
    if poll.rule == RuleName.SCHULZE:
        return Schulze(seats=poll.max_winners or 1)
    if poll.rule == RuleName.INSTANT_RUNOFF:
        return InstantRunoff()
    by = "points" if poll.gives_points else "votes"
    if poll.rule == RuleName.MOST_VOTES:
        return MostVotes(by, seats=poll.max_winners or 1)
    conditions = Conditions(
        minimum=poll.min_votes,
        max_winners=poll.max_winners,
        cap=poll.cap_cents,
        exclusive=tuple(_grouped(choices, "exclusive_group").values()),
    )
    if poll.rule == RuleName.EQUAL_SHARES:
        by = "points" if poll.ballot_kind == BallotKind.POINTS else "votes"
        shares = EqualShares(utility=poll.utility, completion=poll.completion, conditions=conditions, by=by)
        return _or_the_list(poll, shares, by)
    if poll.rule == RuleName.PHRAGMEN:
        groups = Phragmen(when_it_does_not_fit=poll.when_it_does_not_fit, conditions=conditions)
        return _or_the_list(poll, groups, "votes")
    zones = tuple(_grouped(choices, "zone").items()) if poll.zones_first else ()
    return Greedy(poll.when_it_does_not_fit, by, conditions, zones)


def _or_the_list(poll: Poll, rule: EqualShares | Phragmen, by: str) -> BudgetRule:
    """The same rule; or, where the poll compares it with the most supported, the one that more voters prefer."""
    if not poll.preferred_by:
        return rule
    return Preferred(rule, Greedy("skip", by, rule.conditions), poll.preferred_by)


def _grouped(choices: Iterable[Choice], column: str) -> dict[str, tuple[str, ...]]:
    """The codes of the projects that share a word in this column: those that exclude each other, those of a zone."""
    groups = defaultdict(list)
    for choice in choices:
        if word := getattr(choice, column):
            groups[word].append(choice.code)
    return {word: tuple(codes) for word, codes in groups.items()}


def _rules(poll: Poll, choices: Sequence[Choice]) -> dict[str, Any]:
    """The rule that decides and, where the manager chose one, another to be shown beside it on the same conditions."""
    other = {"other_rule": rule_of(poll.under_other_rule(), choices).as_json()} if poll.other_rule else {}
    return {"rule": rule_of(poll, choices).as_json(), **other}


def contract_of(poll: Poll, choices: Sequence[Choice], *, version: int, closes_at: datetime) -> dict[str, Any]:
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
        "electorate": _electorate(poll),
        "ballot": ballot_form_of(poll).as_json(),
        **_rules(poll, choices),
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
                **{name: getattr(choice, name) for name in ("exclusive_group", "zone") if getattr(choice, name)},
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


def _electorate(poll: Poll) -> dict[str, Any]:
    """Who may vote, how they are recognised, and how many keys the seal has closed the list with.

    ``number``, where the organiser knows it, is how many people may vote: the denominator of the turnout. Where an
    address is all that is asked, ``contest_hours`` is how long a decision that sets votes aside may be contested.
    """
    consultation = poll.consultation
    return {
        "area": {"kind": consultation.area.kind, "code": consultation.area.code, "name": consultation.area.name},
        "links": sorted(consultation.accepted_links),
        "minimum_age": consultation.minimum_age,
        "declaration": consultation.declaration,
        "key_method": poll.key_method,
        "link_proof": poll.link_proof,
        "listed": poll.electors.filter(listed=True).count() if poll.key_method in LISTED else None,
        **({"number": poll.electorate} if poll.electorate else {}),
        **({"contest_hours": poll.contest_hours} if poll.key_method == KeyMethod.EMAIL else {}),
    }


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


#: What somebody marked: numbers on the ballot, or what they give to each of these.
Given = Iterable[int] | Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """A valid ballot: the numbers chosen, and what each of them is given where the ballot gives something."""

    choices: list[int]
    points: list[int]


def _rivals(projects: list[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """For each number on the ballot that something excludes, the projects that do."""
    groups = defaultdict(list)
    for one in projects:
        if "exclusive_group" in one:
            groups[one["exclusive_group"]].append(one)
    return {one["no"]: [other for other in group if other is not one] for group in groups.values() for one in group}


class Contract:
    """A sealed contract, read: the ballot form, the rule and the projects exactly as published."""

    def __init__(self, rule_json: str) -> None:
        self.json: dict[str, Any] = json.loads(rule_json)
        self.form = BallotForm(**self.json["ballot"])
        self.rule = rule_from_json(self.json["rule"])
        self.other_rule = rule_from_json(self.json["other_rule"]) if "other_rule" in self.json else None
        self.envelope: int = self.json["envelope"] or 0
        self.unit: int = self.json["unit"]
        self.projects = tuple(
            Project(one["code"], one["cost_cents"] or 0, withdrawn=one["withdrawn"] is not None)
            for one in self.json["projects"]
        )
        self.rivals = _rivals(self.json["projects"])
        self.codes: dict[int, str] = {one["no"]: one["code"] for one in self.json["projects"]}
        self.offered: dict[str, int] = {
            str(one["no"]): one["cost_cents"] or 0 for one in self.json["projects"] if one["withdrawn"] is None
        }

    def check(self, given: Given) -> Marks:
        """Return what a valid ballot marks, each choice once, sorted.

        :raises Refusal: one of those of ``BallotForm``.
        """
        if not isinstance(given, Mapping):
            return Marks(sorted(int(one) for one in self.form.check(map(str, given), self.offered)), [])
        points = self.form.check_numbers({str(no): number for no, number in given.items()}, self.offered)
        chosen = sorted(map(int, points))
        return Marks(chosen, [points[str(no)] for no in chosen])


@lru_cache(maxsize=64)
def read_contract(rule_json: str) -> Contract:
    """Read a sealed contract; the same text is read once per process."""
    return Contract(rule_json)


def contract_for(poll: Poll) -> Contract:
    """The contract of a sealed poll."""
    return read_contract(poll.rule_json)
