"""Several envelopes in one vote: by theme, or the whole town's beside those of its zones.

Each envelope has its own projects and is given out by the same rule, on its own. A theme's envelope and the whole
town's are decided by all voters. A zone's envelope is decided by the voters of that zone: those whose ballot names
its projects, and no project of another zone. On a ballot that names projects of two zones, only the other choices
count.

Money that one envelope does not spend stays there.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from participation.ballots.rules.outcome import Outcome, Stop, Verdict
from participation.ballots.rules.preferred import BudgetRule
from participation.ballots.rules.profile import Profile
from participation.ballots.rules.refusals import BallotsNeeded

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One envelope.

    :param projects: ids of those that it may pay.
    :param zone: whether it belongs to the voters of a zone.
    """

    name: str
    envelope: int
    projects: tuple[str, ...]
    zone: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "projects", tuple(sorted(self.projects)))

    def as_json(self) -> dict[str, Any]:
        """Return the envelope as it stands in a sealed rule file."""
        return {"name": self.name, "envelope": self.envelope, "projects": list(self.projects), "zone": self.zone}


@dataclass(frozen=True, slots=True)
class Envelopes:
    """One rule for each of several envelopes, in this order."""

    parts: tuple[Part, ...]
    rule: BudgetRule

    name = "envelopes"

    def __post_init__(self) -> None:
        owned = [one for part in self.parts for one in part.projects]
        if not self.parts or len(owned) != len(set(owned)):
            raise ValueError("there is at least one envelope, and a project belongs to one of them")

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        parts = [part.as_json() for part in self.parts]
        return {"name": self.name, "rule": self.rule.as_json(), "parts": parts}

    def decide(self, profile: Profile) -> Outcome:
        """Give out each envelope; the whole is the sum of its parts.

        :raises ValueError: when a project belongs to no envelope, or one that is not on the ballot to some.
        :raises BallotsNeeded: when only totals are known and an envelope belongs to a zone.
        """
        if {one for part in self.parts for one in part.projects} != set(profile.place):
            raise ValueError("each project on the ballot belongs to an envelope")
        decided = [(part.name, self.rule.decide(self.count_of(part, profile))) for part in self.parts]
        verdicts: list[Verdict] = []
        for _, outcome in decided:
            before = sum(one.order is not None for one in verdicts)
            verdicts += (replace(one, order=one.order and one.order + before) for one in outcome.verdicts)
        envelope = sum(part.envelope for part in self.parts)
        return Outcome(
            self.as_json(),
            envelope,
            profile.unit,
            profile.voters,
            tuple(verdicts),
            Stop.BY_ENVELOPE,
            parts=tuple(decided),
        )

    def count_of(self, part: Part, profile: Profile) -> Profile:
        """Return what counts for one envelope: its projects, and the voters who decide it."""
        own = [place for place, project in enumerate(profile.projects) if project.id in set(part.projects)]
        if profile.ballots is None:
            if part.zone:
                raise BallotsNeeded
            votes, points = ([numbers[place] for place in own] for numbers in (profile.votes, profile.points))
            projects = tuple(profile.projects[place] for place in own)
            return Profile(projects, part.envelope, profile.voters, tuple(votes), tuple(points), None, profile.unit)
        zones = {profile.place[one]: other.name for other in self.parts if other.zone for one in other.projects}
        pointed = profile.pointed
        cast: Mapping[Pairs, int] = (
            Counter({tuple((place, 1) for place in places): number for places, number in profile.ballots.items()})
            if pointed is None
            else pointed
        )
        counted = _belonging(cast, part, frozenset(own), zones)
        ids = [project.id for project in profile.projects]
        named = Counter(
            {tuple((ids[place], many) for place, many in pairs): voters for pairs, voters in counted.items()}
        )
        projects = [profile.projects[place] for place in own]
        found = Profile.from_points(projects, part.envelope, named, unit=profile.unit)
        return found if pointed is not None else replace(found, pointed=None)


def _belonging(cast: Mapping[Pairs, int], part: Part, own: frozenset[int], zones: Mapping[int, str]) -> Counter[Pairs]:
    """Reduce ballots to the projects of one envelope, and to the voters who decide it."""
    counted: Counter[Pairs] = Counter()
    for pairs, voters in cast.items():
        if part.zone and {zones[place] for place, _ in pairs if place in zones} != {part.name}:
            continue
        counted[tuple(pair for pair in pairs if pair[0] in own)] += voters
    return counted
