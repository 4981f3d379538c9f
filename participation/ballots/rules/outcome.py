"""What a rule decided, and for every project why: enough to answer « pourquoi ce projet, pourquoi pas celui-là ».

An outcome becomes JSON of integers and texts only (:meth:`Outcome.as_json`), always the same for the same ballots and
rule, so that a recount can be compared byte for byte.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

#: Prices per voter are written with this many decimals of the smallest amount, rounded down; decisions are not.
PRICE_DECIMALS = 6


class Fate(StrEnum):
    """What became of a project or an answer. Only the first two win: one has a cost, the other has none."""

    BOUGHT = "bought"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"
    WITHDRAWN = "withdrawn"
    OVER_CAP = "over_cap"
    UNDER_MINIMUM = "under_minimum"
    DOES_NOT_FIT = "does_not_fit"
    AFTER_THE_STOP = "after_the_stop"
    MAX_WINNERS = "max_winners"
    NOT_ENOUGH_SUPPORT_MONEY = "not_enough_support_money"
    EXCLUDED = "excluded"


class Stop(StrEnum):
    """Why a rule bought nothing more."""

    ALL_EXAMINED = "all_examined"  # greedy, Phragmén: every project had its turn
    DID_NOT_FIT = "did_not_fit"  # greedy or Phragmén, stopping: one did not fit
    MAX_WINNERS = "max_winners"
    SHARES_SPENT = "shares_spent"  # equal shares: no group of supporters can pay its project
    NOTHING_LEFT_FITS = "nothing_left_fits"  # add1: no project is left that the envelope could pay
    ALL_BOUGHT = "all_bought"  # add1: every project that may win has won
    NEXT_SHARE_OVERSPENDS = "next_share_overspends"  # add1: one unit more per voter would exceed the envelope
    COMPLETED = "completed"  # equal shares completed by greedy: every project had its turn there too
    DECIDED = "decided"  # a vote without money: the answer is known
    NO_MAJORITY = "no_majority"  # yes or no: as many of both
    BY_ENVELOPE = "by_envelope"  # several envelopes: each ended for its own reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """One project, in the order in which the rule came to it.

    :param support: votes or points, whatever the rule compared.
    :param order: 1 for the first bought; None for those not bought.
    :param left: money left in the envelope when its turn came, before paying it (equal shares: at the end, for
        projects that were not bought).
    :param price: equal shares: what a supporter pays at most (for each point given, where points count); whoever has
        less left gives all of it. None for a winner that only completes the list. Phragmén: what each of its supporters
        had received since the start when it was bought.
    :param full_payers: equal shares: how many supporters paid that price (how many points they gave, where points
        count).
    :param supporters_money: equal shares: what the supporters of a project that was not bought had left together.
    :param tied_with: ids that were exactly level with it when its turn came: the smaller id went first.
    :param excluded_by: the winner that excludes it.
    :param zone: territorial rules: where a project was the first of its zone, the name of that zone.
    """

    id: str
    cost: int
    support: int
    fate: Fate
    left: int
    order: int | None = None
    price: Fraction | None = None
    full_payers: int | None = None
    supporters_money: Fraction | None = None
    tied_with: tuple[str, ...] = ()
    excluded_by: str | None = None
    zone: str | None = None

    @property
    def won(self) -> bool:
        """Tell whether it is among the winners."""
        return self.fate in (Fate.BOUGHT, Fate.CHOSEN)

    def as_json(self) -> dict[str, Any]:
        """Return plain values; exact fractions of money become decimals, rounded down. The last two stand there only
        where they say something."""
        rare = {"excluded_by": self.excluded_by, "zone": self.zone}
        return {
            "id": self.id,
            "cost": self.cost,
            "support": self.support,
            "fate": self.fate.value,
            "left": self.left,
            "order": self.order,
            "price": decimals(self.price),
            "full_payers": self.full_payers,
            "supporters_money": decimals(self.supporters_money),
            "tied_with": list(self.tied_with),
            **{key: value for key, value in rare.items() if value is not None},
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many voters prefer which of two outcomes of one count; only what decided, not who.

    :param kept: ``first`` or ``second``.
    """

    prefer_first: int
    prefer_second: int
    indifferent: int
    kept: str
    other_winners: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "prefer_first": self.prefer_first,
            "prefer_second": self.prefer_second,
            "indifferent": self.indifferent,
            "kept": self.kept,
            "other_winners": list(self.other_winners),
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one rule on one profile.

    :param rule: the rule with all its settings, as sealed.
    :param verdicts: every project of the ballot once, winners in the order bought among them.
    :param share: equal shares: what each voter was given to spend in the round that counts.
    :param rounds: equal shares: how many times one unit per voter was added before that round.
    :param comparison: where two rules were compared: how many voters prefer which.
    :param parts: several envelopes: the outcome of each, by its name, in the order of the rule.
    :param details: votes without money: the figures of the method that decided, as plain values.
    """

    rule: dict[str, Any]
    envelope: int
    unit: int
    voters: int
    verdicts: tuple[Verdict, ...]
    stop: Stop
    share: Fraction | None = None
    rounds: int | None = None
    comparison: Comparison | None = None
    parts: tuple[tuple[str, "Outcome"], ...] = ()
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def applied(self) -> dict[str, Any]:
        """The settings that decided: of two compared rules, those of the one that was kept."""
        return self.rule[self.comparison.kept] if self.comparison else self.rule

    @property
    def winners(self) -> tuple[str, ...]:
        """Ids of the winners, in the order bought."""
        return tuple(one.id for one in self.verdicts if one.won)

    @property
    def spent(self) -> int:
        """What the winners cost together."""
        return sum(one.cost for one in self.verdicts if one.won)

    @property
    def left(self) -> int:
        """What remains of the envelope."""
        return self.envelope - self.spent

    def verdict(self, project_id: str) -> Verdict:
        """Return what became of one project.

        :raises KeyError: when it was not on the ballot.
        """
        for one in self.verdicts:
            if one.id == project_id:
                return one
        raise KeyError(project_id)

    def as_json(self) -> dict[str, Any]:
        """Return the whole outcome as plain values: what is stored, published and hashed."""
        return {
            "rule": self.rule,
            "envelope": self.envelope,
            "unit": self.unit,
            "voters": self.voters,
            "winners": list(self.winners),
            "spent": self.spent,
            "left": self.left,
            "stop": self.stop.value,
            "share": decimals(self.share),
            "rounds": self.rounds,
            "projects": [one.as_json() for one in self.verdicts],
            **({"comparison": self.comparison.as_json()} if self.comparison else {}),
            **({"details": self.details} if self.details else {}),
            **({"parts": [{"name": name, **part.as_json()} for name, part in self.parts]} if self.parts else {}),
        }


def decimals(amount: Fraction | None) -> str | None:
    """Write a fraction of the smallest amount with a fixed number of decimals, rounded down.

    >>> decimals(Fraction(200, 3))
    '66.666666'
    """
    if amount is None:
        return None
    whole, rest = divmod(amount.numerator * 10**PRICE_DECIMALS // amount.denominator, 10**PRICE_DECIMALS)
    return f"{whole}.{rest:0{PRICE_DECIMALS}d}"
