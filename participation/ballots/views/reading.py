"""What everybody may read of a vote: its page, its sealed rule and its result."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participation.ballots.desks import desk_url
from participation.ballots.life import Stage
from participation.ballots.models import Poll
from participation.ballots.paper_state import waits_for
from participation.ballots.views.doors import poll_or_404, reading_of
from participation.ballots.wording import ballot_in_words, rule_in_words
from territories.accounts.permissions import can


@require_safe
def poll_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The vote as it stands: its projects, its rule, its calendar; the ballot is a page of its own."""
    poll, now = poll_or_404(request, slug), timezone.now()
    stage, desk = poll.stage(now), desk_url(poll)
    waits = waits_for(poll, at=now)
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "stage": stage,
        "waits": waits,
        "counting": not waits and _is_counting(poll, stage),
        "now": now,
        **reading_of(request, poll, now),
        "rule": rule_in_words(poll),
        "other_rule": rule_in_words(poll.under_other_rule()) if poll.other_rule else "",
        "instructions": ballot_in_words(poll),
        "versions": poll.versions.all(),
        "desk": desk if desk and can(request.user, "polls.strike_off", poll.consultation.area) else "",
    }
    return render(request, "participation/ballots/poll.html", page)


def _is_counting(poll: Poll, stage: Stage) -> bool:
    """Tell whether workers are at the count now: nobody has to act, no decision stops them, and there is no outcome."""
    if poll.consultation.frozen_at is not None:
        return False
    if stage is Stage.COUNTED:
        return not poll.tallies.filter(official=True).exists()
    return stage is Stage.RECONCILED or (stage is Stage.CLOSED and not poll.has_paper)


@require_safe
def rule_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The sealed rule, byte for byte as it was hashed; ``?version=`` reads an older one."""
    poll = poll_or_404(request, slug)
    wanted = request.GET.get("version", str(poll.version))
    version = poll.versions.filter(no=int(wanted)).first() if re.fullmatch(r"[0-9]{1,4}", wanted) else None
    if version is None:
        raise Http404
    response = HttpResponse(version.rule_json, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{poll.slug}-v{version.no}.json"'
    return response
