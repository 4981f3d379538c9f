"""Registrations of a person: in « Mon espace », in the copy of their data, and given back with their account."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crois_sens.kernel import registries
from seminars.events.models import Event, Registration
from seminars.events.operations import cancel


def mine(*, participant, at: datetime) -> dict | None:
    """« Mon espace »: the events where I have a seat or wait for one, the next first, and the last ones."""
    rows = Registration.objects.filter(participant=participant, event__published_at__isnull=False)
    rows = rows.select_related("event")
    coming = list(rows.filter(event__ends_at__gt=at).order_by("event__starts_at", "pk")[:10])
    past = list(rows.filter(event__ends_at__lte=at, waiting=False).order_by("-event__starts_at", "-pk")[:3])
    if not (coming or past):
        return None
    return {"title": _("Mes rencontres"), "template": "seminars/events/_space.html", "coming": coming, "past": past}


def what_we_know(*, participant) -> dict:
    """Data export: registrations, and the needs that were told with them."""
    rows = Registration.objects.filter(participant=participant).select_related("event").order_by("at", "pk")
    return {
        "registrations": [
            {"event": row.event.title, "at": row.at.isoformat(), "waiting": row.waiting, "needs": row.needs}
            for row in rows
        ]
    }


def consequences(*, participant, at: datetime) -> list[str]:
    """What closing the account does to registrations."""
    number = Registration.objects.filter(participant=participant, event__starts_at__gt=at).count()
    said = ngettext(
        "%(number)d inscription à une rencontre à venir est annulée, la place est rendue.",
        "%(number)d inscriptions à des rencontres à venir sont annulées, les places sont rendues.",
        number,
    )
    return [said % {"number": number}] if number else []


def erase(*, participant, at: datetime) -> None:
    """Erasure: seats to come are given back; that somebody was there stays counted, under the pseudonym."""
    for event in Event.objects.filter(registrations__participant=participant, starts_at__gt=at).order_by("pk"):
        cancel(event=event, participant=participant, at=at)
    Registration.objects.filter(participant=participant).update(needs="")


def register() -> None:
    """Fill the registries of the house."""
    registries.space_panels.add("registrations", mine, rank=30)
    registries.personal_data.add("registrations", what_we_know)
    registries.erasure_consequences.add("registrations", consequences)
    registries.erasures.add("registrations", erase)
