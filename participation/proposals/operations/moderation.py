"""Hiding an idea that breaks the law or the charter, with a reason; and showing it again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.proposals.models import Proposal
from participation.proposals.operations.photos import show_photo
from participation.proposals.operations.statuses import ReasonMissing, tell_holders
from participation.proposals.wording import hidden_mail
from territories.instance.acts import record


class AlreadyHidden(Refusal):
    code = "already_hidden"
    message = _("Cette idée est déjà masquée.")


class NotHidden(Refusal):
    code = "not_hidden"
    message = _("Cette idée n’est pas masquée.")


@transaction.atomic
def hide_idea(*, proposal: Proposal, reason: str, by, at: datetime) -> None:
    """Take an idea off the public pages, and tell its holders why.

    :raises AlreadyHidden: when it is not to be seen any more.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    seen = Proposal.objects.filed().filter(pk=proposal.pk, hidden_at__isnull=True)
    if not seen.update(hidden_at=at, hidden_by=by, hidden_reason=reason, updated_at=at):
        raise AlreadyHidden
    proposal.refresh_from_db()
    show_photo(proposal)
    _log("proposal.hidden", proposal, by=by, at=at, reason=reason)
    key = f"hidden:{proposal.pk}:{at.isoformat()}"
    tell_holders(proposal, kind="proposal.decision", key=key, mail=hidden_mail(proposal, reason), at=at)


@transaction.atomic
def show_idea(*, proposal: Proposal, by, at: datetime) -> None:
    """Put a hidden idea back on the public pages.

    :raises NotHidden: when it is not hidden.
    """
    hidden = Proposal.objects.filter(pk=proposal.pk, hidden_at__isnull=False)
    if not hidden.update(hidden_at=None, hidden_by=None, hidden_reason="", updated_at=at):
        raise NotHidden
    proposal.refresh_from_db()
    show_photo(proposal)
    _log("proposal.shown", proposal, by=by, at=at)


def _log(verb: str, proposal: Proposal, *, by, at: datetime, reason: str = "") -> None:
    record(verb=verb, subject=proposal, at=at, by=by, area=proposal.consultation.area, reason=reason)
