"""The page of somebody whose vote a decision of the commission sets aside: the reason, the time left, their review."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from crois_sens.kernel.refusals import Refusal
from participation.ballots.models import Poll
from participation.ballots.views.doors import poll_or_404
from participation.clusters.contract import contest_ends
from participation.clusters.forms import ContestForm
from participation.clusters.models import ClusterMember, Verdict
from participation.clusters.operations import ask_review
from territories.accounts.doors import resident


@never_cache
@resident
@require_http_methods(["GET", "HEAD", "POST"])
def contest(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the decision on one's own vote, and ask for a review in time; to everybody else there is nothing here."""
    poll, now = poll_or_404(request, slug), timezone.now()
    member = _member_or_404(poll, request.user.participant)
    until = contest_ends(poll, told_at=member.told_at)
    review = getattr(member, "review", None)
    in_time = review is None and now < until and poll.reconciled_at is None
    form = ContestForm(request.POST or None) if in_time else None
    if form is not None and form.is_valid():
        try:
            ask_review(member=member, reason=form.cleaned_data["reason"], at=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Votre demande est transmise à la commission : sa réponse vous sera envoyée."))
            return redirect("participation:contest_decision", slug)
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "cluster": member.cluster,
        "review": review,
        "until": until,
        "form": form,
    }
    return render(request, "participation/clusters/contest.html", page)


def _member_or_404(poll: Poll, participant) -> ClusterMember:
    decided = ClusterMember.objects.filter(poll=poll, cluster__verdict=Verdict.ONE, told_at__isnull=False)
    return get_object_or_404(decided.select_related("cluster", "review"), elector__participant=participant)
