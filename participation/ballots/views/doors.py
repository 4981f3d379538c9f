"""The way into every page of a vote: what one may see exists, the rest is not found."""

from collections.abc import Iterable
from hashlib import sha256

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from participation.ballots.models import Choice, Poll
from territories.accounts.permissions import can

HAZARD, CHEAPEST, NUMBER = "hasard", "cout", "numero"
#: The orders in which a resident may read the projects.
ORDERS = {HAZARD: _("au hasard"), CHEAPEST: _("du moins cher au plus cher"), NUMBER: _("par numéro")}


def poll_or_404(request: HttpRequest, slug: str) -> Poll:
    """Return a poll that this visitor may see, with its consultation."""
    rows = Poll.objects.visible_to(request.user).select_related("consultation__area", "consultation__organiser")
    return get_object_or_404(rows, slug=slug)


def staffed_poll_or_404(request: HttpRequest, slug: str, capability: str) -> Poll:
    """Return a sealed poll on which this account may act; to others the page does not exist."""
    rows = Poll.objects.sealed().select_related("consultation__area", "consultation__organiser")
    poll = get_object_or_404(rows, slug=slug)
    if not can(request.user, capability, poll.consultation.area):
        raise Http404
    return poll


def ordered_choices(request: HttpRequest, poll: Poll, at) -> tuple[list[Choice], str]:
    """The projects in the order asked for; by chance of the day unless asked otherwise, so that nobody comes first.

    The seed is the day's or the address's: the page is the same for everybody who has that address.
    """
    order = request.GET.get("ordre", HAZARD)
    seed = request.GET.get("graine") or f"{at.date().isoformat()}|{poll.slug}"
    choices = poll.choices.select_related("theme", "proposal__consultation")
    return in_order(choices, order, seed=seed), order if order in ORDERS else HAZARD


def in_order(choices: Iterable[Choice], order: str, *, seed: str) -> list[Choice]:
    """Order the projects, on a screen and on paper alike; ``seed`` decides the order by chance."""
    if order == CHEAPEST:
        return sorted(choices, key=lambda choice: (choice.cost_cents, choice.no))
    if order == NUMBER:
        return sorted(choices, key=lambda choice: choice.no)
    return sorted(choices, key=lambda choice: sha256(f"{seed}|{choice.no}".encode()).digest())
