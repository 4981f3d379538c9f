"""Owing a message to a person."""

from datetime import datetime

from territories.notices.models import Notice


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
    subject=None,
    due_at: datetime | None = None,
) -> bool:
    """Write down a message that must reach a person, once for its key however often this is called.

    :param key: names the message for ever (``proposal.received:12``); a second call with it changes nothing.
    :param address: where to write when the person has no account yet; empty: their current address.
    :param at: now; ``due_at``: not before then.
    :returns: whether the message is new.
    """
    rows = Notice.objects.bulk_create(
        [
            Notice(
                kind=kind,
                key=key,
                title=title,
                text=text,
                participant=participant,
                address=address,
                url=url,
                subject_kind=subject._meta.model_name if subject is not None else "",
                subject_id=str(subject.pk) if subject is not None else "",
                created_at=at,
                due_at=due_at or at,
            )
        ],
        ignore_conflicts=True,
    )
    return bool(rows)
