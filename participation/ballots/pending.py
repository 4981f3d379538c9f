"""A choice that is not a vote yet: it stays on the person's device, in a cookie that ends with the vote.

The server keeps nothing of it, so that no member of staff can see it; it survives signing in and signing up. The ballot
writes the same cookie while one ticks, so that nothing is lost on the way; a second one, readable on every page, says
only that a choice waits to be confirmed, and for which vote.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from participation.ballots.contract import Given, contract_for
from participation.ballots.models import Poll

#: What stands in the cookie of a ballot: numbers with dots between them, each with what it is given behind a dash where
#: the ballot gives something; or this word.
BLANK = "blanc"
CHOICE = re.compile(r"[0-9]{1,4}(-[0-9]{1,4})?(\.[0-9]{1,4}(-[0-9]{1,4})?){0,199}")
#: Names the votes whose choice waits, with points between them, at most so many; a mark follows the name of a vote
#: whose choice would replace a ballot that was cast.
WAITING = "choix-a-confirmer"
MOST_WAITING = 10
REPLACES = "~"
NAMES = re.compile(r"[-\w]{1,100}~?(\.[-\w]{1,100}~?){0,9}", re.ASCII)


def cookie_name(poll: Poll) -> str:
    """Return the name of the cookie that holds the choices of a vote; ``ballot.js`` reads it from the page."""
    return f"choix-{poll.slug}"


def kept_choice(request: HttpRequest, poll: Poll) -> list[int] | dict[int, int] | None:
    """Return what is marked on this device: numbers, with what each is given where the ballot gives something; empty
    for a blank ballot, ``None`` for nothing."""
    kept = request.COOKIES.get(cookie_name(poll), "")
    if kept == BLANK:
        return []
    if not CHOICE.fullmatch(kept):
        return None
    contract = contract_for(poll)
    marks = {
        no: given for no, _dash, given in (one.partition("-") for one in kept.split(".")) if no in contract.offered
    }
    if contract.form.numbers:
        return {int(no): int(given) for no, given in sorted(marks.items()) if given} or None
    return sorted(map(int, marks)) or None


def kept_marks(request: HttpRequest, poll: Poll) -> set[int] | dict[int, int]:
    """Return what the page of a ballot shows as marked."""
    kept = kept_choice(request, poll)
    return kept if isinstance(kept, dict) else set(kept or ())


def waiting_votes(request: HttpRequest) -> dict[str, bool]:
    """Return the slugs of the votes whose choice waits on this device, and whether it would replace a cast ballot."""
    kept = request.COOKIES.get(WAITING, "")
    names = kept.split(".") if NAMES.fullmatch(kept) else []
    return {name.removesuffix(REPLACES): name.endswith(REPLACES) for name in names}


def pending_choice(request: HttpRequest, poll: Poll) -> list[int] | dict[int, int] | None:
    """Return the choice that waits to be confirmed, or nothing while one is still ticking."""
    return kept_choice(request, poll) if poll.slug in waiting_votes(request) else None


def _written(given: Given) -> str:
    marks = given.items() if isinstance(given, Mapping) else ((no, None) for no in sorted(given))
    return ".".join(str(no) if number is None else f"{no}-{number}" for no, number in marks)


def keep_ticks(response: HttpResponse, poll: Poll, choices: Given, *, at: datetime) -> None:
    """Leave what is marked on the device until the vote closes; the ballot's script may change it."""
    if ticked := _written(choices):
        _keep(response, cookie_name(poll), ticked, poll, path=poll.get_absolute_url(), at=at)
    else:
        response.delete_cookie(cookie_name(poll), path=poll.get_absolute_url(), samesite="Lax")


def keep_choice(
    request: HttpRequest,
    response: HttpResponse,
    poll: Poll,
    choices: Given,
    *,
    replaces: bool,
    at: datetime,
) -> None:
    """Leave a whole choice on the device, to be confirmed."""
    marks = _written(choices) or BLANK
    _keep(response, cookie_name(poll), marks, poll, path=poll.get_absolute_url(), at=at)
    _keep_waiting(response, _others(request, poll) | {poll.slug: replaces}, poll, at=at)


def drop_choice(request: HttpRequest, response: HttpResponse, poll: Poll, *, at: datetime) -> None:
    """Take the choice off the device: it is cast, put aside, or the vote is over."""
    response.delete_cookie(cookie_name(poll), path=poll.get_absolute_url(), samesite="Lax")
    _keep_waiting(response, _others(request, poll), poll, at=at)


def _others(request: HttpRequest, poll: Poll) -> dict[str, bool]:
    return {slug: replaces for slug, replaces in waiting_votes(request).items() if slug != poll.slug}


def _keep_waiting(response: HttpResponse, waiting: dict[str, bool], poll: Poll, *, at: datetime) -> None:
    names = [slug + REPLACES * replaces for slug, replaces in waiting.items()]
    if names:
        _keep(response, WAITING, ".".join(names[-MOST_WAITING:]), poll, path="/", at=at)
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
