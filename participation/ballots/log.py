"""Reading the public log of a vote: its heads, its commitments, and the proofs that anybody may ask for."""

from collections.abc import Iterator
from typing import Any

from participation.ballots.models import Head, Leaf, Origin, Poll
from participation.ballots.rules import merkle
from participation.ballots.signing import head_text
from participation.ballots.tiles import Tiles

#: Commitments read from the database at once.
CHUNK = 5_000


def has_log(poll: Poll) -> bool:
    """Tell whether this vote has a log: those sealed here do, results taken over from elsewhere do not."""
    return poll.sealed_at is not None and poll.origin == Origin.HERE


def last_head(poll: Poll) -> Head | None:
    """The newest head, ``None`` before the first batch."""
    return Head.objects.filter(poll=poll).order_by("-no").prefetch_related("cosignatures__observer").first()


def text_of(head: Head, poll: Poll) -> str:
    """What the house signed, and what an observer signs."""
    return head_text(log=poll.slug, size=head.size, root=head.root, at=head.at).decode()


def head_as_json(head: Head, poll: Poll) -> dict[str, Any]:
    """A head as programs read it."""
    return {
        "log": poll.slug,
        "size": head.size,
        "root": head.root,
        "at": head.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "key": head.key,
        "signature": head.signature,
        "cosignatures": [
            {"observer": one.observer.name, "key": one.observer.key, "signature": one.signature}
            for one in head.cosignatures.all()
        ],
    }


def log_lines(poll: Poll, *, size: int) -> Iterator[str]:
    """The first commitments of the log, a line each, in the order of their places."""
    rows = Leaf.objects.filter(poll=poll, consultation=poll.consultation_id, position__lt=size).order_by("position")
    return _lines(rows)


def final_lines(poll: Poll) -> Iterator[str]:
    """The commitments whose ballots were counted, sorted: as many as web ballots."""
    return _lines(Leaf.objects.filter(poll=poll, kept=True).order_by("commitment"))


def _lines(rows) -> Iterator[str]:
    for commitment in rows.values_list("commitment", flat=True).iterator(chunk_size=CHUNK):
        yield f"{commitment}\n"


def inclusion_of(poll: Poll, commitment: str, head: Head) -> dict[str, Any] | None:
    """The proof that a commitment is under a head; ``None`` when it is not."""
    rows = Leaf.objects.filter(poll=poll, commitment=commitment, position__lt=head.size)
    place = rows.values_list("position", flat=True).first()
    if place is None:
        return None
    proof = merkle.inclusion(place, head.size, Tiles(poll).node)
    return {"commitment": commitment, "position": place, "proof": [one.hex() for one in proof]}


def consistency_of(poll: Poll, older: Head, newer: Head) -> dict[str, Any]:
    """The proof that a newer head only added to an older one.

    :raises ValueError: when the older one is the longer one.
    """
    proof = merkle.consistency(older.size, newer.size, Tiles(poll).node)
    return {"from": older.size, "to": newer.size, "proof": [one.hex() for one in proof]}
