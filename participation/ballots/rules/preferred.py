"""The comparison step: of the outcomes of two rules, the one that more voters prefer.

A voter prefers the outcome in which more of what they chose won: more money's worth (``cost``) or more projects
(``number``). Whoever gets the same from both counts for neither; a tie keeps the first rule. Proposed beside equal
shares, so that no town is given a result that fewer people prefer to the usual one (P. Faliszewski et al.,
« Participatory Budgeting: Data, Tools and Analysis », IJCAI 2023, and https://equalshares.net; Aarau and Wieliczka
voted so in 2023).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from participation.ballots.rules.outcome import Comparison, Outcome
from participation.ballots.rules.profile import Profile
from participation.ballots.rules.refusals import BallotsNeeded


class BudgetRule(Protocol):
    """What a budget rule is: settings that can be sealed, and a decision."""

    name: str

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""

    def decide(self, profile: Profile) -> Outcome:
        """Return what the rule makes of a count."""


@dataclass(frozen=True, slots=True)
class Preferred:
    """Two rules, and what a voter gets from an outcome.

    :param first: kept when as many voters prefer either outcome.
    :param measure: ``cost`` or ``number`` of the winners that a voter chose.
    """

    first: BudgetRule
    second: BudgetRule
    measure: Literal["cost", "number"] = "cost"

    name = "preferred"

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file, with both others in it."""
        rules = {"first": self.first.as_json(), "second": self.second.as_json()}
        return {"name": self.name, "measure": self.measure, **rules}

    def decide(self, profile: Profile) -> Outcome:
        """Let both rules decide, and keep the outcome that more voters prefer.

        :raises BallotsNeeded: when only totals are known.
        """
        one, other = self.first.decide(profile), self.second.decide(profile)
        prefer_one, prefer_other = preferences(profile, one.winners, other.winners, by_cost=self.measure == "cost")
        kept, left_out = ("second", one) if prefer_other > prefer_one else ("first", other)
        indifferent = profile.voters - prefer_one - prefer_other
        comparison = Comparison(prefer_one, prefer_other, indifferent, kept, left_out.winners)
        return replace(other if kept == "second" else one, rule=self.as_json(), comparison=comparison)


def preferences(profile: Profile, one: Collection[str], other: Collection[str], *, by_cost: bool) -> tuple[int, int]:
    """Count the voters who get more from the first of two lists of winners, and those who get more from the second.

    :raises BallotsNeeded: when only totals are known.
    """
    if profile.ballots is None:
        raise BallotsNeeded
    worth = [
        ((project.id in one) - (project.id in other)) * (project.cost if by_cost else 1) for project in profile.projects
    ]
    prefer_one = prefer_other = 0
    for places, voters in profile.ballots.items():
        gain = sum(map(worth.__getitem__, places))
        prefer_one += voters * (gain > 0)
        prefer_other += voters * (gain < 0)
    return prefer_one, prefer_other
