"""Phragmén's sequential rule with an envelope: everybody receives money at the same pace from the start on.

As soon as the supporters of a project hold its cost together, they buy it and have nothing left; then all go on
receiving. The rule needs no share fixed beforehand, and treats minorities alike (M. Los, Z. Christoff, D. Grossi,
« Proportional Budget Allocations: Towards a Systematization », IJCAI 2022; after E. Phragmén, 1894). It ends at the
first project that the rest of the envelope does not pay, unless the règlement says to pass it.

A project's moment is ``(cost + what its supporters have spent) ÷ supporters``. Voters whose last purchase was the same
have spent the same, so that they are counted together; moments are fractions and compared exactly. A moment never
moves forward, so that an old one tells which projects need no look. Ties go to the smaller id.
"""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

import numpy as np

from participation.ballots.rules.conditions import Conditions
from participation.ballots.rules.greedy import Greedy, Walk
from participation.ballots.rules.outcome import Fate, Outcome
from participation.ballots.rules.profile import Profile
from participation.ballots.rules.supporters import supporters_of


@dataclass(frozen=True, slots=True)
class Phragmen:
    """The rule « Phragmén », with its settings. Points and ranks count as having chosen a project.

    :param when_it_does_not_fit: ``stop`` at the first project that the rest of the envelope does not pay, as in the
        literature, or ``skip`` it.
    """

    when_it_does_not_fit: Literal["skip", "stop"] = "stop"
    conditions: Conditions = field(default_factory=Conditions)

    name = "phragmen"

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        return {"name": self.name, "when_it_does_not_fit": self.when_it_does_not_fit, **self.conditions.as_json()}

    def decide(self, profile: Profile) -> Outcome:
        """Buy each project at its moment.

        :raises BallotsNeeded: when only totals are known.
        """
        walk = Walk(Greedy(self.when_it_does_not_fit, conditions=self.conditions), profile.envelope)
        pace = Pace(profile)
        waiting, refused = [], []
        for place, project in enumerate(profile.projects):
            (refused if self.conditions.refuses(project, profile.votes[place]) else waiting).append(place)
        while waiting and not walk.stopped:
            moment, (place, *tied) = pace.next_of(waiting)
            waiting.remove(place)
            verdict = walk.judge(profile.projects[place], profile.votes[place])
            won = verdict.fate is Fate.BOUGHT
            others = tuple(profile.projects[other].id for other in tied)
            walk.note(replace(verdict, price=moment if won else None, tied_with=others))
            if won:
                pace.buy(place, moment)
        for place in sorted(waiting + refused, key=lambda place: (-profile.votes[place], place)):
            walk.note(walk.judge(profile.projects[place], profile.votes[place]))
        verdicts, stop = tuple(walk.verdicts), walk.why_it_ended()
        return Outcome(self.as_json(), profile.envelope, profile.unit, profile.voters, verdicts, stop)


class Pace:
    """When the supporters of each project hold its cost together, as purchases go on.

    :raises BallotsNeeded: when only totals are known.
    """

    def __init__(self, profile: Profile) -> None:
        ballots, self.supporters = supporters_of(profile)
        self.profile = profile
        self.spent = [Fraction(0)]  # what a voter of each class has spent: the moment of their last purchase
        self.class_of = np.zeros(ballots, dtype=np.int32)
        self.earliest: dict[int, Fraction] = {}

    def next_of(self, waiting: list[int]) -> tuple[Fraction, list[int]]:
        """Return the first moment at which one of these projects can be bought, and all that can be then."""
        first: Fraction | None = None
        at_once: list[int] = []
        for place in sorted(waiting, key=lambda place: (self.earliest.get(place, 0), place)):
            if first is not None and self.earliest.get(place, 0) > first:
                break
            moment = self.earliest[place] = self._moment(place)
            if first is None or moment < first:
                first, at_once = moment, [place]
            elif moment == first:
                at_once.append(place)
        if first is None:
            raise ValueError("no project is waiting")
        return first, sorted(at_once)

    def buy(self, place: int, moment: Fraction) -> None:
        """Let the supporters of a project spend all they received until now."""
        self.spent.append(moment)
        self.class_of[self.supporters[place].ballots] = len(self.spent) - 1

    def _moment(self, place: int) -> Fraction:
        supporters = self.supporters[place]
        # Weights are added as doubles: exact for integers as long as voters are fewer than 2**53.
        voters = np.bincount(self.class_of[supporters.ballots], supporters.voters)
        classes = np.flatnonzero(voters).tolist()
        spent = sum((int(voters[one]) * self.spent[one] for one in classes), Fraction(0))
        return (self.profile.projects[place].cost + spent) / supporters.total
