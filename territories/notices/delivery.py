"""Delivering what is owed: claim, read the wishes of the recipient, send, write down what became of it.

Two workers never send the same message: a claim is a conditional update on rows that others skip, and each row is
locked again while its mail leaves, so that closing an account waits for it and stops all that follow. A worker that
dies leaves its claim to the next one after five minutes; the mail then carries the same Message-ID as before.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from crois_sens.kernel.registries import notice_still_holds
from territories.notices.digests import Storms, join_digest, members_of
from territories.notices.letters import compose
from territories.notices.models import Notice, Preference
from territories.notices.rules import DAILY, DIGEST, EACH, HELD_FOR, NEVER, WEEKLY, frequency_of, next_attempt

logger = logging.getLogger(__name__)
BATCH = 50


def deliver_due(*, at: datetime) -> int:
    """Claim the messages that should have left by now and deal with each; return how many were claimed."""
    claimed = claim(at=at)
    if not claimed:
        return 0
    holding = still_holding(
        Notice.objects.waiting().filter(pk__in=claimed, claimed_at=at).order_by("due_at", "pk"), at=at
    )
    wishes = wishes_of(claimed)
    storms = Storms(holding, at=at)
    mailbox = get_connection()
    try:
        for notice in holding:
            try:
                frequency = frequency_now(notice, wishes.get(notice.participant_id, {}), storms)
                if notice.participant_id and frequency in (DAILY, WEEKLY):
                    join_digest(notice=notice, frequency=frequency, at=at)
                else:
                    deliver(notice_id=notice.pk, claimed_at=at, wishes=wishes, mailbox=mailbox)
            except Exception as error:
                # One message that cannot be written must not hold up the others of its batch.
                logger.exception("notice %s", notice.pk)
                not_sent([notice.pk], error=error, at=at)
    finally:
        mailbox.close()
    return len(claimed)


@transaction.atomic
def claim(*, at: datetime) -> list[int]:
    """Take the next messages that nobody holds; rows that another worker is taking are skipped, not waited for."""
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=at - HELD_FOR)
    owed = Notice.objects.owed(at).filter(free).select_for_update(skip_locked=True)
    ids = list(owed.order_by("due_at", "participant_id", "pk").values_list("pk", flat=True)[:BATCH])
    Notice.objects.filter(pk__in=ids).update(claimed_at=at, attempts=F("attempts") + 1)
    return ids


def still_holding(notices: Iterable[Notice], *, at: datetime) -> list[Notice]:
    """Leave behind the messages whose reason is gone since they were written, and return the others."""
    notices = list(notices)
    for kind, entry in notice_still_holds:
        asked = [notice for notice in notices if notice.kind == kind]
        if not asked:
            continue
        try:
            answers = entry(notices=asked, at=at)
        except Exception as error:
            # A question without an answer must not hold up messages of other kinds.
            logger.exception("notices %s", kind)
            not_sent([notice.pk for notice in asked], error=error, at=at)
            answers = dict.fromkeys([notice.pk for notice in asked])
        else:
            _leave_behind(answers, at=at)
        notices = [notice for notice in notices if notice.pk not in answers]
    return notices


def _leave_behind(answers: dict[int, str | datetime], *, at: datetime) -> None:
    """Drop messages for a reason, or put them off to a moment: one statement for each answer."""
    for answer in set(answers.values()):
        ids = [pk for pk, given in answers.items() if given == answer]
        mine = Notice.objects.waiting().filter(pk__in=ids)
        if isinstance(answer, datetime):
            mine.update(due_at=answer, claimed_at=None, attempts=0, digest=None)
        else:
            mine.update(dropped_at=at, dropped_reason=answer)


def wishes_of(notice_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """Read the preferences of all recipients of a batch at once."""
    wishes: dict[int, dict[str, str]] = {}
    chosen = Preference.objects.filter(participant__notices__in=notice_ids).distinct()
    for participant, kind, frequency in chosen.values_list("participant_id", "kind", "frequency"):
        wishes.setdefault(participant, {})[kind] = frequency
    return wishes


def frequency_now(notice: Notice, chosen: dict[str, str], storms: Storms) -> str:
    """Tell how a message reaches its person: as they wish, and in a storm with the others of the day."""
    frequency = frequency_of(notice.kind, chosen)
    return DAILY if frequency == EACH and storms.take(notice) else frequency


@transaction.atomic
def deliver(*, notice_id: int, claimed_at: datetime, wishes: dict[int, dict[str, str]], mailbox) -> None:
    """Send one claimed message, or drop, put off or retry it; does nothing when the claim was lost meanwhile."""
    locked = Notice.objects.waiting().select_for_update(of=["self"], skip_locked=True)
    people = locked.select_related("participant__user", "participant__identity")
    notice = people.filter(pk=notice_id, claimed_at=claimed_at).first()
    if notice is None:
        return
    chosen = wishes.get(notice.participant_id, {})
    address, name = recipient_of(notice)
    if frequency_of(notice.kind, chosen) == NEVER:
        never_asked = notice.kind not in chosen
        drop([notice], reason=_("non demandé") if never_asked else _("refusé par la personne"), at=claimed_at)
    elif not address:
        drop([notice], reason=_("sans adresse électronique"), at=claimed_at)
    else:
        members = still_wanted(notice, chosen, at=claimed_at) if notice.kind == DIGEST else [notice]
        send(notice, members, address=address, name=name, mailbox=mailbox, at=claimed_at)


def recipient_of(notice: Notice) -> tuple[str, str]:
    """Return where a message goes and how its reader is greeted: the address of now, not of when it was written."""
    if notice.address or notice.participant is None:
        return notice.address, ""
    identity = getattr(notice.participant, "identity", None)
    account = getattr(notice.participant, "user", None)
    address = account.email if account and account.is_active else (identity.email if identity else "")
    return address, identity.display_name if identity else ""


def still_wanted(digest: Notice, chosen: dict[str, str], *, at: datetime) -> list[Notice]:
    """Return what a digest says: what its reader refused, or what no longer holds since, is left behind."""
    members = members_of(digest)
    refused = [notice for notice in members if frequency_of(notice.kind, chosen) == NEVER]
    if refused:
        drop(refused, reason=_("refusé par la personne"), at=at)
    return still_holding([notice for notice in members if notice not in refused], at=at)


def send(notice: Notice, said: list[Notice], *, address: str, name: str, mailbox, at: datetime) -> None:
    """Hand one mail, with what it says, to the server and write down that it left, or when to try again."""
    mail = compose(notice, said=said, address=address, name=name)
    if mail is None:
        drop([notice], reason=_("sans objet au moment de l’envoi"), at=at)
        return
    mail.connection = mailbox
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        logger.warning("notice %s not sent: %s", notice.public_id, type(error).__name__)
        not_sent([notice.pk], error=error, at=at)
        mailbox.close()
    else:
        settle([notice.pk], sent_at=at, last_error="")


def not_sent(notice_ids: list[int], *, error: Exception, at: datetime) -> None:
    """Write down when to try again, or that it is enough; the error may quote an address: only its kind is kept."""
    attempts = Notice.objects.filter(pk__in=notice_ids).aggregate(most=Max("attempts"))["most"] or 1
    again, said = next_attempt(attempts, at=at), type(error).__name__
    if again is None:
        settle(notice_ids, failed_at=at, claimed_at=None, last_error=said)
    else:
        Notice.objects.filter(pk__in=notice_ids).update(due_at=again, claimed_at=None, last_error=said)


def drop(notices: list[Notice], *, reason: str, at: datetime) -> None:
    """Write down that messages will not be sent, and why."""
    settle([notice.pk for notice in notices], dropped_at=at, dropped_reason=reason)


def settle(notice_ids: list[int], **fate) -> None:
    """Write the fate of messages, and of those that leave with them."""
    Notice.objects.waiting().filter(Q(pk__in=notice_ids) | Q(digest__in=notice_ids)).update(**fate)
