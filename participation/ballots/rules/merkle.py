"""The Merkle tree of a public log, as RFC 6962 defines it: roots, proofs of inclusion, proofs of consistency.

Nothing here knows where hashes are kept: a *node* function answers with the root of any complete subtree, given its
height and its number from the left. Proofs are lists of such roots, from the bottom up.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

#: Root of the complete subtree of ``2 ** height`` leaves that is the ``number``-th from the left.
Node = Callable[[int, int], bytes]
EMPTY = sha256(b"").digest()


def leaf_hash(commitment: bytes) -> bytes:
    """Hash what is logged; leaves and inner nodes are told apart by their first byte."""
    return sha256(b"\x00" + commitment).digest()


def join(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them."""
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """Return the root above as many hashes as a power of two."""
    while len(hashes) > 1:
        hashes = [join(hashes[place], hashes[place + 1]) for place in range(0, len(hashes), 2)]
    return hashes[0]


def root(size: int, node: Node) -> bytes:
    """Return the root of the first ``size`` leaves.

    >>> root(0, lambda height, number: b"") == EMPTY
    True
    """
    return _between(0, size, node) if size else EMPTY


def inclusion(place: int, size: int, node: Node) -> list[bytes]:
    """Return the proof that the leaf at ``place`` is among the first ``size``.

    :raises ValueError: when it is not.
    """
    if not 0 <= place < size:
        raise ValueError("this leaf is not in a log of that size")
    proof: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if place < middle:
            proof.append(_between(middle, high, node))
            high = middle
        else:
            proof.append(_between(low, middle, node))
            low = middle
    return proof[::-1]


def consistency(older: int, newer: int, node: Node) -> list[bytes]:
    """Return the proof that the first ``older`` leaves of a log of ``newer`` are still the same.

    :raises ValueError: when the older log is empty or longer.
    """
    if not 0 < older <= newer:
        raise ValueError("the older log has at least one leaf and is no longer than the newer one")
    proof: list[bytes] = []
    low, high, whole = 0, newer, True
    while older != high:
        middle = low + _split(high - low)
        if older <= middle:
            proof.append(_between(middle, high, node))
            high = middle
        else:
            proof.append(_between(low, middle, node))
            low, whole = middle, False
    if not whole:
        proof.append(_between(low, high, node))
    return proof[::-1]


def root_from_inclusion(leaf: bytes, place: int, size: int, proof: Iterable[bytes]) -> bytes:
    """Return the root that a proof of inclusion leads to (RFC 9162, 2.1.3.2).

    :raises ValueError: when the proof is too short or too long for this place.
    """
    last, found = size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ValueError("the proof is too long")
        if place % 2 or place == last:
            found = join(sibling, found)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            found = join(found, sibling)
        place, last = place // 2, last // 2
    if last:
        raise ValueError("the proof is too short")
    return found


def roots_from_consistency(older: int, newer: int, old_root: bytes, proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Return the two roots that a proof of consistency leads to (RFC 9162, 2.1.4.2).

    :raises ValueError: when the proof is too short or too long for these sizes.
    """
    if older == newer and not proof:
        return old_root, old_root
    steps = [old_root, *proof] if older & (older - 1) == 0 else list(proof)
    place, last = older - 1, newer - 1
    while place % 2:
        place, last = place // 2, last // 2
    if not steps:
        raise ValueError("the proof is too short")
    before = after = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            raise ValueError("the proof is too long")
        if place % 2 or place == last:
            before, after = join(sibling, before), join(sibling, after)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            after = join(after, sibling)
        place, last = place // 2, last // 2
    if last:
        raise ValueError("the proof is too short")
    return before, after


def _split(number: int) -> int:
    """The largest power of two below a number of leaves."""
    return 1 << (number - 1).bit_length() - 1


def _between(low: int, high: int, node: Node) -> bytes:
    """The root of the leaves from ``low`` up to ``high``, which a larger tree has as one of its subtrees."""
    number = high - low
    if number & (number - 1) == 0:
        height = number.bit_length() - 1
        return node(height, low >> height)
    middle = low + _split(number)
    return join(_between(low, middle, node), _between(middle, high, node))
