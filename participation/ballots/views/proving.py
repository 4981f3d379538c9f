"""Who are you to this vote? The page where a voter proves their key, before the ballot or before its confirmation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from crois_sens.kernel.refusals import Refusal
from participation.ballots.keys import identity_of_civil_key
from participation.ballots.life import Stage
from participation.ballots.models import KeyMethod, Poll
from participation.ballots.operations import channel_of, prove_civil_identity, prove_code, prove_list_line
from participation.ballots.operations.entitlement import conditions_to_meet, proofs_to_bring
from participation.ballots.pending import pending_choice
from participation.ballots.rules.entitlement import LackOfProof
from participation.ballots.views.doors import participant_of, poll_or_404
from participation.ballots.voters_forms import CodeForm, ListLineForm
from participation.ballots.voters_wording import remedy_for, who_may_vote
from participation.consultations.rules.eligibility import Missing
from participation.consultations.wording import remedy, remedy_link
from territories.accounts.franceconnect import provider_is_set, take_identity

FORMS = {KeyMethod.LIST: ListLineForm, KeyMethod.CODE: CodeForm}
PROOFS = {KeyMethod.LIST: prove_list_line, KeyMethod.CODE: prove_code}
#: When a key may be proven: from the seal to the end, so that nobody has to queue on the first day.
IN_TIME = (Stage.SEALED, Stage.OPEN, Stage.SUSPENDED)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove_key(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what this vote asks of a person and why, take their proof, and lead them on to the ballot."""
    poll, now = poll_or_404(request, slug), timezone.now()
    if poll.stage(now) not in IN_TIME:
        return redirect(poll)
    participant, form, refusal = participant_of(request), _form(request, poll), ""
    if participant is not None:
        try:
            if _prove(request, poll, participant, form, at=now):
                return redirect("participation:prove_key", slug)
        except Refusal as refused:
            refusal = str(refused)
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "participant": participant,
        **_asked(poll, participant, form),
        "voted": channel_of(poll, participant),
        "is_open": poll.stage(now) is Stage.OPEN,
        "onward": reverse(_onward(request, poll), args=[slug]),
        "refusal": refusal,
        "here": request.path,
    }
    return render(request, "participation/ballots/prove.html", page, status=409 if refusal else 200)


def _asked(poll: Poll, participant, form) -> dict:
    """What this vote asks of people, and what this person has still to bring; the form only while it is of use."""
    proofs = proofs_to_bring(poll, participant) if participant else []
    key = LackOfProof.KEY in proofs
    return {
        "asked": who_may_vote(poll),
        "form": form if key else None,
        "proofs": [remedy_for(one, poll) for one in proofs],
        "conditions": _conditions(poll, participant),
        "provider": key and poll.key_method == KeyMethod.OIDC and provider_is_set(),
    }


def _form(request: HttpRequest, poll: Poll):
    form = FORMS.get(poll.key_method)
    return form and form(request.POST if request.method == "POST" else None)


def _prove(request: HttpRequest, poll: Poll, participant, form, *, at) -> bool:
    """Take the proof that was brought: what was typed, or the identity that a provider has just told."""
    if form is not None and form.is_valid():
        PROOFS[poll.key_method](poll=poll, participant=participant, at=at, **form.cleaned_data)
        return True
    if poll.key_method == KeyMethod.OIDC and (told := take_identity(request, at=at)):
        prove_civil_identity(poll=poll, participant=participant, identity=identity_of_civil_key(told))
        return True
    return False


def _conditions(poll: Poll, participant) -> list[dict]:
    """What the consultation still asks, with the way there; the declaration is made with the vote."""
    if participant is None:
        return []
    missing = [one for one in conditions_to_meet(poll, participant) if one is not Missing.DECLARATION]
    return [{"sentence": remedy(one, poll.consultation), **remedy_link(one)} for one in missing]


def _onward(request: HttpRequest, poll: Poll) -> str:
    return "participation:ballot" if pending_choice(request, poll) is None else "participation:confirm_vote"
