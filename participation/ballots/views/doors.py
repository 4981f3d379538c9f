"""The way into every page of a vote: what one may see exists, the rest is not found."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from participation.ballots.forms import BallotForm
from participation.ballots.kinds import label_of
from participation.ballots.models import Choice, Poll
from participation.ballots.models.polls import PollQuerySet
from participation.ballots.money import amount
from participation.ballots.rules.judgment import GRADES
from participation.consultations.rules.eligibility import Missing
from participation.consultations.wording import REMEDIES, remedy
from territories.accounts.permissions import can

HAZARD, CHEAPEST, NUMBER = "hasard", "cout", "numero"
MAP = "carte"
#: What a visitor may ask of the list without losing what is ticked.
READINGS = ("ordre", "theme", "vue", "graine")
#: The orders in which a resident may read the projects.
ORDERS = {HAZARD: _("au hasard"), CHEAPEST: _("du moins cher au plus cher"), NUMBER: _("par numéro")}


def poll_or_404(request: HttpRequest, slug: str) -> Poll:
    """Return a poll that this visitor may see, with its consultation.

    Nobody's roles are read for what everybody may see: on the day of the vote this is the busiest door of all.
    """
    rows = _with_consultation()
    poll = rows.public().filter(slug=slug).first()
    return poll or get_object_or_404(rows.visible_to(request.user), slug=slug)


def poll_at_hand(slug: str, *, at: datetime) -> Poll:
    """Return a public poll as this process read it within this minute. It is not to be changed, and decides nothing.

    :raises Poll.DoesNotExist: when there is none that everybody may see.
    """
    return _read_in(int(at.timestamp()) // 60, slug)


@lru_cache(maxsize=64)
def _read_in(_minute: int, slug: str) -> Poll:
    return _with_consultation().public().get(slug=slug)


def staffed_poll_or_404(request: HttpRequest, slug: str, capability: str) -> Poll:
    """Return a sealed poll on which this account may act; to others the page does not exist."""
    poll = get_object_or_404(_with_consultation().sealed(), slug=slug)
    if not can(request.user, capability, poll.consultation.area):
        raise Http404
    return poll


def _with_consultation() -> PollQuerySet:
    return Poll.objects.select_related("consultation__area", "consultation__organiser")


def participant_of(request: HttpRequest):
    """Return who takes part behind this request, or nobody."""
    return request.user.participant if request.user.is_authenticated else None


def hindrances(poll: Poll, missing: Iterable[Missing]) -> list[dict]:
    """What keeps a person from voting, each with the name of the link that leads to its remedy.

    Signing in and declaring are steps of the confirmation, not hindrances.
    """
    return [
        {"sentence": remedy(one, poll.consultation), "label": REMEDIES[one][1]}
        for one in missing
        if one not in (Missing.SIGN_IN, Missing.DECLARATION)
    ]


def reading_of(request: HttpRequest, poll: Poll, at, *, always: Collection[int] = (), choices=None) -> dict:
    """The projects as this visitor asked to read them: order, theme, list or map.

    :param always: numbers that no filter hides, as they are ticked; :param choices: other projects than the poll's.
    """
    choices, order = ordered_choices(request, poll, at, choices=choices)
    themes = sorted({choice.theme for choice in choices if choice.theme}, key=lambda one: one.name)
    theme = next((one.slug for one in themes if one.slug == request.GET.get("theme")), "")
    shown = [one for one in choices if not theme or (one.theme and one.theme.slug == theme) or one.no in always]
    on_map = request.GET.get("vue") == MAP
    return {
        "choices": shown,
        "order": order,
        "orders": [(name, label) for name, label in ORDERS.items() if poll.has_money or name != CHEAPEST],
        "by_chance": order == HAZARD,
        "theme": theme,
        "themes": themes,
        "on_map": on_map,
        "located": any(one.proposal and one.proposal.latitude is not None for one in choices),
        "points": points_of(shown, poll) if on_map else [],
    }


def asked_reading(request: HttpRequest) -> str:
    """Return the end of an address that shows the list as the buttons of a ballot ask for it."""
    return f"?{urlencode({name: request.POST[name] for name in READINGS if request.POST.get(name)})}#projets"


def ways_to_mark(form: BallotForm) -> dict:
    """How the page of a ballot lets each choice be marked: boxes, one button, points, a grade or a rank."""
    limits = form.contract.form
    return {
        "limits": limits,
        "one": limits.kind == "single",
        "grades": tuple(enumerate(GRADES, start=1))[::-1],
        "ranks": range(1, len(form.contract.offered) + 1),
    }


def ordered_choices(request: HttpRequest, poll: Poll, at, *, choices=None) -> tuple[list[Choice], str]:
    """The projects in the order asked for; by chance of the day unless asked otherwise, so that nobody comes first.

    The seed is the day's or the address's: the page is the same for everybody who has that address.
    """
    order = request.GET.get("ordre", NUMBER if poll.asks else HAZARD)
    seed = request.GET.get("graine") or f"{at.date().isoformat()}|{poll.slug}"
    if choices is None:
        choices = poll.choices.select_related("theme", "proposal__consultation", "proposal__area")
    return in_order(choices, order, seed=seed), order if order in ORDERS else HAZARD


def in_order(choices: Iterable[Choice], order: str, *, seed: str) -> list[Choice]:
    """Order the projects, on a screen and on paper alike; ``seed`` decides the order by chance."""
    if order == CHEAPEST:
        return sorted(choices, key=lambda choice: (choice.cost_cents or 0, choice.no))
    if order == NUMBER:
        return sorted(choices, key=lambda choice: choice.no)
    return sorted(choices, key=lambda choice: sha256(f"{seed}|{choice.no}".encode()).digest())


def points_of(choices: list[Choice], poll: Poll) -> list[dict]:
    """The projects that lie somewhere, as the map takes them."""
    return [
        {
            "latitude": choice.proposal.latitude,
            "longitude": choice.proposal.longitude,
            "title": label_of(poll, choice.no, choice.title),
            "url": choice.proposal.get_absolute_url(),
            "note": amount(choice.cost_cents, unit=poll.unit, currency=poll.currency),
        }
        for choice in choices
        if choice.proposal and choice.proposal.latitude is not None
    ]
