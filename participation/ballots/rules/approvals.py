"""Ballots that approve, as bytes with a bit for each project: equal ballots are equal bytes, and few.

To the rules they are a mapping: places of the chosen projects, ascending → how many voters chose just these.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray


class Approvals(Mapping[tuple[int, ...], int]):
    """Grouped ballots.

    :param masks: bytes with the bits of the chosen projects, the first project's the lowest bit of the first byte →
        how many voters chose just these.
    :param projects: how many projects there are.
    """

    def __init__(self, masks: Mapping[bytes, int], projects: int) -> None:
        self.masks, self.projects = masks, projects

    def __getitem__(self, places: tuple[int, ...]) -> int:
        return self._by_places[places]

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        return iter(self._by_places)

    def __len__(self) -> int:
        return len(self.masks)

    @cached_property
    def _by_places(self) -> dict[tuple[int, ...], int]:
        return {places_of(mask): number for mask, number in self.masks.items()}

    @cached_property
    def voters(self) -> NDArray[np.int64]:
        """How many cast each of these ballots."""
        return np.fromiter(self.masks.values(), np.int64, len(self.masks))

    @cached_property
    def _bytes(self) -> NDArray[np.uint8]:
        """Eight projects to a row, a column for each ballot."""
        written = np.frombuffer(b"".join(self.masks), np.uint8)
        return np.ascontiguousarray(written.reshape(-1, width_of(self.projects)).T)

    def choosing(self, place: int) -> NDArray[np.int32]:
        """Return the numbers of the ballots that choose a project."""
        row, bit = divmod(place, 8)
        return np.flatnonzero((self._bytes[row] & 1 << bit).astype(bool)).astype(np.int32)

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """For each project, by how many voters it was chosen."""
        return tuple(int(self.voters[self.choosing(place)].sum()) for place in range(self.projects))


def width_of(projects: int) -> int:
    """Return how many bytes hold a bit for each project."""
    return projects // 8 + 1


def mask_of(places: Iterable[int], projects: int) -> bytes:
    """Return the ballot that chooses the projects at these places."""
    return reduce(or_, (1 << place for place in places), 0).to_bytes(width_of(projects), "little")


def places_of(mask: bytes) -> tuple[int, ...]:
    """Return the places of the projects that a ballot chooses.

    >>> places_of(mask_of([2, 0], projects=3))
    (0, 2)
    """
    bits, places = int.from_bytes(mask, "little"), []
    while bits:
        lowest = bits & -bits
        places.append(lowest.bit_length() - 1)
        bits ^= lowest
    return tuple(places)
