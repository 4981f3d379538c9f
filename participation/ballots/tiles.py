"""Where the tree of a log is kept: tiles of 256 hashes, so that appending and proving touch a few rows at any size.

A tile of level 0 holds hashes of leaves; a tile of the next level holds the roots of whole tiles of the one below.
"""

from collections.abc import Sequence

from participation.ballots.models import Poll, Tile
from participation.ballots.rules import merkle

#: Heights of the tree from one level of tiles to the next, and hashes in a whole tile.
HEIGHTS = 8
WIDTH = 1 << HEIGHTS
HASH = 32


class Tiles:
    """The tree of one log; each tile is read once."""

    def __init__(self, poll: Poll) -> None:
        self.poll = poll
        self.read: dict[tuple[int, int], bytes] = {}

    def node(self, height: int, number: int) -> bytes:
        """Return the root of a complete subtree (see ``merkle.Node``)."""
        level, rest = divmod(height, HEIGHTS)
        first = number << rest
        tile = self._tile(level, first // WIDTH)
        start = first % WIDTH * HASH
        return _root_of(tile[start : start + (HASH << rest)])

    def append(self, size: int, leaves: Sequence[bytes]) -> None:
        """Add the hashes of leaves behind the first ``size``; the caller holds the lock of the log."""
        changed: list[Tile] = []
        hashes, level = list(leaves), 0
        while hashes:
            first = size // WIDTH
            row = self._tile(level, first)[: size % WIDTH * HASH] + b"".join(hashes)
            cuts = range(0, len(row), WIDTH * HASH)
            tiles = {first + no: row[cut : cut + WIDTH * HASH] for no, cut in enumerate(cuts)}
            changed += [self._row(level, no, kept) for no, kept in tiles.items()]
            self.read.update({(level, no): kept for no, kept in tiles.items()})
            hashes = [_root_of(kept) for kept in tiles.values() if len(kept) == WIDTH * HASH]
            size, level = first, level + 1
        Tile.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["consultation", "poll", "level", "no"],
            update_fields=["hashes"],
        )

    def _tile(self, level: int, no: int) -> bytes:
        if (level, no) not in self.read:
            rows = Tile.objects.filter(consultation=self.poll.consultation_id, poll=self.poll, level=level, no=no)
            self.read[level, no] = bytes(rows.values_list("hashes", flat=True).first() or b"")
        return self.read[level, no]

    def _row(self, level: int, no: int, hashes: bytes) -> Tile:
        return Tile(consultation_id=self.poll.consultation_id, poll=self.poll, level=level, no=no, hashes=hashes)


def _root_of(hashes: bytes) -> bytes:
    return merkle.fold([hashes[cut : cut + HASH] for cut in range(0, len(hashes), HASH)])
