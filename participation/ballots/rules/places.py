"""Places of paper votes as they may be published: one with few ballots is told together with another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

#: A channel or a place with fewer ballots than this is not shown apart: a lone ballot would name its voter.
SMALLEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """What the sheet of a place says: its voters, blank and void ballots, and votes per project code."""

    names: tuple[str, ...]
    voters: int
    blank: int
    void: int
    votes: Mapping[str, int] = field(default_factory=dict)

    @property
    def valid(self) -> int:
        return self.voters - self.blank - self.void

    def with_(self, other: "PlaceCount") -> "PlaceCount":
        """Both as one place."""
        return PlaceCount(
            names=(*self.names, *other.names),
            voters=self.voters + other.voters,
            blank=self.blank + other.blank,
            void=self.void + other.void,
            votes={code: self.votes.get(code, 0) + other.votes.get(code, 0) for code in {*self.votes, *other.votes}},
        )


def shown_apart(places: Iterable[PlaceCount]) -> list[PlaceCount]:
    """Join the places with fewest voters until each line has enough of them; nobody is found by subtracting.

    A single line says no more than the channel does: none is returned then. A place where nobody voted stays as it
    is: there is nobody to recognise.
    """
    empty = [one for one in places if one.voters == 0]
    waiting = sorted((one for one in places if one.voters), key=lambda one: (one.voters, one.names))
    while len(waiting) > 1 and waiting[0].voters < SMALLEST_SHOWN:
        first, second, *rest = waiting
        waiting = sorted([first.with_(second), *rest], key=lambda one: (one.voters, one.names))
    if len(waiting) + len(empty) < 2 or any(one.voters < SMALLEST_SHOWN for one in waiting):
        return []
    return sorted([*waiting, *empty], key=lambda one: one.names)
