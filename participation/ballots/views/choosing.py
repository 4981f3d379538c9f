"""Choosing: from a poster's short address to a ballot filled in, with nothing lost on the way."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participation.ballots.contract import contract_for
from participation.ballots.forms import BallotForm
from participation.ballots.life import Stage
from participation.ballots.models import Choice, Poll
from participation.ballots.operations import channel_of, remember_choice
from participation.ballots.operations.entitlement import conditions_to_meet
from participation.ballots.pending import cookie_name, keep_choice, keep_ticks, kept_marks
from participation.ballots.views.doors import (
    asked_reading,
    hindrances,
    ordered_choices,
    participant_of,
    poll_or_404,
    reading_of,
    ways_to_mark,
)
from participation.ballots.wording import ballot_in_words
from participation.consultations.wording import PROFILE


@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """The address on posters: to the ballot while one may vote, to the page of the vote otherwise."""
    polls = Poll.objects.visible_to(request.user).select_related("consultation")
    poll = get_object_or_404(polls, short_code=code.lower())
    return redirect("participation:ballot", poll.slug) if poll.stage(timezone.now()) is Stage.OPEN else redirect(poll)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose projects; what is chosen stays on the device until it is confirmed."""
    poll, now = poll_or_404(request, slug), timezone.now()
    if poll.stage(now) is not Stage.OPEN:
        return redirect(poll)
    participant = participant_of(request)
    voted = channel_of(poll, participant)
    form = BallotForm(request.POST or None, contract=contract_for(poll), blank="blank" in request.POST)
    if "show" in request.POST:
        return _read_otherwise(request, poll, form, at=now)
    if request.method == "POST" and form.is_valid():
        response = redirect("participation:confirm_vote", poll.slug)
        keep_choice(request, response, poll, form.cleaned_data["marks"], replaces=voted is not None, at=now)
        if participant:
            remember_choice(poll=poll, participant=participant, at=now)
        return response
    return _show(request, poll, form, participant, voted, at=now)


def _show(request: HttpRequest, poll: Poll, form: BallotForm, participant, voted: str | None, *, at) -> HttpResponse:
    """The ballot as it stands on this device, with how the person stands before this vote."""
    ticked = form.marks() if request.method == "POST" else kept_marks(request, poll)
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "form": form,
        **reading_of(request, poll, at, always=ticked),
        "ticked": ticked,
        "instructions": ballot_in_words(poll),
        **ways_to_mark(form),
        "cookie": cookie_name(poll),
        "lasts": int((poll.closes_at - at).total_seconds()),
        "voted": voted,
        "missing": hindrances(poll, conditions_to_meet(poll, participant)) if participant else [],
        "profile": PROFILE,
        "here": request.path,
    }
    page["choices"] = [choice for choice in page["choices"] if choice.withdrawn_at is None]
    return render(request, "participation/ballots/ballot.html", page)


def _read_otherwise(request: HttpRequest, poll: Poll, form: BallotForm, *, at) -> HttpResponse:
    """Show the list in another order or through a filter; without JavaScript, the ticks travel in the same form."""
    response = redirect(f"{reverse('participation:ballot', args=[poll.slug])}{asked_reading(request)}")
    keep_ticks(response, poll, form.marks(), at=at)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two projects side by side; while one may vote, a button puts either on the ballot or takes it off."""
    poll, now = poll_or_404(request, slug), timezone.now()
    choices, _order = ordered_choices(request, poll, now)
    is_open = poll.stage(now) is Stage.OPEN
    ticked = kept_marks(request, poll) if is_open else set()
    if request.method == "POST" and is_open:
        response = redirect("participation:ballot", poll.slug)
        named = _named(choices, request.POST.get("tick"))
        keep_ticks(response, poll, _turned(ticked, named, numbers=contract_for(poll).form.numbers), at=now)
        return response
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "choices": sorted(choices, key=lambda choice: choice.no),
        "pair": (pair := _pair(request, choices, ticked)),
        "pair_fields": [(name, choice.no) for name, choice in zip("ab", pair, strict=False)],
        "ticked": ticked,
        "open": is_open,
    }
    return render(request, "participation/ballots/compare.html", page)


def _named(choices: list[Choice], no: str | None) -> set[int]:
    return {choice.no for choice in choices if str(choice.no) == no and choice.withdrawn_at is None}


def _turned(ticked, named: set[int], *, numbers: bool) -> list[int] | dict[int, int]:
    """Put on the ballot what was not there, with one point where it gives some; take off what was."""
    if not numbers:
        return sorted({*ticked} ^ named)
    kept = dict(ticked)
    return {no: given for no, given in kept.items() if no not in named} | {no: 1 for no in named if no not in kept}


def _pair(request: HttpRequest, choices: list[Choice], ticked: Collection[int]) -> list[Choice]:
    """The two projects named in the address; whoever names fewer sees first what is ticked, then what comes first."""
    by_name = {str(choice.no): choice for choice in choices}
    named = [by_name[no] for no in (request.GET.get("a"), request.GET.get("b")) if no in by_name]
    others = sorted(choices, key=lambda choice: choice.no not in ticked)
    return list(dict.fromkeys([*named, *others]))[:2]
