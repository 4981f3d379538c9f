"""Admissibility: the commission decides, the holder may ask once to look again, the commission decides again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.consultations.operations import require
from participation.consultations.rules import Welcome
from participation.proposals.judgements import Decision, ReviewRequest
from participation.proposals.models import Proposal
from participation.proposals.operations.statuses import (
    ArticleMissing,
    ReasonMissing,
    StatusMoved,
    change_status,
    tell_holders,
)
from participation.proposals.states import Body, Status
from participation.proposals.wording import confirmed_mail
from territories.instance.acts import record


class NothingToDecide(Refusal):
    code = "nothing_to_decide"
    message = _("Cette idée n’attend pas de décision de la commission.")


class WordsMoved(Refusal):
    code = "words_moved"
    message = _("L’auteur a modifié son idée depuis que vous l’avez ouverte : relisez-la avant de décider.")


class ReviewAlreadyAsked(Refusal):
    code = "review_already_asked"
    message = _("Un réexamen a déjà été demandé : il n’y en a qu’un.")


class NothingToReview(Refusal):
    code = "nothing_to_review"
    message = _("Seule une idée déclarée non recevable peut être réexaminée.")


@transaction.atomic
def decide_admissibility(
    *,
    proposal: Proposal,
    admissible: bool,
    by,
    at: datetime,
    reason: str = "",
    article: str = "",
    version_seen: int | None = None,
) -> Decision:
    """Write the commission's decision: the first, or the second after a request for review; both stay public.

    :param version_seen: the version of the text that was read; a newer one refuses the decision.
    :raises StatusMoved: when another member decided at the same moment.
    """
    require(proposal.consultation, Welcome.DECISION, at)
    if version_seen is not None and proposal.versions.filter(no__gt=version_seen).exists():
        raise WordsMoved
    if proposal.status == Status.INADMISSIBLE:
        return _decide_again(proposal, admissible, by=by, at=at, reason=reason, article=article)
    if proposal.status != Status.SUBMITTED:
        raise NothingToDecide
    target = Status.ADMISSIBLE if admissible else Status.INADMISSIBLE
    change_status(proposal=proposal, to=target, body=Body.COMMISSION, by=by, reason=reason, article=article, at=at)
    return _write(proposal, 1, admissible, by=by, at=at, reason=reason, article=article)


def _decide_again(proposal: Proposal, admissible: bool, *, by, at, reason: str, article: str) -> Decision:
    if not ReviewRequest.objects.filter(proposal=proposal).exists():
        raise NothingToDecide
    if not admissible and not reason.strip():
        raise ReasonMissing
    if not admissible and not article.strip():
        raise ArticleMissing
    # The state stays when the refusal is confirmed: here it is the lock on the row that lets one hand through.
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.decisions.filter(round=2).exists():
        raise StatusMoved(now=_verdict(proposal))
    decision = _write(proposal, 2, admissible, by=by, at=at, reason=reason, article=article)
    if admissible:
        change_status(
            proposal=proposal,
            to=Status.ADMISSIBLE,
            body=Body.COMMISSION,
            by=by,
            reason=reason,
            article=article,
            at=at,
        )
    else:
        record(
            verb="proposal.refusal_confirmed",
            subject=proposal,
            at=at,
            by=by,
            role="commission",
            area=proposal.consultation.area,
            reason=reason,
        )
        mail = confirmed_mail(proposal, decision)
        tell_holders(proposal, kind="proposal.decision", key=f"decision:{decision.pk}", mail=mail, at=at)
    return decision


def _verdict(proposal: Proposal) -> str:
    return str(Proposal.objects.get(pk=proposal.pk).get_status_display())


def _write(proposal: Proposal, number: int, admissible: bool, *, by, at, reason: str, article: str) -> Decision:
    return Decision.objects.create(
        consultation_id=proposal.consultation_id,
        proposal=proposal,
        round=number,
        admissible=admissible,
        reason=reason.strip(),
        article=article.strip(),
        by=by,
        at=at,
    )


@transaction.atomic
def request_review(*, proposal: Proposal, participant, argument: str, at: datetime) -> ReviewRequest:
    """Ask the commission, once, to look again at an idea it found inadmissible.

    :raises ReviewAlreadyAsked: the second time.
    """
    require(proposal.consultation, Welcome.DECISION, at)
    row = Proposal.objects.select_for_update(of=["self"]).get(pk=proposal.pk)
    if ReviewRequest.objects.filter(proposal=row).exists():
        raise ReviewAlreadyAsked
    if row.status != Status.INADMISSIBLE:
        raise NothingToReview
    return ReviewRequest.objects.create(
        consultation_id=row.consultation_id, proposal=row, participant=participant, argument=argument.strip(), at=at
    )
