"""Work that is a row: whichever worker comes first takes it, another takes it over from the dead, failure shows on it.

Such a row has ``asked_at``, ``claimed_at``, ``attempts``, ``failed_at`` and ``error``.
"""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

#: A worker that held a row this long is taken for dead; what they do takes seconds.
TAKEN_FOR_DEAD = timedelta(minutes=10)
Row = TypeVar("Row", bound=Model)


@transaction.atomic
def claim_oldest(waiting: "QuerySet[Row]", *, at: datetime, **afresh: Any) -> Row | None:
    """Take the oldest row that nobody holds, or ``None``; workers do not wait for each other.

    :param afresh: columns that start anew with each attempt.
    """
    free = waiting.exclude(claimed_at__gt=at - TAKEN_FOR_DEAD)
    row = free.select_for_update(skip_locked=True, of=["self"]).order_by("asked_at").first()
    if row is not None:
        taken = {"claimed_at": at, "attempts": row.attempts + 1, **afresh}
        for name, value in taken.items():
            setattr(row, name, value)
        row.save(update_fields=taken)
    return row


def note_failure(row: Model, error: Exception, *, at: datetime, most: int, **more: Any) -> None:
    """Write on the row why an attempt failed, and give up after so many; the row itself stays for people to see.

    :param more: columns to set as well: ``claimed_at=None`` lets the next worker try at once.
    """
    failed_at = at if row.attempts >= most else None
    told = f"{type(error).__name__}: {error}"[:240]
    type(row)._default_manager.filter(pk=row.pk).update(failed_at=failed_at, error=told, **more)
