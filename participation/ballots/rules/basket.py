"""What makes a ballot valid: one to so many choices, or as many as the envelope pays for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from crois_sens.kernel.money import euros
from participation.ballots.rules.refusals import (
    EmptyBallot,
    NotOnTheBallot,
    OverTheEnvelope,
    TooFewChoices,
    TooManyChoices,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotForm:
    """What the règlement asks of a ballot, sealed with the rule.

    :param kind: ``one-to-n`` counts choices only; ``envelope`` also asks that they cost no more than the envelope.
    :param minimum: the fewest choices.
    :param maximum: the most choices; None for no limit.
    :param envelope: in cents, for ``envelope``.
    :param blank: whether an empty ballot may be handed in, counted as blank.
    """

    kind: Literal["one-to-n", "envelope"] = "one-to-n"
    minimum: int = 1
    maximum: int | None = 3
    envelope: int | None = None
    blank: bool = False

    def __post_init__(self) -> None:
        if self.minimum < 1 or (self.maximum is not None and self.maximum < self.minimum):
            raise ValueError("a ballot asks for at least one choice, and for no more than its maximum")
        if (self.kind == "envelope") != (self.envelope is not None):
            raise ValueError("the envelope is given for ballots of kind envelope, and only for them")

    def as_json(self) -> dict[str, Any]:
        """Return the form as it stands in a sealed rule file."""
        return {
            "kind": self.kind,
            "minimum": self.minimum,
            "maximum": self.maximum,
            "envelope": self.envelope,
            "blank": self.blank,
        }

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
