"""Greedy: the most supported projects first, as long as the envelope pays for them.

This is what nearly every French règlement says: « les projets sont classés par nombre de voix et retenus dans cet
ordre, dans la limite de l'enveloppe ». Règlements differ in what happens at the first project that no longer fits:
it is skipped and a cheaper one further down may still win (Pabulib: rule ``greedy``; D. Stolicki, S. Szufa,
N. Talmon, « Pabulib: A Participatory Budgeting Library », 2020), or the list ends there.

Departments correct the list by territory, so that towns do not take all (Gers since 2018: « au moins un projet par
canton »): first the most supported project of each zone, in the order of support, then all others.

The rule needs totals only, so that sheets of polling places count like ballots. Ties go to the smaller id.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from participation.ballots.rules.conditions import Conditions
from participation.ballots.rules.outcome import Fate, Outcome, Stop, Verdict
from participation.ballots.rules.profile import Profile, Project

#: Fates that were settled before the money was looked at: nobody ties with these.
NO_CONTENDER = frozenset({Fate.WITHDRAWN, Fate.OVER_CAP, Fate.UNDER_MINIMUM})

Zone = tuple[str, tuple[str, ...]]
Contender = tuple[Project, int]


@dataclass(frozen=True, slots=True)
class Greedy:
    """The rule « les plus soutenus, tant que l'enveloppe suffit », with its settings.

    :param when_it_does_not_fit: ``skip`` the project and look at the next, or ``stop`` there.
    :param by: compare ``votes``, or ``points`` on ballots that give some.
    :param zones: names of zones with the ids of their projects; the first of each zone has its turn before the others.
        A zone whose first project does not fit is offered the next one. Empty for one list.
    """

    when_it_does_not_fit: Literal["skip", "stop"] = "skip"
    by: Literal["votes", "points"] = "votes"
    conditions: Conditions = field(default_factory=Conditions)
    zones: tuple[Zone, ...] = ()

    name = "greedy"

    def __post_init__(self) -> None:
        zones = tuple(sorted((name, tuple(sorted(ids))) for name, ids in self.zones))
        object.__setattr__(self, "zones", zones)
        everywhere = [one for _, ids in zones for one in ids]
        if len(everywhere) != len(set(everywhere)) or len(zones) != len(dict(zones)):
            raise ValueError("a project lies in one zone, and a zone has one name")

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        return {
            "name": self.name,
            "when_it_does_not_fit": self.when_it_does_not_fit,
            "by": self.by,
            **self.conditions.as_json(),
            **({"zones": [[name, list(ids)] for name, ids in self.zones]} if self.zones else {}),
        }

    def decide(self, profile: Profile) -> Outcome:
        """Go down the list of projects, and keep each that may win and that the rest of the envelope pays."""
        support = profile.votes if self.by == "votes" else profile.points
        ranked = sorted(zip(profile.projects, support, strict=True), key=lambda one: (-one[1], one[0].id))
        walk = Walk(self, profile.envelope)
        for verdict in walk.firsts_of_zones(ranked):
            walk.note(verdict)
        seen = set(walk.winners)
        for project, votes in ranked:
            if project.id not in seen:
                walk.note(walk.judge(project, votes))
        told = telling_ties(walk.verdicts)
        return Outcome(self.as_json(), profile.envelope, profile.unit, profile.voters, told, walk.why_it_ended())


class Walk:
    """One walk down a list, with the money that is left.

    :param winners: ids that were kept before, by another rule; they count for all conditions.
    """

    def __init__(self, rule: Greedy, envelope: int, winners: Sequence[str] = ()) -> None:
        self.rule = rule
        self.left = envelope
        self.winners = list(winners)
        self.stopped = False
        self.verdicts: list[Verdict] = []

    def judge(self, project: Project, support: int, zone: str | None = None) -> Verdict:
        """Say what becomes of the next project of the list."""
        fate, rival = self._fate(project, support)
        order = len(self.winners) + 1 if fate is Fate.BOUGHT else None
        return Verdict(project.id, project.cost, support, fate, self.left, order, excluded_by=rival, zone=zone)

    def note(self, verdict: Verdict) -> None:
        """Write a verdict down, and pay for it when it won."""
        self.verdicts.append(verdict)
        if verdict.fate is Fate.BOUGHT:
            self.winners.append(verdict.id)
            self.left -= verdict.cost
        elif verdict.fate is Fate.DOES_NOT_FIT and self.rule.when_it_does_not_fit == "stop":
            self.stopped = True

    def firsts_of_zones(self, ranked: Sequence[Contender]) -> Iterator[Verdict]:
        """Yield, from the most to the least supported, the first project of each zone that can be kept.

        Nothing that does not fit stops the list here: the next project of the same zone is looked at.
        """
        zone_of = {one: name for name, ids in self.rule.zones for one in ids}
        served: set[str] = set()
        for project, support in ranked:
            zone = zone_of.get(project.id)
            if zone is None or zone in served:
                continue
            verdict = self.judge(project, support, zone)
            if verdict.fate is Fate.BOUGHT:
                served.add(zone)
                yield verdict

    def why_it_ended(self) -> Stop:
        """Return why nothing more was bought."""
        if self.stopped:
            return Stop.DID_NOT_FIT
        return Stop.MAX_WINNERS if self.rule.conditions.full(len(self.winners)) else Stop.ALL_EXAMINED

    def _fate(self, project: Project, support: int) -> tuple[Fate, str | None]:
        conditions = self.rule.conditions
        if refused := conditions.refuses(project, support):
            return refused, None
        if self.stopped:
            return Fate.AFTER_THE_STOP, None
        if rival := conditions.excluded_by(project.id, self.winners):
            return Fate.EXCLUDED, rival
        if conditions.full(len(self.winners)):
            return Fate.MAX_WINNERS, None
        return (Fate.BOUGHT if project.cost <= self.left else Fate.DOES_NOT_FIT), None


def telling_ties(verdicts: list[Verdict]) -> tuple[Verdict, ...]:
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
