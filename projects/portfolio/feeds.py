"""What teams tell of their projects, for feed readers of an area."""

from datetime import UTC, datetime, time

from django.db.models import Q

from projects.portfolio.models import News as Told
from projects.portfolio.models import Project
from territories.instance.feeds import News
from territories.instance.prose import as_text


def of_area(*, area, limit: int) -> list[News]:
    """News of an area: of the public projects there and inside it."""
    projects = Project.objects.published().filter(Q(area=area) | Q(area__ancestors__contains=[area.pk]))
    rows = Told.objects.filter(project__in=projects).select_related("project").order_by("-on", "-pk")[:limit]
    return [_told(row) for row in rows]


def _told(row: Told) -> News:
    # A day without an hour: noon is that day in every territory of France.
    at = datetime.combine(row.on, time(12), tzinfo=UTC)
    address = f"{row.project.get_absolute_url()}#nouvelle-{row.pk}"
    return News(f"{row.project.title} : {row.title}", address, as_text(row.text), at)
