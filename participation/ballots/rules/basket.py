"""What makes a ballot valid: one choice, one to so many, as many as the envelope pays for, or points to distribute."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from crois_sens.kernel.money import euros
from participation.ballots.rules.refusals import (
    EmptyBallot,
    NegativePoints,
    NotOnTheBallot,
    OverTheEnvelope,
    SameRank,
    TooFewChoices,
    TooManyChoices,
    TooManyPoints,
    UnknownGrade,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotForm:
    """What the règlement asks of a ballot, sealed with the rule.

    :param kind: ``one-to-n`` counts choices only; ``single`` takes exactly one; ``envelope`` also asks that they cost
        no more than the envelope; ``points`` distributes points among its choices;
        ``grades`` gives a grade to each, ``ranking`` a rank of its own, 1 for the best.
    :param minimum: the fewest choices.
    :param maximum: the most choices; None for no limit.
    :param envelope: in cents, for ``envelope``.
    :param points: the most that a ballot gives in all, for ``points``.
    :param grades: how many grades there are, for ``grades``: 1 is the worst.
    :param blank: whether an empty ballot may be handed in, counted as blank.
    """

    kind: Literal["one-to-n", "single", "envelope", "points", "grades", "ranking"] = "one-to-n"
    minimum: int = 1
    maximum: int | None = 3
    envelope: int | None = None
    points: int | None = None
    grades: int | None = None
    blank: bool = False

    def __post_init__(self) -> None:
        if self.minimum < 1 or (self.maximum is not None and self.maximum < self.minimum):
            raise ValueError("a ballot asks for at least one choice, and for no more than its maximum")
        if (self.kind == "envelope") != (self.envelope is not None):
            raise ValueError("the envelope is given for ballots of kind envelope, and only for them")
        if (self.kind == "points") != (self.points is not None) or self.points == 0:
            raise ValueError("points are given for ballots of kind points, and only for them")
        if (self.kind == "grades") != (self.grades is not None):
            raise ValueError("grades are given for ballots of kind grades, and only for them")
        if self.kind == "single" and (self.minimum, self.maximum) != (1, 1):
            raise ValueError("a single choice is one choice")

    def as_json(self) -> dict[str, Any]:
        """Return the form as it stands in a sealed rule file."""
        form = {
            "kind": self.kind,
            "minimum": self.minimum,
            "maximum": self.maximum,
            "envelope": self.envelope,
            "blank": self.blank,
        }
        own = {"points": self.points, "grades": self.grades}
        return form | {name: value for name, value in own.items() if value is not None}

    @property
    def numbers(self) -> bool:
        """Tell whether a ballot gives a number to each of its choices: points, grades or ranks."""
        return self.kind in ("points", "grades", "ranking")

    def check(self, choices: Iterable[str], offered: Mapping[str, int]) -> tuple[str, ...]:
        """Return the choices of a valid ballot, each once, sorted.

        :param offered: the projects on the ballot, withdrawn ones left out, with their costs in cents.
        :raises NotOnTheBallot, EmptyBallot, TooFewChoices, TooManyChoices, OverTheEnvelope: the first that applies.
        """
        chosen = tuple(sorted(set(choices)))
        if unknown := [one for one in chosen if one not in offered]:
            raise NotOnTheBallot(ids=", ".join(unknown))
        if not chosen:
            if self.blank:
                return ()
            raise EmptyBallot
        if len(chosen) < self.minimum:
            raise TooFewChoices(minimum=self.minimum, chosen=len(chosen))
        if self.maximum is not None and len(chosen) > self.maximum:
            raise TooManyChoices(maximum=self.maximum, chosen=len(chosen))
        cost = sum(offered[one] for one in chosen)
        if self.envelope is not None and cost > self.envelope:
            raise OverTheEnvelope(cost=euros(cost), envelope=euros(self.envelope))
        return chosen

    def check_numbers(self, given: Mapping[str, int], offered: Mapping[str, int]) -> dict[str, int]:
        """Return the points, grades or ranks of a valid ballot, by choice; what was given nothing is not chosen.

        Ranks move up where some are left out: only their order counts.

        :raises NegativePoints, TooManyPoints, UnknownGrade, SameRank: or what ``check`` refuses.
        """
        if any(number < 0 for number in given.values()):
            raise NegativePoints
        chosen = self.check((one for one, number in given.items() if number), offered)
        total = sum(given[one] for one in chosen)
        if self.points is not None and total > self.points:
            raise TooManyPoints(points=self.points, given=total)
        if self.grades is not None and any(given[one] > self.grades for one in chosen):
            raise UnknownGrade(grades=self.grades)
        if self.kind == "ranking":
            ranks = sorted({given[one] for one in chosen})
            if len(ranks) < len(chosen):
                raise SameRank
            return {one: ranks.index(given[one]) + 1 for one in chosen}
        return {one: given[one] for one in chosen}

    def affordable(self, choices: Iterable[str], offered: Mapping[str, int]) -> tuple[str, ...]:
        """Return which further projects would still fit on this ballot, for the page that shows it live."""
        chosen = set(choices)
        if self.maximum is not None and len(chosen) >= self.maximum:
            return ()
        others = sorted(set(offered) - chosen)
        if self.envelope is None:
            return tuple(others)
        left = self.envelope - sum(offered[one] for one in chosen)
        return tuple(one for one in others if offered[one] <= left)
