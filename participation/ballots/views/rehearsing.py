"""The rehearsal of a vote, page by page as a resident will meet them; only its team may, and only before it opens."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from participation.ballots.forms import BallotForm
from participation.ballots.models import Poll
from participation.ballots.rehearsal import (
    BEFORE,
    DRAWS,
    MOST_TRIED,
    Rehearsal,
    Tried,
    count_of,
    keep_tried,
    marks_of,
    missing_to_rehearse,
    plain,
    rehearsal_of,
    tried_in,
)
from participation.ballots.views.doors import asked_reading, poll_or_404, reading_of, ways_to_mark
from participation.ballots.wording import ballot_in_words, rule_in_words, voted_mail
from participation.consultations.wording import who_may_take_part
from territories.accounts.permissions import can

BALLOT, CONFIRM, COUNT = "rehearse", "rehearse_confirm", "rehearse_count"


def _poll_or_404(request: HttpRequest, slug: str, *, at: datetime) -> Poll:
    """Return a vote that has not opened, to those who prepare it; to others its rehearsal does not exist."""
    poll = poll_or_404(request, slug)
    if poll.stage(at) not in BEFORE or not can(request.user, "consultations.see", poll.consultation.area):
        raise Http404
    return poll


def _page(request: HttpRequest, name: str, poll: Poll, **context) -> HttpResponse:
    context |= {"poll": poll, "consultation": poll.consultation, "instructions": ballot_in_words(poll)}
    return render(request, f"participation/ballots/rehearsal/{name}.html", context)


def _to(name: str, poll: Poll) -> HttpResponse:
    return redirect(f"participation:{name}", poll.slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, slug: str) -> HttpResponse:
    """Try the ballot; what is chosen goes to the page of confirmation, and no further than this session."""
    now = timezone.now()
    poll = _poll_or_404(request, slug, at=now)
    if missing := missing_to_rehearse(poll, at=now):
        return _page(request, "missing", poll, missing=missing)
    rehearsal, tried = rehearsal_of(poll), tried_in(request.session, poll)
    form = BallotForm(request.POST or None, contract=rehearsal.contract, blank="blank" in request.POST)
    if "show" in request.POST:
        tried.ticked = plain(form.marks())
        keep_tried(request.session, poll, tried)
        return redirect(f"{reverse(f'participation:{BALLOT}', args=[slug])}{asked_reading(request)}")
    if request.method == "POST" and form.is_valid():
        tried.ticked = tried.choice = plain(form.cleaned_data["marks"])
        keep_tried(request.session, poll, tried)
        return _to(CONFIRM, poll)
    kept = marks_of(tried.ticked, rehearsal.contract)
    ticked = form.marks() if request.method == "POST" else kept if isinstance(kept, dict) else set(kept)
    reading = reading_of(request, poll, now, always=ticked, choices=rehearsal.choices)
    page = {"form": form, "ticked": ticked, "rehearsal": True, **reading, **ways_to_mark(form)}
    return _page(request, "ballot", poll, **page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the choice again, see what a resident is asked, and put the ballot among those of the rehearsal."""
    now = timezone.now()
    poll = _poll_or_404(request, slug, at=now)
    tried = tried_in(request.session, poll)
    if tried.choice is None or missing_to_rehearse(poll, at=now):
        return _to(BALLOT, poll)
    rehearsal = rehearsal_of(poll)
    if request.method == "POST":
        return _put_among(request, rehearsal, tried)
    marks = marks_of(tried.choice, rehearsal.contract)
    chosen = [choice for choice in rehearsal.choices if choice.no in marks]
    given, who = marks if isinstance(marks, dict) else {}, who_may_take_part(poll.consultation)
    return _page(request, "confirm", poll, chosen=chosen, given=given, who=who)


def _put_among(request: HttpRequest, rehearsal: Rehearsal, tried: Tried) -> HttpResponse:
    """Add the ballot to those of the rehearsal, and show what a voter would read now, with the mail."""
    tried.ballots = [*tried.ballots, tried.choice][-MOST_TRIED:]
    tried.ticked, tried.choice = [], None
    keep_tried(request.session, rehearsal.poll, tried)
    title, text = voted_mail(rehearsal.poll)
    return _page(request, "receipt", rehearsal.poll, mail={"title": title, "text": text}, tried=len(tried.ballots))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """Count the ballots tried by the rule of the vote; ballots drawn by lot may be added, and all be put aside."""
    now = timezone.now()
    poll = _poll_or_404(request, slug, at=now)
    if missing_to_rehearse(poll, at=now):
        return _to(BALLOT, poll)
    tried = tried_in(request.session, poll)
    if request.method == "POST":
        asked = request.POST.get("drawn", "")
        fresh = Tried() if "forget" in request.POST else tried
        fresh.drawn = next((number for number in DRAWS if str(number) == asked), fresh.drawn)
        keep_tried(request.session, poll, fresh)
        return _to(COUNT, poll)
    rehearsal = rehearsal_of(poll)
    counted = count_of(rehearsal, tried)
    return _page(
        request,
        "count",
        poll,
        count=counted,
        drawn=tried.drawn,
        draws=[number for number in DRAWS if number != tried.drawn],
        rule=rule_in_words(poll),
    )
