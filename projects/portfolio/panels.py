"""« Promesses tenues »: what became of the projects that residents chose, on the pages of lower floors."""

from datetime import datetime

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from crois_sens.kernel.registries import area_panels, home_panels
from projects.portfolio.models import Project, ProjectStatus
from projects.portfolio.rules import is_silent

#: Cards shown: what was told last comes first.
SHOWN = 6


def kept(rows, at: datetime) -> dict | None:
    """Return the panel of these projects: how many, what was voted and spent, what was told last."""
    today = timezone.localdate(at)
    done = Count("pk", filter=Q(status=ProjectStatus.DONE))
    figures = rows.aggregate(number=Count("pk"), done=done, voted=Sum("voted_cents"), spent=Sum("spent_cents"))
    if not figures["number"]:
        return None
    told = rows.select_related("area", "holder").annotate(told_on=Max("news__on"))
    shown = list(told.order_by("-told_on", "sort_key", "pk")[:SHOWN])
    for project in shown:
        project.silent_since = project.told_on if is_silent(project.told_on, project.status, today) else None
    template = "projects/portfolio/promises.html"
    return {"title": _("Promesses tenues"), "template": template, "figures": figures, "rows": shown}


def of_home(*, person, at: datetime) -> dict | None:
    """Home page: the winners of every edition."""
    return kept(Project.objects.published().voted(), at)


def of_area(*, area, person, at: datetime) -> dict | None:
    """Page of an area: the winners there and inside it."""
    here = Q(area=area) | Q(area__ancestors__contains=[area.pk])
    return kept(Project.objects.published().voted().filter(here), at)


def register() -> None:
    """Fill the registries of the house."""
    home_panels.add("promises", of_home, rank=40)
    area_panels.add("promises", of_area, rank=40)
