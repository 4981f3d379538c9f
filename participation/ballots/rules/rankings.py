"""Votes on ballots that rank: Schulze's method and the instant run-off.

A ballot gives ranks, 1 for the best. Two answers may share a rank (ballots of the house refuse it, files may hold it),
and those without one come after all that have one, level with each other. Withdrawn answers are taken out of all
ballots, and the others move up.

- ``Schulze``: A beats B as strongly as there are voters who rank A before B, if these are more than those of the
  contrary; along a path of victories the weakest counts, and who has the strongest paths to all others wins
  (M. Schulze, « A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
  method », Social Choice and Welfare 36, 2011). Ties go to the smaller id.
- ``InstantRunoff``: each ballot counts for the first of its answers that is still in; while none has more than half
  of them, the one with the fewest is taken out (« vote alternatif »: Ireland, Australia). A ballot whose first answers
  share a rank counts for the smaller id; among the last, the greater id goes out. Ballots without an answer still in
  are exhausted.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from participation.ballots.rules.methods import verdicts_of
from participation.ballots.rules.outcome import Outcome, Stop
from participation.ballots.rules.profile import Profile
from participation.ballots.rules.refusals import BallotsNeeded

Ranks = Mapping[tuple[tuple[int, int], ...], int]


def _ranks(profile: Profile) -> Ranks:
    if profile.pointed is None:
        raise BallotsNeeded
    return profile.pointed


def _standing(profile: Profile) -> list[int]:
    return [place for place, project in enumerate(profile.projects) if not project.withdrawn]


@dataclass(frozen=True, slots=True)
class Schulze:
    """Schulze's method: the winner of all duels where there is one, and whoever comes nearest where there is none.

    :param seats: how many win, in the order that the method gives.
    """

    seats: int = 1

    name = "schulze"

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        return {"name": self.name, "seats": self.seats}

    def decide(self, profile: Profile) -> Outcome:
        """Compare the answers two by two, then by the strength of their paths.

        :raises BallotsNeeded: when ranks are not known.
        """
        standing = _standing(profile)
        prefer = duels(profile, standing)
        strength = strongest_paths(prefer, standing)
        wins = dict.fromkeys(standing, 0)
        for one, other in strength:
            wins[one] += strength[one, other] > strength[other, one]
        # Beating by paths is transitive: who beats more answers beats those who beat fewer, or they are level.
        ids = [project.id for project in profile.projects]
        ranked = sorted(range(len(ids)), key=lambda place: (-wins.get(place, -1), place))
        support = {ids[place]: profile.votes[place] for place in range(len(ids))}
        verdicts = verdicts_of([ids[place] for place in ranked], support, profile, self.seats)
        details = {
            "duels": [[ids[one], ids[other], number] for (one, other), number in sorted(prefer.items())],
            "paths": [[ids[one], ids[other], number] for (one, other), number in sorted(strength.items())],
            "wins": [[ids[place], wins[place]] for place in ranked if place in wins],
        }
        return Outcome(self.as_json(), 0, profile.unit, profile.voters, tuple(verdicts), Stop.DECIDED, details=details)


def duels(profile: Profile, standing: list[int]) -> dict[tuple[int, int], int]:
    """Count, for each ordered pair of answers, the voters who rank the first before the second."""
    last = 1 + max((rank for pairs in _ranks(profile) for _, rank in pairs), default=0)
    prefer = dict.fromkeys(permutations(standing, 2), 0)
    for pairs, voters in _ranks(profile).items():
        rank = dict(pairs)
        for one, other in prefer:
            if rank.get(one, last) < rank.get(other, last):
                prefer[one, other] += voters
    return prefer


def strongest_paths(prefer: Mapping[tuple[int, int], int], standing: list[int]) -> dict[tuple[int, int], int]:
    """Return the strength of the strongest path from each answer to each other (Floyd and Warshall)."""
    path = {pair: number if number > prefer[pair[::-1]] else 0 for pair, number in prefer.items()}
    for via in standing:
        for one, other in path:
            if via not in (one, other):
                path[one, other] = max(path[one, other], min(path[one, via], path[via, other]))
    return path


@dataclass(frozen=True, slots=True)
class InstantRunoff:
    """The instant run-off: one winner, round by round."""

    name = "instant-runoff"

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        return {"name": self.name}

    def decide(self, profile: Profile) -> Outcome:
        """Take out the last, again and again, until one has more than half of the ballots that still count.

        :raises BallotsNeeded: when ranks are not known.
        """
        ids = [project.id for project in profile.projects]
        standing = set(_standing(profile))
        rounds, out = [], []
        while True:
            tops = _first_choices(profile, standing)
            ranked = sorted(standing, key=lambda place: (-tops[place], place))
            exhausted = profile.voters - tops.total()
            rounds.append({"votes": [[ids[place], tops[place]] for place in ranked], "exhausted": exhausted})
            if len(ranked) < 2 or tops[ranked[0]] * 2 > tops.total():
                break
            standing.remove(ranked[-1])
            out.insert(0, ranked[-1])
        withdrawn = [place for place, project in enumerate(profile.projects) if project.withdrawn]
        support = {one: profile.votes[place] for place, one in enumerate(ids)}
        verdicts = verdicts_of([ids[place] for place in [*ranked, *out, *withdrawn]], support, profile, 1)
        details = {"rounds": rounds}
        return Outcome(self.as_json(), 0, profile.unit, profile.voters, tuple(verdicts), Stop.DECIDED, details=details)


def _first_choices(profile: Profile, standing: set[int]) -> Counter[int]:
    tops: Counter[int] = Counter()
    for pairs, voters in _ranks(profile).items():
        best = min(((rank, place) for place, rank in pairs if place in standing), default=None)
        if best is not None:
            tops[best[1]] += voters
    return tops
