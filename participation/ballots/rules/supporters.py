"""Who chose each project, as arrays: from ballots to one list of supporters per project."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from participation.ballots.rules.profile import Pairs, Profile
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
    places = range(len(profile.projects))
    if by_points and profile.pointed is not None:
        return len(profile.pointed), _giving(profile.pointed, len(places))
    cast = profile.ballots
    return len(cast), [_approving(ballots, cast.voters[ballots]) for ballots in map(cast.choosing, places)]


def _approving(ballots: NDArray[np.int32], voters: Integers) -> Supporters:
    total = int(voters.sum())
    return Supporters(ballots, voters, ONE_POINT, None, total, total)


def _giving(pointed: Mapping[Pairs, int], projects: int) -> list[Supporters]:
    lengths = np.fromiter(map(len, pointed), np.int64, len(pointed))
    by = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    pairs = np.fromiter(chain.from_iterable(pointed), np.dtype((np.int64, 2)), len(by))
    voters = np.fromiter(pointed.values(), np.int64, len(pointed))
    order = np.argsort(pairs[:, 0], kind="stable")
    cuts = np.searchsorted(pairs[order, 0], np.arange(1, projects))
    lists = zip(np.split(by[order], cuts), np.split(pairs[order, 1], cuts), strict=True)
    return [_with_levels(ballots, voters[ballots], points) for ballots, points in lists][:projects]


def _with_levels(ballots: NDArray[np.int32], voters: Integers, points: Integers) -> Supporters:
    levels, level = np.unique(points, return_inverse=True)
    return Supporters(ballots, voters, levels, level, int(voters.sum()), int(voters @ points))
