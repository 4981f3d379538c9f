"""The study: who studies, what the sheet says, what the holder agrees to, and how it ends."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.money import euros
from crois_sens.kernel.refusals import Refusal
from participation.consultations.operations import require
from participation.consultations.rules import Welcome
from participation.proposals.judgements import Study
from participation.proposals.models import Proposal
from participation.proposals.operations.statuses import CannotBecome, ReasonMissing, change_status
from participation.proposals.operations.versions import keep_version
from participation.proposals.records import VersionKind
from participation.proposals.states import Body, Status
from territories.accounts.permissions import can
from territories.instance.acts import record

#: What an instructor fills in; everything else of the sheet is kept by the house.
SHEET = ("cost_cents", "vat", "yearly_cents", "land", "delay_months", "opinion", "text")


class NotAnInstructor(Refusal):
    code = "not_an_instructor"
    message = _("%(account)s n’instruit pas les idées de ce territoire : donnez-lui d’abord ce rôle.")


class NotUnderStudy(Refusal):
    code = "not_under_study"
    message = _("Cette idée n’est pas à l’étude.")


class StudyMoved(Refusal):
    code = "study_moved"
    message = _("Cette fiche a été modifiée depuis que vous l’avez ouverte : reprenez-la.")


class StudyIncomplete(Refusal):
    code = "study_incomplete"
    message = _("Il manque à la fiche : %(missing)s.")


class ScopeAwaitsAnswer(Refusal):
    code = "scope_awaits_answer"
    message = _("Un changement de périmètre attend la réponse du porteur.")


class CostNeedsAgreement(Refusal):
    code = "cost_needs_agreement"
    message = _("Le coût étudié est de %(studied)s, l’idée annonce %(announced)s : demandez l’accord du porteur.")


@transaction.atomic
def assign_study(*, proposal: Proposal, instructor, by, at: datetime) -> Study:
    """Give an admissible idea to an instructor, or to another one; the study begins.

    :raises NotAnInstructor: when the account may not study ideas of this territory.
    """
    require(proposal.consultation, Welcome.STUDY, at)
    if not can(instructor, "proposals.study", proposal.consultation.area):
        raise NotAnInstructor(account=instructor)
    if proposal.status == Status.IN_STUDY:
        Proposal.objects.filter(pk=proposal.pk, status=Status.IN_STUDY).update(instructor=instructor, updated_at=at)
        proposal.instructor = instructor
    else:
        change_status(
            proposal=proposal, to=Status.IN_STUDY, body=Body.ORGANISER, by=by, at=at, also={"instructor": instructor}
        )
    record(verb="proposal.assigned", subject=proposal, at=at, by=by, area=proposal.consultation.area)
    return _sheet_of(proposal, at)


def _sheet_of(proposal: Proposal, at: datetime) -> Study:
    Study.objects.bulk_create(
        [Study(consultation_id=proposal.consultation_id, proposal=proposal, written_at=at)], ignore_conflicts=True
    )
    return Study.objects.get(proposal=proposal)


@transaction.atomic
def write_study(*, study: Study, by, at: datetime, **fields: Any) -> Study:
    """Write the sheet of an idea being studied, unless somebody wrote it since ``study`` was read.

    :param fields: columns among ``SHEET``.
    :raises StudyMoved: when the sheet has a newer revision, or was concluded.
    """
    require(study.proposal.consultation, Welcome.STUDY, at)
    unknown = set(fields) - set(SHEET)
    if unknown:
        raise TypeError(f"not on the sheet: {sorted(unknown)}")
    before = {name: getattr(study, name) for name in fields}
    seen = Study.objects.filter(pk=study.pk, revision=study.revision, concluded_at__isnull=True)
    if not seen.filter(proposal__status=Status.IN_STUDY).update(**fields, written_at=at, revision=F("revision") + 1):
        if study.proposal.status != Status.IN_STUDY:
            raise NotUnderStudy
        raise StudyMoved
    study.refresh_from_db()
    record(
        verb="proposal.study_written",
        subject=study.proposal,
        at=at,
        by=by,
        role="instructor",
        area=study.proposal.consultation.area,
        before=before,
        after=fields,
    )
    return study


@transaction.atomic
def conclude_study(*, proposal: Proposal, feasible: bool, by, at: datetime, reason: str = "") -> None:
    """End the study: the idea is feasible or not, and its sheet becomes public.

    The studied cost becomes the cost of an idea that announced none; another cost needs the holder's agreement first.

    :raises StudyIncomplete: naming what the sheet lacks.
    :raises CostNeedsAgreement: when the idea announced another cost.
    """
    require(proposal.consultation, Welcome.STUDY, at)
    # Locked, so that the sheet read here is the one that is published.
    study = Study.objects.select_for_update().filter(proposal=proposal).first()
    if study is None or proposal.status != Status.IN_STUDY:
        raise NotUnderStudy
    if proposal.scope_changes.filter(answered_at__isnull=True).exists():
        raise ScopeAwaitsAnswer
    _require_complete(study, feasible)
    also: dict[str, Any] = {}
    if feasible:
        if proposal.cost_cents not in (None, study.cost_cents):
            raise CostNeedsAgreement(studied=euros(study.cost_cents), announced=euros(proposal.cost_cents))
        also = {"cost_cents": study.cost_cents or None}
    newly_costed = feasible and proposal.cost_cents is None and study.cost_cents
    target = Status.FEASIBLE if feasible else Status.UNFEASIBLE
    change_status(proposal=proposal, to=target, body=Body.SERVICES, by=by, reason=reason, at=at, also=also)
    if newly_costed:
        keep_version(proposal, kind=VersionKind.COSTED, at=at)
    Study.objects.filter(pk=study.pk).update(concluded_at=at)


def _require_complete(study: Study, feasible: bool) -> None:
    missing = [] if study.opinion else [str(_("l’avis"))]
    if feasible and study.cost_cents is None:
        missing.append(str(_("le coût")))
    if feasible and study.yearly_cents is None:
        missing.append(str(_("le coût de fonctionnement par an (0 s’il n’y en a pas)")))
    if missing:
        raise StudyIncomplete(missing=", ".join(missing))


@transaction.atomic
def reopen_study(*, proposal: Proposal, reason: str, by, at: datetime) -> None:
    """Study again an idea that was found not feasible, for a public reason."""
    require(proposal.consultation, Welcome.STUDY, at)
    if proposal.status != Status.UNFEASIBLE:
        raise CannotBecome(now=proposal.get_status_display(), target=Status.IN_STUDY.label)
    if not reason.strip():
        raise ReasonMissing
    change_status(proposal=proposal, to=Status.IN_STUDY, body=Body.SERVICES, by=by, reason=reason, at=at)
    Study.objects.filter(proposal=proposal).update(concluded_at=None)
