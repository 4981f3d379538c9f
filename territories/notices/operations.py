"""Owing a message to a person, or to a hundred thousand, in one statement."""

from datetime import datetime

from django.core.exceptions import EmptyResultSet
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from territories.notices.models import Notice, Preference
from territories.notices.rules import DIGEST, FREQUENCIES, KINDS, kind_of

COLUMNS = (
    "public_id, key, kind, participant_id, address, subject_kind, subject_id, url, title, text, created_at, due_at,"
    " attempts, last_error, dropped_reason"
)
# bulk_create(ignore_conflicts=True) cannot tell a new row from an old one: RETURNING can.
OWE_ONE = f"""
INSERT INTO territories_notice ({COLUMNS})
VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, '', '')
ON CONFLICT (key) DO NOTHING RETURNING id
"""
OWE_MANY = f"""
INSERT INTO territories_notice ({COLUMNS})
SELECT gen_random_uuid(), %s || ':' || owed.id, %s, owed.id, '', %s, %s, %s, %s, %s, %s, %s, 0, '', ''
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
    row = [
        key,
        kind,
        participant.pk if participant else None,
        address,
        *_about(subject),
        url,
        str(title),
        str(text),
        at,
    ]
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
    row = [key, kind, *_about(subject), url, str(title), str(text), at, due_at or at]
    with connection.cursor() as cursor:
        cursor.execute(OWE_MANY.format(participants=sql), [*row, *params])
        return cursor.rowcount


class CannotRefuse(Refusal):
    code = "cannot_refuse"
    message = _("Ce message fait partie du service et ne se refuse pas.")


@transaction.atomic
def choose_frequency(*, participant, kind: str, frequency: str, at: datetime) -> None:
    """Choose how often a person receives a kind of message.

    :raises CannotRefuse: for a kind that belongs to the service itself.
    """
    if not kind_of(kind).optional:
        raise CannotRefuse
    if frequency not in FREQUENCIES:
        raise ValueError(frequency)
    Preference.objects.update_or_create(
        participant=participant, kind=kind, defaults={"frequency": frequency, "chosen_at": at}
    )


def ask_for_news(*, participant, at: datetime) -> None:
    """Note that a person asks for the mails that are sent on request only; what they chose before stays."""
    Preference.objects.bulk_create(
        [
            Preference(participant=participant, kind=name, frequency=kind.frequency, chosen_at=at)
            for name, kind in KINDS.items()
            if kind.on_request
        ],
        ignore_conflicts=True,
    )


def mark_read(*, participant, at: datetime) -> int:
    """Mark all messages of a person as read."""
    return Notice.objects.of_person(participant).filter(read_at=None, due_at__lte=at).update(read_at=at)


def try_again(*, notice: Notice, at: datetime) -> bool:
    """Put a message that failed back in the queue; tell whether it had failed."""
    again = {"failed_at": None, "claimed_at": None, "attempts": 0}
    Notice.objects.failed().filter(digest=notice.pk).update(**again)
    return bool(Notice.objects.failed().filter(pk=notice.pk).update(**again, due_at=at, digest=None))


def erase_notices(*, participant, at: datetime) -> None:
    """Drop what a person was still owed and blank what was sent: that a message left stays known, not what it said.

    A worker that sends one at this moment holds its row: this waits until it has finished. Digests come first, as
    workers take them: two hands on the same rows never wait for each other in a circle.
    """
    mine = Notice.objects.filter(participant=participant)
    list(mine.filter(kind=DIGEST).select_for_update().order_by("pk").values_list("pk"))
    mine.waiting().update(dropped_at=at, dropped_reason=str(_("compte fermé")))
    mine.update(title="", text="", url="", address="", last_error="")
    account = getattr(participant, "user", None)
    if account is not None:
        addressed = Notice.objects.waiting().filter(address=account.email)
        addressed.update(dropped_at=at, dropped_reason=str(_("compte fermé")), address="")
    Preference.objects.filter(participant=participant).delete()


def notices_of(*, participant) -> dict:
    """What the house told a person, for their copy of the data."""
    told = Notice.objects.of_person(participant).values("kind", "title", "text", "url", "created_at", "sent_at")
    chosen = Preference.objects.filter(participant=participant).values("kind", "frequency", "chosen_at")
    return {"messages": list(told), "preferences": list(chosen)}


def _about(subject: models.Model | None) -> tuple[str, str]:
    """Name the subject of a message by kind and id: messages stand below everything they speak of."""
    return (subject._meta.model_name, str(subject.pk)) if subject is not None else ("", "")
