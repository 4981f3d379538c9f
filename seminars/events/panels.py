"""What events add to the pages of lower floors."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel import registries
from seminars.events import feeds, registrations
from seminars.events.models import Event
from territories.instance.acts import name_acts

#: More than a calendar of a page shows.
NEXT = 12


def coming(*, area, person, at: datetime) -> list[dict]:
    """Calendar: events that have not begun, in an area and inside it, or everywhere."""
    rows = Event.objects.published().filter(starts_at__gt=at).select_related("area")
    if area is not None:
        rows = rows.filter(Q(area=area) | Q(area__ancestors__contains=[area.pk]))
    return [
        {
            "at": event.starts_at,
            "zone": event.time_zone,
            "title": event.title,
            "url": reverse("seminars:event", args=[event.slug]),
            "what": capfirst(event.get_kind_display()),
            "where": event.venue or (str(event.area) if event.area else ""),
        }
        for event in rows.order_by("starts_at", "pk")[:NEXT]
    ]


#: How the log of acts names what is done here.
ACT_WORDS = {
    "event.minutes_published": _("Compte rendu publié"),
}


def register() -> None:
    """Fill the registries of the house."""
    name_acts(ACT_WORDS)
    registries.calendar.add("events", coming, rank=20)
    registries.area_news.add("events", feeds.of_area)
    registrations.register()
