"""What was counted, before any rule is applied: the projects, the envelope, and how often each was chosen.

Money is an integer number of the smallest amount that the costs need (cents, as a rule); ``unit`` says how many of
them make one euro or zloty. Ballots that chose the same projects are kept once, with the number of voters who cast
them: no rule needs to know who, and large counts become small.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from participation.ballots.rules.approvals import Approvals, mask_of

CENTS = 100

Pairs = tuple[tuple[int, int], ...]  # places with their points


@dataclass(frozen=True, slots=True)
class Project:
    """A project on the ballot, with the cost that was sealed.

    :param id: how it is named in files and results; ties go to the smaller one in string order.
    :param cost: in the smallest amount of the profile.
    :param withdrawn: whether it was taken off the ballot; the votes it got are shown and decide nothing.
    """

    id: str
    cost: int
    withdrawn: bool = False

    def __post_init__(self) -> None:
        if self.cost < 0:
            raise ValueError(f"project {self.id!r} has a negative cost")


@dataclass(frozen=True)
class Profile:
    """The input of every rule. Make one with :meth:`from_ballots` or :meth:`from_totals`.

    :param projects: sorted by id; a project is known by its place in this tuple.
    :param envelope: the money to spend, in the smallest amount.
    :param voters: everybody who handed in a valid ballot, empty ones included.
    :param votes: for each project, by how many ballots it was chosen.
    :param points: for each project, the points it got; the votes again where ballots only approve.
    :param ballots: places of the chosen projects, ascending → number of such ballots; None when only totals are known.
    :param pointed: the same ballots as pairs of place and points, ascending → number; None where they only approve.
    :param unit: how many smallest amounts make one whole unit of the currency.
    """

    projects: tuple[Project, ...]
    envelope: int
    voters: int
    votes: tuple[int, ...]
    points: tuple[int, ...]
    ballots: Approvals | None = None
    unit: int = CENTS
    pointed: Mapping[Pairs, int] | None = None

    def __post_init__(self) -> None:
        ids = [project.id for project in self.projects]
        if any(left >= right for left, right in pairwise(ids)):
            raise ValueError("the projects of a profile are sorted by id, each once")
        if self.envelope < 0 or self.unit < 1:
            raise ValueError("the envelope is not negative and the unit is at least one")
        if len(self.votes) != len(ids) or len(self.points) != len(ids):
            raise ValueError("each project has its votes and its points")
        if any(not 0 <= votes <= self.voters for votes in self.votes):
            raise ValueError("a project has at most one vote per voter")

    @classmethod
    def from_ballots(
        cls,
        projects: Iterable[Project],
        envelope: int,
        ballots: Iterable[Iterable[str]] | Mapping[tuple[str, ...], int],
        *,
        points: Mapping[str, int] | None = None,
        unit: int = CENTS,
    ) -> "Profile":
        """Group and count ballots.

        A project listed twice in a ballot counts once, one that is not among the projects counts nothing, and an
        empty ballot is a voter.

        :param ballots: the ids chosen by each voter, or such choices with the number of voters who made them.
        """
        ranked = _ranked(projects)
        place = _places(ranked)
        cast = ballots if isinstance(ballots, Mapping) else Counter(map(tuple, ballots))
        masks: Counter[bytes] = Counter()
        for choices, number in cast.items():
            masks[mask_of((place[one] for one in choices if one in place), len(ranked))] += number
        given = None if points is None else tuple(points.get(project.id, 0) for project in ranked)
        return cls.from_masks(ranked, envelope, masks, points=given, unit=unit)

    @classmethod
    def from_masks(
        cls,
        ranked: tuple[Project, ...],
        envelope: int,
        masks: Mapping[bytes, int],
        *,
        points: tuple[int, ...] | None = None,
        unit: int = CENTS,
    ) -> "Profile":
        """Take ballots that are grouped already.

        :param ranked: the projects, sorted by id.
        :param masks: as ``Approvals`` takes them.
        :param points: what each project got; its votes again where ballots only approve.
        """
        cast = Approvals(masks, len(ranked))
        given = cast.votes if points is None else points
        return cls(ranked, envelope, sum(masks.values()), cast.votes, given, cast, unit)

    @classmethod
    def from_points(
        cls,
        projects: Iterable[Project],
        envelope: int,
        ballots: Iterable[Mapping[str, int]] | Mapping[tuple[tuple[str, int], ...], int],
        *,
        unit: int = CENTS,
    ) -> "Profile":
        """Group and count ballots that give points. A project given at least one point is chosen too.

        :param ballots: the points that each voter gave to ids, or such pairs with the number of voters; what is not a
            project counts nothing.
        """
        ranked = _ranked(projects)
        place = _places(ranked)
        cast = ballots if isinstance(ballots, Mapping) else Counter(tuple(one.items()) for one in ballots)
        pointed: Counter[Pairs] = Counter()
        for given, number in cast.items():
            pairs = ((place[one], points) for one, points in given if one in place and points > 0)
            pointed[tuple(sorted(pairs))] += number
        return cls.from_pairs(ranked, envelope, pointed, unit=unit)

    @classmethod
    def from_pairs(
        cls, ranked: tuple[Project, ...], envelope: int, ballots: Mapping[Pairs, int], *, unit: int = CENTS
    ) -> "Profile":
        """Count ballots with points that are grouped already: pairs of place and points, ascending → number."""
        masks: Counter[bytes] = Counter()
        totals = [0] * len(ranked)
        for pairs, number in ballots.items():
            masks[mask_of((chosen for chosen, _ in pairs), len(ranked))] += number
            for chosen, many in pairs:
                totals[chosen] += many * number
        approving = cls.from_masks(ranked, envelope, masks, points=tuple(totals), unit=unit)
        return replace(approving, pointed=ballots)

    @classmethod
    def from_totals(
        cls, projects: Iterable[Project], envelope: int, votes: Mapping[str, int], *, voters: int, unit: int = CENTS
    ) -> "Profile":
        """Take the totals of count sheets, where nothing is known of single ballots.

        :raises ValueError: when votes are given for a project that is not on the ballot.
        """
        ranked = _ranked(projects)
        if unknown := sorted(set(votes) - {project.id for project in ranked}):
            raise ValueError(f"votes for projects that are not on the ballot: {', '.join(unknown)}")
        counted = tuple(votes.get(project.id, 0) for project in ranked)
        return cls(ranked, envelope, voters, counted, counted, None, unit)

    def with_totals(self, votes: Mapping[str, int], *, voters: int) -> "Profile":
        """Add the totals of paper sheets to this count. Single ballots are no longer known for all, so they go."""
        paper = Profile.from_totals(self.projects, self.envelope, votes, voters=voters, unit=self.unit)
        return replace(
            self,
            voters=self.voters + voters,
            votes=tuple(map(sum, zip(self.votes, paper.votes, strict=True))),
            points=tuple(map(sum, zip(self.points, paper.votes, strict=True))),
            ballots=None,
            pointed=None,
        )

    def without(self, ids: Iterable[str]) -> "Profile":
        """Return the same count with these projects withdrawn; their voters remain voters.

        :raises ValueError: when one of them is not on the ballot.
        """
        gone = set(ids)
        if unknown := sorted(gone - set(self.place)):
            raise ValueError(f"not on the ballot: {', '.join(unknown)}")
        kept = tuple(replace(one, withdrawn=one.withdrawn or one.id in gone) for one in self.projects)
        return replace(self, projects=kept)

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each project id in ``projects``."""
        return _places(self.projects)


def _ranked(projects: Iterable[Project]) -> tuple[Project, ...]:
    return tuple(sorted(projects, key=attrgetter("id")))


def _places(ranked: tuple[Project, ...]) -> dict[str, int]:
    return {project.id: place for place, project in enumerate(ranked)}
