"""Messages that leave together: the digest is a message owed like any other, those that it holds are its members.

There is one for a person and an evening, whatever the number of workers: its key is unique. Joining locks it, and so
does sending: what comes while it leaves waits for that, finds it sent, and joins the next one.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from territories.notices.models import Notice
from territories.notices.operations import COLUMNS
from territories.notices.rules import DIGEST, STORM_LASTS, is_storm, next_digest

# A digest that left, was dropped or failed takes nobody any more: no row comes back.
OPEN_DIGEST = f"""
INSERT INTO territories_notice AS known ({COLUMNS})
VALUES (gen_random_uuid(), %s, %s, %s, '', '', '', '', %s, '', %s, %s, 0, '', '')
ON CONFLICT (key) DO UPDATE SET key = EXCLUDED.key
 WHERE known.sent_at IS NULL AND known.dropped_at IS NULL AND known.failed_at IS NULL
RETURNING id
"""


@transaction.atomic
def join_digest(*, notice: Notice, frequency: str, at: datetime) -> None:
    """Let a claimed message leave with the others of its person, on the next evening whose digest has not left."""
    due_at, digest = at, None
    while digest is None:
        due_at = next_digest(frequency, at=due_at)
        digest = _open_digest(notice.participant_id, due_at=due_at, at=at)
    mine = Notice.objects.waiting().filter(pk=notice.pk, claimed_at=notice.claimed_at)
    mine.update(digest=digest, claimed_at=None, attempts=0)


def _open_digest(participant_id: int, *, due_at: datetime, at: datetime) -> int | None:
    """Return the digest of an evening, locked; nothing when it takes nobody any more."""
    key = f"{DIGEST}:{participant_id}:{due_at:%Y-%m-%d}"
    with connection.cursor() as cursor:
        cursor.execute(OPEN_DIGEST, [key, DIGEST, participant_id, _("Vos nouvelles"), at, due_at])
        row = cursor.fetchone()
    return row[0] if row else None


def members_of(digest: Notice) -> list[Notice]:
    """Lock and return what leaves in a digest, in the order in which it was written.

    A row that is held belongs to an account that is being closed: it is left to that.
    """
    rows = Notice.objects.waiting().filter(digest=digest).select_for_update(skip_locked=True)
    return list(rows.order_by("created_at", "pk"))


class Storms:
    """How many messages of each kind reached each person one by one since yesterday."""

    def __init__(self, notices: Iterable[Notice], *, at: datetime) -> None:
        notices = [notice for notice in notices if notice.participant_id]
        lately = Notice.objects.filter(
            participant__in={notice.participant_id for notice in notices},
            kind__in={notice.kind for notice in notices},
            sent_at__gt=at - STORM_LASTS,
            digest__isnull=True,
        )
        counted = lately.order_by().values_list("participant_id", "kind").annotate(Count("pk"))
        self.counts = Counter({(person, kind): number for person, kind, number in counted})

    def take(self, notice: Notice) -> bool:
        """Tell whether a message comes in a storm; it is counted when it does not."""
        where = (notice.participant_id, notice.kind)
        if notice.participant_id and is_storm(notice.kind, already=self.counts[where]):
            return True
        self.counts[where] += 1
        return False
