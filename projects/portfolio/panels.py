"""« Promesses tenues »: what became of the projects that residents chose, on the pages of lower floors."""

from datetime import datetime

from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel.registries import (
    area_news,
    area_panels,
    erasure_consequences,
    erasures,
    home_panels,
    personal_data,
    space_panels,
)
from projects.portfolio import feeds, following
from projects.portfolio.models import News, Origin, Project, ProjectStatus
from projects.portfolio.rules import silent_since
from territories.instance.acts import name_acts

#: Cards shown: what was told last comes first.
SHOWN = 6


def kept(rows, at: datetime, *, inside: str = "") -> dict | None:
    """Return the panel of these projects: how many, what was voted and spent, what was told last."""
    today = timezone.localdate(at)
    done = Count("pk", filter=Q(status=ProjectStatus.DONE))
    figures = rows.aggregate(number=Count("pk"), done=done, voted=Sum("voted_cents"), spent=Sum("spent_cents"))
    if not figures["number"]:
        return None
    latest = News.objects.filter(project=OuterRef("pk")).values("title")[:1]
    told = rows.select_related("area").annotate(told_on=Max("news__on"), told=Subquery(latest))
    shown = list(told.order_by(F("told_on").desc(nulls_last=True), "sort_key", "pk")[:SHOWN])
    for project in shown:
        announced = timezone.localdate(project.published_at)
        project.silent_since = silent_since(project.told_on, announced, project.status, today)
    return {
        "title": _("Promesses tenues"),
        "template": "projects/portfolio/promises.html",
        "figures": figures,
        "rows": shown,
        "all_url": reverse("projects:projects") + f"?origin={Origin.VOTE}" + (f"&area={inside}" if inside else ""),
    }


def of_home(*, person, at: datetime) -> dict | None:
    """Home page: the winners of every edition."""
    return kept(Project.objects.published().voted(), at)


def of_area(*, area, person, at: datetime) -> dict | None:
    """Page of an area: the winners there and inside it."""
    here = Q(area=area) | Q(area__ancestors__contains=[area.pk])
    return kept(Project.objects.published().voted().filter(here), at, inside=area.slug)


#: How the log of acts names what is done here.
ACT_WORDS = {
    "project.started": gettext_lazy("Réalisation commencée"),
    "project.state_changed": gettext_lazy("Changement d’état"),
}


def register() -> None:
    """Fill the registries of the house."""
    name_acts(ACT_WORDS)
    home_panels.add("promises", of_home, rank=40)
    area_panels.add("promises", of_area, rank=40)
    area_news.add("projects", feeds.of_area)
    space_panels.add("followed_projects", following.mine, rank=40)
    personal_data.add("followed_projects", following.what_we_know)
    erasure_consequences.add("followed_projects", following.consequences)
    erasures.add("followed_projects", following.erase)
