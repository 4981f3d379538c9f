"""Who chose each project, as arrays: from ballots to one list of supporters per project."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from participation.ballots.rules.profile import Profile
from participation.ballots.rules.refusals import BallotsNeeded

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Supporters:
    """Those who chose one project: numbers of the ballots, how many voters cast each, and what they give it.

    :param levels: the different points that it got, ascending; only a one where ballots approve.
    :param level: for each ballot, which of these.
    :param total: voters.
    :param points: all the points it got; as many as voters where ballots approve.
    """

    ballots: NDArray[np.int32]
    voters: Integers
    levels: Integers
    level: Integers | None
    total: int
    points: int


ONE_POINT = np.ones(1, dtype=np.int64)


def supporters_of(profile: Profile, *, by_points: bool = False) -> tuple[int, list[Supporters]]:
    """Turn ballots into one list of supporters per project; also return how many different ballots there are.

    :param by_points: let points count, where ballots give some.
    :raises BallotsNeeded: when the profile holds totals only.
    """
    if profile.ballots is None:
        raise BallotsNeeded
    pointed = profile.pointed if by_points else None
    cast = profile.ballots if pointed is None else pointed
    lengths = np.fromiter(map(len, cast), np.int64, len(cast))
    flat = chain.from_iterable(profile.ballots) if pointed is None else _places(pointed)
    chosen = np.fromiter(flat, np.int32, int(lengths.sum()))
    by = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    weights = np.fromiter(cast.values(), np.int64, len(cast))
    order = np.argsort(chosen, kind="stable")
    cuts = np.searchsorted(chosen[order], np.arange(1, len(profile.projects)))
    lists = np.split(by[order], cuts)[: len(profile.projects)]
    if pointed is None:
        return len(lengths), [_approving(one, weights[one]) for one in lists]
    given = np.fromiter((points for ballot in pointed for _, points in ballot), np.int64, len(chosen))
    points = np.split(given[order], cuts)[: len(lists)]
    return len(lengths), [_giving(one, weights[one], many) for one, many in zip(lists, points, strict=True)]


def _places(pointed: Iterable[tuple[tuple[int, int], ...]]) -> Iterator[int]:
    return (place for ballot in pointed for place, _ in ballot)


def _approving(ballots: NDArray[np.int32], voters: Integers) -> Supporters:
    total = int(voters.sum())
    return Supporters(ballots, voters, ONE_POINT, None, total, total)


def _giving(ballots: NDArray[np.int32], voters: Integers, points: Integers) -> Supporters:
    levels, level = np.unique(points, return_inverse=True)
    return Supporters(ballots, voters, levels, level, int(voters.sum()), int(voters @ points))
