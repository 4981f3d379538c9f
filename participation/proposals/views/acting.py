"""What supporters and holders do with an idea: support it, ask for a review, answer a changed scope."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from crois_sens.kernel.refusals import Refusal
from participation.proposals.forms import ReasonForm, ReviewForm
from participation.proposals.operations import (
    accept_scope,
    decline_scope,
    request_review,
    support_idea,
    withdraw_support,
)
from participation.proposals.permissions import is_holder
from participation.proposals.views.doors import proposal_or_404
from participation.proposals.views.reading import what_one_may_do
from participation.proposals.views.writing import FORM_OR_POST, own_idea
from territories.accounts.doors import resident


@resident
@FORM_OR_POST
def support(request: HttpRequest, slug: str, idea: str) -> HttpResponse:
    """Support an idea, or take one's support back; a page of its own for those who come from signing in."""
    proposal, now = proposal_or_404(request, slug, idea), timezone.now()
    refusal = ""
    if request.method == "POST":
        operation = withdraw_support if "undo" in request.POST else support_idea
        try:
            operation(proposal=proposal, participant=request.user.participant, at=now)
        except Refusal as refused:
            refusal = str(refused)
        if not request.htmx:
            if refusal:
                messages.warning(request, refusal)
            return redirect(proposal)
    page = {
        "proposal": proposal,
        "consultation": proposal.consultation,
        "supports": proposal.supports.count(),
        "refusal": refusal,
        **what_one_may_do(proposal, request.user, now),
    }
    return render(request, f"participation/proposals/{'_support' if request.htmx else 'support'}.html", page)


@resident
@FORM_OR_POST
def review(request: HttpRequest, slug: str, idea: str) -> HttpResponse:
    """Ask the commission to look again, once."""
    proposal = own_idea(request, slug, idea)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        try:
            request_review(
                proposal=proposal,
                participant=request.user.participant,
                argument=form.cleaned_data["argument"],
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Votre demande de réexamen est transmise à la commission."))
            return redirect(proposal)
    page = {
        "proposal": proposal,
        "consultation": proposal.consultation,
        "form": form,
        "question": _("Demander un réexamen"),
        "submit_label": _("Demander le réexamen"),
        "cancel_url": proposal.get_absolute_url(),
    }
    return render(request, "participation/proposals/confirm.html", page)


@resident
@FORM_OR_POST
def scope(request: HttpRequest, slug: str, idea: str) -> HttpResponse:
    """The changed scope that the services propose, beside the idea as it is: accept it, or withdraw."""
    proposal = proposal_or_404(request, slug, idea)
    if not is_holder(request.user, proposal):
        raise Http404
    change = get_object_or_404(proposal.scope_changes, answered_at__isnull=True)
    declines = "decline" in request.POST
    form = ReasonForm(request.POST if declines else None)
    if request.method == "POST" and (not declines or form.is_valid()):
        answer = {"change": change, "participant": request.user.participant, "at": timezone.now()}
        try:
            if declines:
                decline_scope(reason=form.cleaned_data["reason"], **answer)
                messages.success(request, _("Vous avez refusé le changement : votre idée est retirée."))
            else:
                accept_scope(**answer)
                messages.success(request, _("Vous avez accepté le changement : l’étude continue."))
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect(proposal)
    page = {"proposal": proposal, "consultation": proposal.consultation, "change": change, "form": form}
    return render(request, "participation/proposals/scope.html", page)
