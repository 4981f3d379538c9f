"""Where people wait for each other for an instant, so that a number is given once and a cap holds."""

from django.db import connection

from participation.proposals.models import Proposal
from participation.proposals.records import Numbering

NEXT_NUMBER = f"""
INSERT INTO {Numbering._meta.db_table} AS numbering (consultation_id, last)
SELECT %(consultation)s, coalesce(max(number), 0) + 1 FROM {Proposal._meta.db_table}
WHERE consultation_id = %(consultation)s
ON CONFLICT (consultation_id) DO UPDATE SET last = numbering.last + 1
RETURNING last
"""


def next_number(consultation) -> int:
    """Give the next number of a consultation: the row stays locked to the end, so a filing undone leaves no gap."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, {"consultation": consultation.pk})
        return cursor.fetchone()[0]


def queue_up(*names: object) -> None:
    """Wait until nobody else holds the lock of this name; the end of the transaction gives it back.

    A statement of its own: what is counted after it sees what the previous holder committed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [":".join(map(str, names))])
