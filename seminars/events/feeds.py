"""Announced events, for feed readers of an area."""

from django.db.models import Q
from django.utils.translation import gettext as _

from seminars.events.models import Event, Precision
from territories.instance.feeds import News
from territories.instance.templatetags.house import day


def of_area(*, area, limit: int) -> list[News]:
    """News of an area: events that were announced there and inside it."""
    rows = Event.objects.published().filter(Q(area=area) | Q(area__ancestors__contains=[area.pk]))
    return [_told(row) for row in rows.order_by("-published_at", "-pk")[:limit]]


def _told(row: Event) -> News:
    title = _("Rencontre : %(title)s") % {"title": row.title}
    if row.precision in (Precision.HOUR, Precision.DAY):
        title = f"{title}, {day(row.starts_at, row.time_zone)}"
    return News(title, row.get_absolute_url(), row.summary or row.question, row.published_at, row.updated_at)
