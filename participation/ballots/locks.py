"""Who votes while a poll closes: voters share a lock, closing takes it alone.

The lock is a statement of its own BEFORE the vote: within one statement the snapshot would predate the lock, and a
voter who waited for the close would still see an open poll.
"""

from django.db import connection

#: First half of the keys of our advisory locks: the letters VOTE, and LOGS for the public log of a vote.
NAMESPACE = 0x564F5445
LOGS = 0x4C4F4753


def share_with_voters(poll_id: int) -> None:
    """Let a vote in beside others, until the end of the transaction; waits while a poll is being closed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [NAMESPACE, poll_id])


def keep_voters_out(poll_id: int) -> None:
    """Wait for the votes under way and let none in, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [NAMESPACE, poll_id])


def keep_log_to_oneself(poll_id: int) -> None:
    """Append to the log of a poll one after the other, until the end of the transaction; voters never wait for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOGS, poll_id])
