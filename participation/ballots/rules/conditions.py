"""The conditions that a règlement may put on winning, the same for every budget rule."""

from collections.abc import Collection
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
    :param exclusive: groups of projects of which at most one may win, such as two plans for one square. As soon as one
        of a group is kept, the others are out.
    """

    minimum: int = 1
    max_winners: int | None = None
    cap: int | None = None
    exclusive: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        if self.minimum < 1:
            raise ValueError("the minimum of votes is at least 1")
        if self.max_winners is not None and self.max_winners < 1:
            raise ValueError("the maximum of winners is at least 1")
        if self.cap is not None and self.cap < 0:
            raise ValueError("the cap per project is not negative")
        # One form for one meaning: groups come from JSON as lists, in any order.
        object.__setattr__(self, "exclusive", tuple(sorted(tuple(sorted(set(group))) for group in self.exclusive)))
        if any(len(group) < 2 for group in self.exclusive):
            raise ValueError("projects that exclude each other are at least two")

    def refuses(self, project: Project, support: int) -> Fate | None:
        """Return why this project cannot win whatever the others get, or None when it may."""
        if project.withdrawn:
            return Fate.WITHDRAWN
        if self.cap is not None and project.cost > self.cap:
            return Fate.OVER_CAP
        if support < self.minimum:
            return Fate.UNDER_MINIMUM
        return None

    def excluded_by(self, project_id: str, winners: Collection[str]) -> str | None:
        """Return the winner that keeps this project out, or None when there is none."""
        others = {other for group in self.exclusive if project_id in group for other in group} - {project_id}
        return min(others.intersection(winners), default=None)

    def full(self, winners: int) -> bool:
        """Tell whether no further project may win."""
        return self.max_winners is not None and winners >= self.max_winners

    def as_json(self) -> dict[str, Any]:
        """Return the conditions as they stand in a sealed rule file; groups stand there only if there are some."""
        groups = {"exclusive": [list(group) for group in self.exclusive]} if self.exclusive else {}
        return {"minimum": self.minimum, "max_winners": self.max_winners, "cap": self.cap, **groups}
