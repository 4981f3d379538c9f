"""Greedy: the most supported projects first, as long as the envelope pays for them.

This is what nearly every French règlement says: « les projets sont classés par nombre de voix et retenus dans cet
ordre, dans la limite de l'enveloppe ». Règlements differ in what happens at the first project that no longer fits:
it is skipped and a cheaper one further down may still win (Pabulib: rule ``greedy``; D. Stolicki, S. Szufa,
N. Talmon, « Pabulib: A Participatory Budgeting Library », 2020), or the list ends there.

The rule needs totals only, so that sheets of polling places count like ballots. Ties go to the smaller id.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from participation.ballots.rules.conditions import Conditions
from participation.ballots.rules.outcome import Fate, Outcome, Stop, Verdict
from participation.ballots.rules.profile import Profile, Project

#: Fates that were settled before the money was looked at: nobody ties with these.
NO_CONTENDER = frozenset({Fate.WITHDRAWN, Fate.OVER_CAP, Fate.UNDER_MINIMUM})


@dataclass(frozen=True, slots=True)
class Greedy:
    """The rule « les plus soutenus, tant que l'enveloppe suffit », with its settings.

    :param when_it_does_not_fit: ``skip`` the project and look at the next, or ``stop`` there.
    :param by: compare ``votes``, or ``points`` on ballots that give some.
    """

    when_it_does_not_fit: Literal["skip", "stop"] = "skip"
    by: Literal["votes", "points"] = "votes"
    conditions: Conditions = field(default_factory=Conditions)

    name = "greedy"

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        return {
            "name": self.name,
            "when_it_does_not_fit": self.when_it_does_not_fit,
            "by": self.by,
            **self.conditions.as_json(),
        }

    def decide(self, profile: Profile) -> Outcome:
        """Go down the list of projects, and keep each that may win and that the rest of the envelope pays."""
        support = profile.votes if self.by == "votes" else profile.points
        ranked = sorted(zip(profile.projects, support, strict=True), key=lambda one: (-one[1], one[0].id))
        left, bought, stopped = profile.envelope, 0, False
        verdicts = []
        for project, votes in ranked:
            fate = self._fate(project, votes, left=left, bought=bought, stopped=stopped)
            won = fate is Fate.BOUGHT
            bought += won
            verdicts.append(Verdict(project.id, project.cost, votes, fate, left, bought if won else None))
            left -= project.cost if won else 0
            stopped = stopped or (fate is Fate.DOES_NOT_FIT and self.when_it_does_not_fit == "stop")
        stop = self._why_it_ended(stopped=stopped, bought=bought)
        told = _telling_ties(verdicts)
        return Outcome(self.as_json(), profile.envelope, profile.unit, profile.voters, told, stop)

    def _fate(self, project: Project, votes: int, *, left: int, bought: int, stopped: bool) -> Fate:
        if refused := self.conditions.refuses(project, votes):
            return refused
        if stopped:
            return Fate.AFTER_THE_STOP
        if self.conditions.full(bought):
            return Fate.MAX_WINNERS
        return Fate.BOUGHT if project.cost <= left else Fate.DOES_NOT_FIT

    def _why_it_ended(self, *, stopped: bool, bought: int) -> Stop:
        if stopped:
            return Stop.DID_NOT_FIT
        return Stop.MAX_WINNERS if self.conditions.full(bought) else Stop.ALL_EXAMINED


def _telling_ties(verdicts: list[Verdict]) -> tuple[Verdict, ...]:
    """Note on each contender which others had the same support: the smaller id had its turn first."""
    equals = defaultdict(list)
    for one in verdicts:
        if one.fate not in NO_CONTENDER:
            equals[one.support].append(one.id)
    return tuple(
        one
        if one.fate in NO_CONTENDER
        else replace(one, tied_with=tuple(other for other in equals[one.support] if other != one.id))
        for one in verdicts
    )
