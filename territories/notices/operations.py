"""Owing a message to a person, or to a hundred thousand, in one statement."""

from datetime import datetime

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from territories.notices.rules import kind_of

COLUMNS = (
    "public_id, key, kind, participant_id, address, subject_kind, subject_id, url, title, text, created_at, due_at,"
    " attempts, last_error, dropped_reason, in_digest"
)
# bulk_create(ignore_conflicts=True) cannot tell a new row from an old one: RETURNING can.
OWE_ONE = f"""
INSERT INTO territories_notice ({COLUMNS})
VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, '', '', false)
ON CONFLICT (key) DO NOTHING RETURNING id
"""
OWE_MANY = f"""
INSERT INTO territories_notice ({COLUMNS})
SELECT gen_random_uuid(), %s || ':' || owed.id, %s, owed.id, '', %s, %s, %s, %s, %s, %s, %s, 0, '', '', false
FROM ({{participants}}) AS owed (id)
ON CONFLICT (key) DO NOTHING
"""


def owe(
    *,
    kind: str,
    key: str,
    title: str,
    text: str,
    at: datetime,
    participant=None,
    address: str = "",
    url: str = "",
    subject: models.Model | None = None,
    due_at: datetime | None = None,
) -> bool:
    """Write down a message that must reach a person, once for its key however often this is called.

    :param kind: one of ``notices.rules.KINDS``.
    :param key: names the message for ever (``proposal.received:12``); a second call with it changes nothing.
    :param title: the subject of the mail: plain French, no secret and no choice in it.
    :param text: paragraphs separated by empty lines; the link ``url`` is shown below as a button.
    :param address: where to write when the person has no account yet; empty: their current address.
    :param at: now; ``due_at``: not before then.
    :returns: whether the message is new.
    """
    kind_of(kind)
    row = [key, kind, participant.pk if participant else None, address, *_about(subject), url, title, text, at]
    with connection.cursor() as cursor:
        cursor.execute(OWE_ONE, [*row, due_at or at])
        return cursor.fetchone() is not None


def owe_many(
    *,
    kind: str,
    key: str,
    title: str,
    text: str,
    at: datetime,
    participants: models.QuerySet,
    url: str = "",
    subject: models.Model | None = None,
    due_at: datetime | None = None,
) -> int:
    """Write down the same message for every participant of a query, in one statement that is safe to repeat.

    Each message's key is ``key:participant``: people who already have it are left alone, newcomers are added.

    :param participants: a query of participants; it stays in the database, whatever its size.
    :returns: how many messages are new.
    """
    kind_of(kind)
    try:
        sql, params = participants.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return 0
    row = [key, kind, *_about(subject), url, title, text, at, due_at or at]
    with connection.cursor() as cursor:
        cursor.execute(OWE_MANY.format(participants=sql), [*row, *params])
        return cursor.rowcount


def _about(subject: models.Model | None) -> tuple[str, str]:
    """Name the subject of a message by kind and id: messages stand below everything they speak of."""
    return (subject._meta.model_name, str(subject.pk)) if subject is not None else ("", "")
