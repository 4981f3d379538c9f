"""A choice that is not a vote yet: it stays on the person's device, in a cookie that ends with the vote.

The server keeps nothing of it, so that no member of staff can see it; it survives signing in and signing up. The ballot
writes the same cookie while one ticks, so that nothing is lost on the way; a second one, readable on every page, says
only that a choice waits to be confirmed, and for which vote.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from participation.ballots.models import Poll

#: What stands in the cookie of a ballot: numbers with points between them, or this word.
BLANK = "blanc"
CHOICE = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,199}")
#: Names the votes whose choice waits, with points between them, at most so many.
WAITING = "choix-a-confirmer"
MOST_WAITING = 10


def cookie_name(poll: Poll) -> str:
    """Return the name of the cookie that holds the choices of a vote; ``ballot.js`` reads it from the page."""
    return f"choix-{poll.slug}"


def kept_choice(request: HttpRequest, poll: Poll) -> list[int] | None:
    """Return what is ticked on this device: numbers, empty for a blank ballot, ``None`` for nothing."""
    kept = request.COOKIES.get(cookie_name(poll), "")
    if kept == BLANK:
        return []
    if not CHOICE.fullmatch(kept):
        return None
    offered = set(poll.choices.filter(withdrawn_at=None).values_list("no", flat=True))
    return sorted(offered & {int(no) for no in kept.split(".")}) or None


def waiting_slugs(request: HttpRequest) -> list[str]:
    """Return the slugs of the votes whose choice waits on this device, as the device says it."""
    kept = request.COOKIES.get(WAITING, "")
    return kept.split(".") if re.fullmatch(r"[-\w]{1,100}(\.[-\w]{1,100}){0,9}", kept, re.ASCII) else []


def pending_choice(request: HttpRequest, poll: Poll) -> list[int] | None:
    """Return the choice that waits to be confirmed, or nothing while one is still ticking."""
    return kept_choice(request, poll) if poll.slug in waiting_slugs(request) else None


def keep_ticks(response: HttpResponse, poll: Poll, choices: Iterable[int], *, at: datetime) -> None:
    """Leave what is ticked on the device until the vote closes; the ballot's script may change it."""
    ticked = ".".join(map(str, choices))
    if ticked:
        _keep(response, cookie_name(poll), ticked, poll, path=poll.get_absolute_url(), at=at)
    else:
        response.delete_cookie(cookie_name(poll), path=poll.get_absolute_url(), samesite="Lax")


def keep_choice(request: HttpRequest, response: HttpResponse, poll: Poll, choices: Iterable[int], *, at: datetime):
    """Leave a whole choice on the device, to be confirmed."""
    numbers = ".".join(map(str, choices)) or BLANK
    _keep(response, cookie_name(poll), numbers, poll, path=poll.get_absolute_url(), at=at)
    waiting = [*(slug for slug in waiting_slugs(request) if slug != poll.slug), poll.slug]
    _keep(response, WAITING, ".".join(waiting[-MOST_WAITING:]), poll, path="/", at=at)


def drop_choice(request: HttpRequest, response: HttpResponse, poll: Poll, *, at: datetime) -> None:
    """Take the choice off the device: it is cast, put aside, or the vote is over."""
    response.delete_cookie(cookie_name(poll), path=poll.get_absolute_url(), samesite="Lax")
    waiting = [slug for slug in waiting_slugs(request) if slug != poll.slug]
    if waiting:
        _keep(response, WAITING, ".".join(waiting), poll, path="/", at=at)
    else:
        response.delete_cookie(WAITING, path="/", samesite="Lax")


def _keep(response: HttpResponse, name: str, value: str, poll: Poll, *, path: str, at: datetime) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max(int((poll.closes_at - at).total_seconds()), 0),
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
