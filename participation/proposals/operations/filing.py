"""What an author does with an idea: draft it, file it, change it, take it back; and a desk agent in their name."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from crois_sens.kernel.text import slug
from participation.consultations.models import Consultation
from participation.consultations.operations import declare, require, require_eligible
from participation.consultations.rules import Welcome
from participation.proposals.models import Proposal
from participation.proposals.operations.photos import forget_photo, show_photo
from participation.proposals.operations.queues import next_number, queue_up
from participation.proposals.operations.statuses import change_status
from participation.proposals.operations.versions import keep_version
from participation.proposals.records import Holder, VersionKind
from participation.proposals.rules import EDITABLE, WITHDRAWABLE
from participation.proposals.states import Body, Status
from territories.instance.acts import record


class TooManyIdeas(Refusal):
    code = "too_many_ideas"
    message = _("Le règlement permet %(cap)s idée(s) par personne, et vous les avez déposées.")


class NotEditable(Refusal):
    code = "not_editable"
    message = _("Cette idée a été examinée : son texte ne change plus.")


class TooLateToWithdraw(Refusal):
    code = "too_late_to_withdraw"
    message = _("Une idée « %(now)s » ne se retire plus : écrivez à l’équipe de la consultation.")


class NotADraft(Refusal):
    code = "not_a_draft"
    message = _("Cette idée est déjà déposée.")


def save_draft(*, consultation: Consultation, author, at: datetime, entered_by=None, **words: Any) -> Proposal:
    """Begin an idea that its author alone sees, while ideas are welcome.

    :param words: ``title``, ``text``, and what else is known: theme, area, place, point, cost, photo, group.
    """
    require(consultation, Welcome.IDEA, at)
    return Proposal.objects.create(
        consultation=consultation,
        author=author,
        slug=f"brouillon-{uuid4().hex[:12]}",
        status=Status.DRAFT,
        status_at=at,
        created_at=at,
        entered_by=entered_by,
        **words,
    )


@transaction.atomic
def file_idea(*, proposal: Proposal, at: datetime, by=None) -> Proposal:
    """File a draft: it gets its number and its public address, its first version and its holder.

    :param by: the desk agent who files it for a person without account.
    :raises NotADraft: when it is filed already.
    :raises NotWelcome: outside the phases that welcome ideas.
    :raises NotEligible: when the author does not fulfil the conditions.
    :raises TooManyIdeas: when the author's ideas reach the cap of the rulebook.
    """
    consultation = proposal.consultation
    # A second click waits here for the first, and finds the idea filed.
    if not Proposal.objects.select_for_update(of=["self"]).filter(pk=proposal.pk, status=Status.DRAFT).exists():
        raise NotADraft
    require(consultation, Welcome.IDEA, at)
    require_eligible(consultation, proposal.author)
    _keep_within_cap(proposal)
    Holder.objects.create(consultation=consultation, proposal=proposal, participant=proposal.author, at=at)
    number = next_number(consultation)
    change_status(
        proposal=proposal,
        to=Status.SUBMITTED,
        body=Body.HOLDER,
        by=by,
        at=at,
        also={"number": number, "slug": f"{number}-{slug(proposal.title)}", "submitted_at": at},
    )
    keep_version(proposal, kind=VersionKind.FILED, at=at)
    show_photo(proposal)
    return proposal


def _keep_within_cap(proposal: Proposal) -> None:
    """Count a person's ideas one request at a time; those taken back do not count."""
    cap = proposal.consultation.ideas_per_person
    if cap is None:
        return
    queue_up("ideas", proposal.consultation_id, proposal.author_id)
    filed = Proposal.objects.filed().filter(consultation=proposal.consultation_id, author=proposal.author_id)
    if filed.exclude(status=Status.WITHDRAWN).count() >= cap:
        raise TooManyIdeas(cap=cap)


@transaction.atomic
def edit_idea(*, proposal: Proposal, at: datetime, reason: str = "", **words: Any) -> Proposal:
    """Change the words of one's idea: freely while it is a draft, then until the commission decides.

    Each version of a filed idea stays public. Saving the same words again keeps the version there is.

    :raises NotEditable: once the commission has decided.
    """
    proposal = Proposal.objects.select_for_update(of=["self"]).select_related("consultation").get(pk=proposal.pk)
    if proposal.status not in EDITABLE:
        raise NotEditable
    before, photo = proposal.words(), proposal.photo_id
    for name, value in words.items():
        setattr(proposal, name, value)
    proposal.save()
    if proposal.photo_id != photo:
        forget_photo(photo)
    if proposal.status != Status.DRAFT:
        show_photo(proposal)
        if proposal.words() != before:
            keep_version(proposal, kind=VersionKind.EDITED, at=at, reason=reason)
    return proposal


@transaction.atomic
def withdraw_idea(*, proposal: Proposal, reason: str, at: datetime, by=None) -> None:
    """Take one's idea back, with a public reason; it stays readable.

    :raises TooLateToWithdraw: once it is on the ballot, refused or merged.
    """
    if proposal.status not in WITHDRAWABLE:
        raise TooLateToWithdraw(now=proposal.get_status_display())
    change_status(proposal=proposal, to=Status.WITHDRAWN, body=Body.HOLDER, by=by, reason=reason, at=at)
    pending = proposal.scope_changes.filter(answered_at__isnull=True)
    pending.update(answer="declined", answered_at=at, answered_by=None if by else proposal.author)


def discard_draft(*, proposal: Proposal) -> None:
    """Delete a draft and its photo, which nobody but its author has seen.

    :raises NotADraft: when it has been filed in the meantime.
    """
    deleted, _rows = Proposal.objects.filter(pk=proposal.pk, status=Status.DRAFT).delete()
    if not deleted:
        raise NotADraft
    forget_photo(proposal.photo_id)


@transaction.atomic
def submit_idea(*, consultation: Consultation, author, at: datetime, by=None, **words: Any) -> Proposal:
    """Write and file an idea at once; refused, it leaves no draft behind."""
    draft = save_draft(consultation=consultation, author=author, at=at, entered_by=by, **words)
    return file_idea(proposal=draft, at=at, by=by)


@transaction.atomic
def enter_idea(*, consultation: Consultation, participant, by, at: datetime, **words: Any) -> Proposal:
    """File at the desk the idea of a person without account, who made the declaration in front of the agent."""
    declare(consultation=consultation, participant=participant, at=at, by=by)
    proposal = submit_idea(consultation=consultation, author=participant, at=at, by=by, **words)
    record(verb="proposal.entered", subject=proposal, at=at, by=by, role="agent", area=consultation.area)
    return proposal
