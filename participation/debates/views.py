"""Pages of a debate: say something, answer, take back, report. Reading happens on the page of the idea."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from crois_sens.kernel.refusals import Refusal
from participation.debates.forms import CommentForm, ReportForm
from participation.debates.models import Comment
from participation.debates.operations import post_comment, report_comment, withdraw_comment
from participation.proposals.views.doors import proposal_or_404
from participation.proposals.views.writing import FORM_OR_POST
from territories.accounts.doors import resident


@resident
@FORM_OR_POST
def comment(request: HttpRequest, slug: str, idea: str, answering=None) -> HttpResponse:
    """Say something about an idea, or answer a comment."""
    proposal = proposal_or_404(request, slug, idea)
    comments = Comment.objects.visible_to(request.user).select_related("author__identity")
    parent = get_object_or_404(comments, proposal=proposal, public_id=answering) if answering else None
    form = CommentForm(request.POST or None)
    if form.is_valid():
        try:
            said = post_comment(
                proposal=proposal,
                author=request.user.participant,
                at=timezone.now(),
                parent=parent,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{proposal.get_absolute_url()}#commentaire-{said.public_id}")
    page = {"proposal": proposal, "consultation": proposal.consultation, "form": form, "parent": parent}
    return render(request, "participation/debates/comment.html", page)


@resident
@FORM_OR_POST
def report(request: HttpRequest, slug: str, idea: str, comment) -> HttpResponse:
    """Report a comment to the moderators."""
    proposal = proposal_or_404(request, slug, idea)
    found = get_object_or_404(Comment.objects.visible_to(request.user), proposal=proposal, public_id=comment)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        try:
            report_comment(comment=found, participant=request.user.participant, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Merci : l’équipe va relire ce commentaire."))
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect(proposal)
    page = {
        "proposal": proposal,
        "consultation": proposal.consultation,
        "form": form,
        "question": _("Signaler ce commentaire"),
        "quoted": found,
        "submit_label": _("Signaler"),
        "cancel_url": proposal.get_absolute_url(),
    }
    return render(request, "participation/proposals/confirm.html", page)


@resident
@FORM_OR_POST
def take_back(request: HttpRequest, slug: str, idea: str, comment) -> HttpResponse:
    """Take one's own comment back."""
    proposal = proposal_or_404(request, slug, idea)
    found = get_object_or_404(Comment.objects.visible_to(request.user), proposal=proposal, public_id=comment)
    if found.author_id != request.user.participant_id:
        raise Http404
    if request.method == "POST":
        try:
            withdraw_comment(comment=found, author=request.user.participant, at=timezone.now())
            messages.success(request, _("Votre commentaire est retiré."))
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect(proposal)
    page = {
        "proposal": proposal,
        "consultation": proposal.consultation,
        "question": _("Retirer votre commentaire ?"),
        "quoted": found,
        "consequences": [_("Ses mots disparaissent ; les réponses restent.")],
        "submit_label": _("Retirer mon commentaire"),
        "danger": True,
        "cancel_url": proposal.get_absolute_url(),
    }
    return render(request, "participation/proposals/confirm.html", page)
