"""The life of a poll, from its columns: pure, asked by pages, admin and API with the same words."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

#: Who clicked in time counts, also while the server is slow: votes received before the end have so long to be recorded
#: before anybody may close the poll. What is received after the end is refused from the first moment on.
GRACE = timedelta(seconds=60)


class Stage(StrEnum):
    """Where a poll stands; each stage but ``open`` and ``waiting`` is the date of a human or automatic act."""

    PREPARED = "prepared"
    SEALED = "sealed"
    OPEN = "open"
    SUSPENDED = "suspended"
    WAITING = "waiting"  # its calendar is over, nobody has closed it yet: no vote comes in any more
    CLOSED = "closed"
    RECONCILED = "reconciled"
    COUNTED = "counted"
    CERTIFIED = "certified"
    PUBLISHED = "published"
    DECIDED = "decided"


class Dated(Protocol):
    """What a stage is read from."""

    opens_at: datetime | None
    closes_at: datetime | None
    sealed_at: datetime | None
    closed_at: datetime | None
    reconciled_at: datetime | None
    counted_at: datetime | None
    certified_at: datetime | None
    published_at: datetime | None
    decided_at: datetime | None


#: The acts of a poll's life, last first: the newest date that is set names the stage.
ACTS = (
    ("decided_at", Stage.DECIDED),
    ("published_at", Stage.PUBLISHED),
    ("certified_at", Stage.CERTIFIED),
    ("counted_at", Stage.COUNTED),
    ("reconciled_at", Stage.RECONCILED),
    ("closed_at", Stage.CLOSED),
)


def stage_of(poll: Dated, *, at: datetime, suspended: bool = False) -> Stage:
    """Return where a poll stands at that moment.

    :param suspended: whether its consultation is frozen, by a court for instance: no vote comes in meanwhile.
    """
    for column, stage in ACTS:
        if getattr(poll, column) is not None:
            return stage
    if poll.sealed_at is None or poll.opens_at is None or poll.closes_at is None:
        return Stage.PREPARED
    if at < poll.opens_at:
        return Stage.SEALED
    if suspended:
        return Stage.SUSPENDED
    return Stage.OPEN if at < poll.closes_at else Stage.WAITING
