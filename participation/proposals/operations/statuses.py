"""The only writer of the state of an idea: guarded against a second hand, public, and told to its holders."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.proposals.models import Proposal
from participation.proposals.records import StatusChange
from participation.proposals.rules import may_become, what_is_missing
from participation.proposals.states import Status
from participation.proposals.wording import followed_mail, status_mail
from territories.accounts.models import Participant
from territories.instance.acts import record
from territories.notices.operations import owe, owe_many

#: Kind of the message about a change to this state; about any other it is a decision.
NOTICES = {Status.SUBMITTED: "proposal.received", Status.MERGED: "proposal.merged"}


class StatusMoved(Refusal):
    code = "status_moved"
    message = _("Quelqu’un vient de changer l’état de cette idée : elle est maintenant « %(now)s ».")


class CannotBecome(Refusal):
    code = "cannot_become"
    message = _("Une idée « %(now)s » ne peut pas devenir « %(target)s ».")


class ReasonMissing(Refusal):
    code = "reason_missing"
    message = _("Donnez le motif : il sera public.")


class ArticleMissing(Refusal):
    code = "article_missing"
    message = _("Citez l’article du règlement sur lequel repose ce refus.")


@transaction.atomic
def change_status(
    *,
    proposal: Proposal,
    to: str,
    at: datetime,
    body: str,
    by=None,
    reason: str = "",
    article: str = "",
    also: dict[str, Any] | None = None,
) -> StatusChange:
    """Bring an idea from the state its reader saw to another, publish the change and tell its holders.

    :param body: which body decided (``states.Body``); ``by`` is the account that did it, which stays private.
    :param also: other columns that change in the same statement, because a constraint ties them to the state.
    :raises CannotBecome: when the table of states does not lead there.
    :raises StatusMoved: when somebody else changed the state since ``proposal`` was read.
    """
    before = proposal.status
    _require_possible(before, to, reason=reason, article=article)
    _move(proposal, {"status": to, "status_at": at, "updated_at": at, **(also or {})})
    change = StatusChange.objects.create(
        consultation_id=proposal.consultation_id,
        proposal=proposal,
        before=before,
        after=to,
        body=body,
        reason=reason.strip(),
        article=article.strip(),
        at=at,
        by=by,
    )
    _log(proposal, change)
    kind = NOTICES.get(to, "proposal.decision")
    tell_holders(proposal, kind=kind, key=f"change:{change.pk}", mail=status_mail(proposal, change), at=at)
    _tell_supporters(proposal, change)
    return change


def _require_possible(before: str, to: str, *, reason: str, article: str) -> None:
    if not may_become(before, to):
        raise CannotBecome(now=Status(before).label, target=Status(to).label)
    missing = what_is_missing(to, reason=reason, article=article)
    if "reason" in missing:
        raise ReasonMissing
    if "article" in missing:
        raise ArticleMissing


def _move(proposal: Proposal, columns: dict[str, Any]) -> None:
    """Write the new state; the guard: of two hands that saw the same state, the database lets one move it."""
    if not Proposal.objects.filter(pk=proposal.pk, status=proposal.status).update(**columns):
        raise StatusMoved(now=_current_label(proposal))
    for column, value in columns.items():
        setattr(proposal, column, value)


def tell_holders(proposal: Proposal, *, kind: str, key: str, mail: tuple[str, str], at: datetime) -> None:
    """Owe a message to each person who carries the idea; ``key`` names it for ever."""
    title, text = mail
    for holder in proposal.holders.select_related("participant"):
        owe(
            kind=kind,
            key=f"proposal:{key}:{holder.participant_id}",
            title=title,
            text=text,
            at=at,
            participant=holder.participant,
            url=proposal.get_absolute_url(),
            subject=proposal,
        )


def _tell_supporters(proposal: Proposal, change: StatusChange) -> None:
    title, text = followed_mail(proposal, change)
    owe_many(
        kind="proposal.followed",
        key=f"proposal:followed:{change.pk}",
        title=title,
        text=text,
        at=change.at,
        participants=Participant.objects.filter(supports__proposal=proposal),
        url=proposal.get_absolute_url(),
        subject=proposal,
    )


def _current_label(proposal: Proposal) -> str:
    now = Proposal.objects.filter(pk=proposal.pk).values_list("status", flat=True).first()
    return str(Status(now).label) if now else str(_("supprimée"))


def _log(proposal: Proposal, change: StatusChange) -> None:
    record(
        verb=f"proposal.{change.after}",
        subject=proposal,
        at=change.at,
        by=change.by,
        role=change.body if change.by else "",
        area=proposal.consultation.area,
        before={"status": change.before},
        after={"status": change.after, "article": change.article},
        reason=change.reason,
    )
