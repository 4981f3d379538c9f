"""The public log grows: what was cast since the last batch gets its places, sorted, and the new head is signed."""

from datetime import datetime

from django.db import connection, transaction

from participation.ballots.locks import keep_log_to_oneself
from participation.ballots.models import Head, Leaf, Poll
from participation.ballots.rules import merkle
from participation.ballots.signing import head_text, house_public_key, sign
from participation.ballots.tiles import Tiles

# Sorted within the batch: nothing of the order of voting remains but the minute.
SEQUENCE = """
WITH waiting AS (
    SELECT commitment, %(size)s - 1 + row_number() OVER (ORDER BY commitment) AS position
      FROM participation_leaf WHERE poll_id = %(poll)s AND position IS NULL
)
UPDATE participation_leaf leaf SET batch = %(batch)s, position = waiting.position
  FROM waiting WHERE leaf.commitment = waiting.commitment
RETURNING leaf.commitment
"""


@transaction.atomic
def sequence_log(*, poll: Poll, at: datetime) -> Head | None:
    """Put the waiting commitments into the log and sign its new head; ``None`` when none waits."""
    keep_log_to_oneself(poll.pk)
    last = Head.objects.filter(poll=poll).order_by("-no").first()
    no, size = (last.no, last.size) if last else (0, 0)
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCE, {"poll": poll.pk, "size": size, "batch": no + 1})
        commitments = sorted(commitment for (commitment,) in cursor.fetchall())
    if not commitments:
        return None
    tiles = Tiles(poll)
    tiles.append(size, [merkle.leaf_hash(bytes.fromhex(one)) for one in commitments])
    size += len(commitments)
    root = merkle.root(size, tiles.node).hex()
    at = at.replace(microsecond=0)
    return Head.objects.create(
        consultation_id=poll.consultation_id,
        poll=poll,
        no=no + 1,
        size=size,
        root=root,
        at=at,
        key=house_public_key(),
        signature=sign(head_text(log=poll.slug, size=size, root=root, at=at)),
    )


def sequence_logs(*, at: datetime) -> list[Head]:
    """Give every log its batch of the minute."""
    waiting = Leaf.objects.filter(position__isnull=True).order_by().values("poll").distinct()
    heads = [sequence_log(poll=poll, at=at) for poll in Poll.objects.filter(pk__in=waiting)]
    return [head for head in heads if head is not None]
