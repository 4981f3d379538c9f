"""At the desk: an agent files the idea of a person without account, and prints the receipt they take home."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crois_sens.kernel.refusals import Refusal
from participation.consultations.models import Consultation
from participation.consultations.operations import require
from participation.consultations.rules import Welcome
from participation.proposals.desk_forms import DeskForm
from participation.proposals.models import Proposal
from participation.proposals.operations import enter_idea
from participation.proposals.permissions import may_enter
from participation.proposals.views.doors import consultation_or_404, proposal_or_404
from participation.proposals.views.writing import FORM_OR_POST
from territories.accounts.models import Participant
from territories.accounts.operations import enter_person


@login_required
@FORM_OR_POST
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down who is at the desk and what they propose, and file it."""
    consultation, now = consultation_or_404(request, slug), timezone.now()
    if not may_enter(request.user, consultation):
        raise Http404
    form = DeskForm(request.POST or None, consultation=consultation)
    page = {"consultation": consultation, "form": form}
    try:
        require(consultation, Welcome.IDEA, now)
        if form.is_valid():
            idea = file_at_desk(consultation, form, by=request.user, at=now)
            return redirect("participation:idea_receipt", consultation.slug, idea.slug)
    except Refusal as refusal:
        page |= {"refusal": str(refusal)}
    return render(request, "participation/proposals/desk.html", page)


@transaction.atomic
def file_at_desk(consultation: Consultation, form: DeskForm, *, by, at) -> Proposal:
    """Two operations that succeed or fail together: the person, unless known already, and their idea."""
    person: Participant = form.known or enter_person(by=by, at=at, **form.person())
    return enter_idea(consultation=consultation, participant=person, by=by, at=at, **form.words())


@login_required
@require_safe
def receipt(request: HttpRequest, slug: str, idea: str) -> HttpResponse:
    """The receipt of an idea entered at the desk, to be printed; it names the person, so the team alone sees it."""
    proposal = proposal_or_404(request, slug, idea)
    if not proposal.entered_by_id or not may_enter(request.user, proposal.consultation):
        raise Http404
    page = {
        "proposal": proposal,
        "consultation": proposal.consultation,
        "zone": proposal.consultation.time_zone,
        "address": request.build_absolute_uri(proposal.get_absolute_url()),
    }
    return render(request, "participation/proposals/receipt.html", page)
