"""The conditions that a règlement may put on winning, the same for every budget rule."""

from dataclasses import dataclass
from typing import Any

from participation.ballots.rules.outcome import Fate
from participation.ballots.rules.profile import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Who may win at all.

    :param minimum: votes (or points) below which a project is not funded. At least 1: a project that nobody chose
        is never funded, however much money is left.
    :param max_winners: how many projects may win; None for as many as the envelope pays.
    :param cap: the most that one project may cost, in the smallest amount of money; None for no such limit.
    """

    minimum: int = 1
    max_winners: int | None = None
    cap: int | None = None

    def __post_init__(self) -> None:
        if self.minimum < 1:
            raise ValueError("the minimum of votes is at least 1")
        if self.max_winners is not None and self.max_winners < 1:
            raise ValueError("the maximum of winners is at least 1")
        if self.cap is not None and self.cap < 0:
            raise ValueError("the cap per project is not negative")

    def refuses(self, project: Project, support: int) -> Fate | None:
        """Return why this project cannot win whatever the others get, or None when it may."""
        if project.withdrawn:
            return Fate.WITHDRAWN
        if self.cap is not None and project.cost > self.cap:
            return Fate.OVER_CAP
        if support < self.minimum:
            return Fate.UNDER_MINIMUM
        return None

    def full(self, winners: int) -> bool:
        """Tell whether no further project may win."""
        return self.max_winners is not None and winners >= self.max_winners

    def as_json(self) -> dict[str, Any]:
        """Return the conditions as they stand in a sealed rule file."""
        return {"minimum": self.minimum, "max_winners": self.max_winners, "cap": self.cap}
