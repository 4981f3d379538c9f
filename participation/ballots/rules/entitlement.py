"""Who may vote: the conditions of the consultation, less those that a list or a desk answers; what is to be proven."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

M = TypeVar("M")


class LackOfProof(StrEnum):
    """What a person has not proven yet to this poll; ``voters_wording`` says what to do about each."""

    KEY = "key"
    DOCUMENT = "document"


def conditions_left(missing: Iterable[M], *, of_the_link: frozenset[M], declared: bool) -> list[M]:
    """Drop what a profile should say of a person's link where the list or a desk says it better.

    :param declared: whether the poll takes people's own word for their link.

    >>> conditions_left(["home", "age"], of_the_link=frozenset({"home"}), declared=False)
    ['age']
    """
    return [one for one in missing if declared or one not in of_the_link]
