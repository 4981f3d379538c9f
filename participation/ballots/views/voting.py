"""A vote in three pages: the ballot, the confirmation, the receipt. Only the second asks who you are."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from crois_sens.kernel.refusals import Refusal
from participation.ballots.forms import BallotForm, DeclarationForm
from participation.ballots.life import Stage
from participation.ballots.models import Poll
from participation.ballots.operations import cast_ballot, channel_of, forget_choice, remember_choice
from participation.ballots.operations.entitlement import conditions_to_meet, proofs_to_bring
from participation.ballots.pending import drop_choice, keep_choice, pending_choice
from participation.ballots.views.doors import ORDERS, ordered_choices, poll_or_404
from participation.ballots.voters_wording import remedy_for
from participation.ballots.wording import ballot_in_words
from participation.consultations.operations import declare
from participation.consultations.rules.eligibility import Missing
from participation.consultations.wording import PROFILE, REMEDIES, remedy


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose projects; what is chosen stays on the device until it is confirmed."""
    poll, now = poll_or_404(request, slug), timezone.now()
    if poll.stage(now) is not Stage.OPEN:
        return redirect(poll)
    pending = pending_choice(request, poll)
    form = BallotForm(request.POST or None, poll=poll, blank="blank" in request.POST, initial={"choices": pending})
    if request.method == "POST" and form.is_valid():
        response = redirect("participation:confirm_vote", poll.slug)
        keep_choice(response, poll, form.cleaned_data["choices"], at=now)
        if participant := _participant(request):
            remember_choice(poll=poll, participant=participant, at=now)
        return response
    choices, order = ordered_choices(request, poll, now)
    ticked = request.POST.getlist("choices") if request.method == "POST" else map(str, pending or [])
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "form": form,
        "choices": [choice for choice in choices if choice.withdrawn_at is None],
        "orders": ORDERS.items(),
        "order": order,
        "ticked": {int(no) for no in ticked if no.isdecimal()},
        "instructions": ballot_in_words(poll),
        "limits": form.contract.form,
    }
    return render(request, "participation/ballots/ballot.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is about to be cast, ask who votes, cast it; the receipt is the answer and nowhere else."""
    poll, now = poll_or_404(request, slug), timezone.now()
    pending = pending_choice(request, poll)
    if "forget" in request.POST:
        return _forget(request, poll)
    if poll.stage(now) is not Stage.OPEN or pending is None:
        return redirect(poll if poll.stage(now) is not Stage.OPEN else reverse("participation:ballot", args=[slug]))
    participant = _participant(request)
    missing = conditions_to_meet(poll, participant)
    proofs = proofs_to_bring(poll, participant) if participant else []
    declaration = _declaration(request, poll) if Missing.DECLARATION in missing else None
    refusal = ""
    if request.method == "POST" and participant is not None and (declaration is None or declaration.is_valid()):
        try:
            return _cast(request, poll, participant, pending, declared=declaration is not None, at=now)
        except Refusal as refused:
            refusal = str(refused)
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "chosen": poll.choices.filter(no__in=pending),
        "participant": participant,
        "voted": participant and channel_of(poll, participant),
        "missing": _told(poll, [one for one in missing if one not in (Missing.SIGN_IN, Missing.DECLARATION)]),
        "proofs": [remedy_for(one, poll) for one in proofs],
        "declaration": declaration,
        "refusal": refusal,
        "here": request.path,
        "profile": PROFILE,
    }
    return render(request, "participation/ballots/confirm.html", page, status=409 if refusal else 200)


def _cast(request: HttpRequest, poll: Poll, participant, choices: list[int], *, declared: bool, at: datetime):
    """Cast, and answer with the receipt: it is in this answer only, never in an address."""
    if declared:
        declare(consultation=poll.consultation, participant=participant, at=at)
    receipt = cast_ballot(poll=poll, participant=participant, choices=choices, at=at)
    page = {"poll": poll, "consultation": poll.consultation, "receipt": receipt, "code": _grouped(receipt.commitment)}
    response = render(request, "participation/ballots/receipt.html", page)
    drop_choice(response, poll)
    return response


def _forget(request: HttpRequest, poll: Poll) -> HttpResponse:
    """Put the choice aside: nothing was cast, nothing is kept."""
    if participant := _participant(request):
        forget_choice(poll=poll, participant=participant)
    response = redirect("participation:ballot", poll.slug)
    drop_choice(response, poll)
    return response


def _participant(request: HttpRequest):
    return request.user.participant if request.user.is_authenticated else None


def _declaration(request: HttpRequest, poll: Poll) -> DeclarationForm:
    conditions = poll.consultation.conditions
    parts = [conditions.declaration]
    if conditions.minimum_age:
        parts.append(_("J’ai au moins %(age)s ans.") % {"age": conditions.minimum_age})
    label = _("Je le déclare sur l’honneur : %(text)s") % {"text": " ".join(filter(None, parts))}
    return DeclarationForm(request.POST if request.method == "POST" else None, label=label)


def _told(poll: Poll, missing: list[Missing]) -> list[dict]:
    """What a person still has to do, with the name of the link that leads there."""
    return [{"sentence": remedy(one, poll.consultation), "label": REMEDIES[one][1]} for one in missing]


def _grouped(commitment: str) -> list[str]:
    """A receipt as people can read it aloud or copy it: groups of eight signs."""
    return [commitment[start : start + 8] for start in range(0, len(commitment), 8)]
