"""A chosen ballot becomes a vote: the confirmation asks who you are, the receipt is its answer."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from crois_sens.kernel.refusals import Refusal
from participation.ballots.contract import Given, contract_for
from participation.ballots.forms import DeclarationForm
from participation.ballots.life import Stage
from participation.ballots.models import Poll
from participation.ballots.operations import cast_ballot, channel_of, forget_choice
from participation.ballots.operations.entitlement import conditions_to_meet, proofs_to_bring
from participation.ballots.pending import drop_choice, keep_choice, pending_choice
from participation.ballots.views.doors import hindrances, participant_of, poll_at_hand, poll_or_404
from participation.ballots.voters_wording import remedy_for
from participation.consultations.operations import declare
from participation.consultations.rules.eligibility import Missing
from participation.consultations.wording import PROFILE
from territories.accounts.forms import SignupForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is about to be cast, ask who votes, cast it; the receipt is the answer and nowhere else.

    A vote counts by the moment it was received, however long the server needs.
    """
    if request.method == "POST" and (receipt := _cast_at_once(request, slug)):
        return receipt
    poll, now = poll_or_404(request, slug), request.received_at
    pending = pending_choice(request, poll)
    if "forget" in request.POST:
        return _forget(request, poll, at=now)
    if poll.stage(now) is not Stage.OPEN or pending is None:
        return redirect(poll if poll.stage(now) is not Stage.OPEN else reverse("participation:ballot", args=[slug]))
    participant = participant_of(request)
    missing = conditions_to_meet(poll, participant)
    proofs = proofs_to_bring(poll, participant) if participant else []
    declaration = _declaration(request, poll) if Missing.DECLARATION in missing else None
    refusal = ""
    if request.method == "POST" and participant is not None and (declaration is None or declaration.is_valid()):
        try:
            if declaration is not None:
                declare(consultation=poll.consultation, participant=participant, at=now)
            return _cast(request, poll, participant, pending, at=now)
        except Refusal as refused:
            refusal = str(refused)
    page = {
        **_marked(poll, pending),
        "missing": hindrances(poll, missing),
        "proofs": [remedy_for(one, poll) for one in proofs],
        "declaration": declaration,
        "refusal": refusal,
    }
    return _ask(request, poll, pending, page, at=now)


def _cast_at_once(request: HttpRequest, slug: str) -> HttpResponse | None:
    """Cast without asking for the poll first, as nearly every vote can: its own statement asks all that decides.

    Nothing comes back where nothing was cast: then the poll is read, and the page says what is still to do.
    """
    participant, now = participant_of(request), request.received_at
    if participant is None or "forget" in request.POST:
        return None
    try:
        poll = poll_at_hand(slug, at=now)
        pending = pending_choice(request, poll)
        return None if pending is None else _cast(request, poll, participant, pending, at=now)
    except (Refusal, Poll.DoesNotExist):
        return None


def _marked(poll: Poll, pending: Given) -> dict:
    """What a ballot chooses, with what it gives to each; what is ranked, the best first."""
    form = contract_for(poll).form
    chosen, given = poll.choices.filter(no__in=pending), pending if form.numbers else {}
    ranked = sorted(chosen, key=lambda one: given[one.no]) if form.kind == "ranking" else chosen
    return {"chosen": ranked, "given": given}


def _ask(request: HttpRequest, poll: Poll, pending: Given, page: dict, *, at: datetime) -> HttpResponse:
    """Show what waits to be confirmed; whoever has voted is reminded from now on of a change, not of a vote to come."""
    participant = participant_of(request)
    voted = channel_of(poll, participant)
    page |= {
        "poll": poll,
        "consultation": poll.consultation,
        "participant": participant,
        "voted": voted,
        "here": request.path,
        "signup": None if request.user.is_authenticated else SignupForm(),
        "profile": PROFILE,
    }
    response = render(request, "participation/ballots/confirm.html", page, status=409 if page["refusal"] else 200)
    if voted:
        keep_choice(request, response, poll, pending, replaces=True, at=at)
    return response


def _cast(request: HttpRequest, poll: Poll, participant, choices: Given, *, at: datetime) -> HttpResponse:
    """Cast, and answer with the receipt: it is in this answer only, never in an address."""
    receipt = cast_ballot(poll=poll, participant=participant, choices=choices, at=at)
    page = {"poll": poll, "consultation": poll.consultation, "receipt": receipt, "code": _grouped(receipt.commitment)}
    response = render(request, "participation/ballots/receipt.html", page)
    drop_choice(request, response, poll, at=at)
    return response


def _forget(request: HttpRequest, poll: Poll, *, at: datetime) -> HttpResponse:
    """Put the choice aside: nothing was cast, nothing is kept."""
    if participant := participant_of(request):
        forget_choice(poll=poll, participant=participant)
    response = redirect("participation:ballot", poll.slug)
    drop_choice(request, response, poll, at=at)
    return response


def _declaration(request: HttpRequest, poll: Poll) -> DeclarationForm:
    conditions = poll.consultation.conditions
    parts = [conditions.declaration]
    if conditions.minimum_age:
        parts.append(_("J’ai au moins %(age)s ans.") % {"age": conditions.minimum_age})
    label = _("Je le déclare sur l’honneur : %(text)s") % {"text": " ".join(filter(None, parts))}
    return DeclarationForm(request.POST if request.method == "POST" else None, label=label)


def _grouped(commitment: str) -> list[str]:
    """A receipt as people can read it aloud or copy it: groups of eight signs."""
    return [commitment[start : start + 8] for start in range(0, len(commitment), 8)]
