"""A choice that is not a vote yet: it stays on the person's device, in a signed cookie that ends with the vote.

The server keeps nothing of it, so that no member of staff can see it; it survives signing in and signing up.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from participation.ballots.contract import contract_for
from participation.ballots.models import Poll

SALT = "participation.ballots.pending"


def _name(poll: Poll) -> str:
    return f"choix-{poll.slug}"


def pending_choice(request: HttpRequest, poll: Poll) -> list[int] | None:
    """Return what this device has chosen and not confirmed: numbers, empty for a blank ballot, ``None`` for nothing."""
    kept = request.get_signed_cookie(_name(poll), default=None, salt=SALT)
    if kept is None:
        return None
    offered = contract_for(poll).offered
    return [int(no) for no in kept.split(".") if no in offered] if kept else []


def keep_choice(response: HttpResponse, poll: Poll, choices: Iterable[int], *, at: datetime) -> None:
    """Leave a choice on the device until the vote closes."""
    response.set_signed_cookie(
        _name(poll),
        ".".join(map(str, choices)),
        salt=SALT,
        max_age=max(int((poll.closes_at - at).total_seconds()), 0),
        path=poll.get_absolute_url(),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def drop_choice(response: HttpResponse, poll: Poll) -> None:
    """Take the choice off the device: it is cast, put aside, or the vote is over."""
    response.delete_cookie(_name(poll), path=poll.get_absolute_url(), samesite="Lax")
