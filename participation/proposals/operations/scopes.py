"""A changed scope: the services propose, the holder accepts or withdraws, both versions stay public."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.consultations.operations import require
from participation.consultations.rules import Welcome
from participation.proposals.judgements import ScopeAnswer, ScopeChange
from participation.proposals.models import Proposal
from participation.proposals.operations.filing import withdraw_idea
from participation.proposals.operations.statuses import ReasonMissing, tell_holders
from participation.proposals.operations.studies import NotUnderStudy, ScopeAwaitsAnswer
from participation.proposals.operations.versions import keep_version
from participation.proposals.records import VersionKind
from participation.proposals.states import Status
from participation.proposals.wording import scope_mail
from territories.instance.acts import record


class NothingToAnswer(Refusal):
    code = "nothing_to_answer"
    message = _("Ce changement a déjà reçu sa réponse.")


class SameScope(Refusal):
    code = "same_scope"
    message = _("Rien ne change : ni le titre, ni la description, ni le coût.")


@transaction.atomic
def propose_scope(
    *, proposal: Proposal, title: str, text: str, cost_cents: int | None, reason: str, by, at: datetime
) -> ScopeChange:
    """Put another scope or cost to the holders of an idea being studied, with the reason.

    :raises ScopeAwaitsAnswer: while the previous change has no answer.
    """
    require(proposal.consultation, Welcome.STUDY, at)
    if not reason.strip():
        raise ReasonMissing
    row = Proposal.objects.select_for_update(of=["self"]).get(pk=proposal.pk)
    if row.status != Status.IN_STUDY:
        raise NotUnderStudy
    if row.scope_changes.filter(answered_at__isnull=True).exists():
        raise ScopeAwaitsAnswer
    if (title, text, cost_cents) == (row.title, row.text, row.cost_cents):
        raise SameScope
    change = ScopeChange.objects.create(
        consultation_id=row.consultation_id,
        proposal=row,
        title=title,
        text=text,
        cost_cents=cost_cents,
        reason=reason.strip(),
        at=at,
        by=by,
    )
    record(verb="proposal.scope_proposed", subject=row, at=at, by=by, area=proposal.consultation.area, reason=reason)
    tell_holders(proposal, kind="proposal.changed", key=f"scope:{change.pk}", mail=scope_mail(proposal, change), at=at)
    return change


@transaction.atomic
def accept_scope(*, change: ScopeChange, at: datetime, participant=None, by=None) -> None:
    """Agree to the changed scope: it becomes the words of the idea, as a new public version.

    :param participant: the holder who answers; ``by``: the member of staff who notes an answer given at the desk.
    :raises NothingToAnswer: when it has been answered.
    """
    _answer(change, ScopeAnswer.ACCEPTED, at=at, participant=participant, by=by)
    proposal = Proposal.objects.select_for_update(of=["self"]).get(pk=change.proposal_id)
    proposal.title, proposal.text, proposal.cost_cents = change.title, change.text, change.cost_cents
    proposal.save()
    keep_version(proposal, kind=VersionKind.SCOPE, at=at, reason=change.reason)


@transaction.atomic
def decline_scope(*, change: ScopeChange, reason: str, at: datetime, participant=None, by=None) -> None:
    """Refuse the changed scope, which withdraws the idea.

    :raises NothingToAnswer: when it has been answered.
    """
    _answer(change, ScopeAnswer.DECLINED, at=at, participant=participant, by=by)
    proposal = Proposal.objects.select_related("consultation").get(pk=change.proposal_id)
    withdraw_idea(proposal=proposal, reason=reason, at=at, by=by)


def _answer(change: ScopeChange, answer: str, *, at: datetime, participant, by) -> None:
    waiting = ScopeChange.objects.filter(pk=change.pk, answered_at__isnull=True)
    if not waiting.update(answer=answer, answered_at=at, answered_by=participant):
        raise NothingToAnswer
    proposal = change.proposal
    record(verb=f"proposal.scope_{answer}", subject=proposal, at=at, by=by, area=proposal.consultation.area)
