"""Pages of projects."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from crois_sens.kernel.registries import project_panels
from projects.portfolio.filters import ProjectFilters
from projects.portfolio.models import Project
from projects.portfolio.operations import follow, unfollow
from projects.portfolio.rules import Spending, silent_since
from territories.instance.directory import DirectoryList, DirectoryPage, panels


class ProjectList(DirectoryList):
    """« Projets » : what is being made, by whom, and how far it is."""

    model = Project
    filterset = ProjectFilters
    heading = _("Projets")
    intro = _("Ce qui se construit ensemble : voté par les habitants, porté par des acteurs du territoire.")
    empty = _("Aucun projet ne correspond.")
    card = "projects/portfolio/card.html"
    related = ("area", "holder")


class ProjectPage(DirectoryPage):
    """One project: its state, its money, its steps and its news."""

    model = Project
    template = "projects/portfolio/page.html"
    related = ("area", "holder", "alliance", "place")

    def context(self, request, row):
        news = list(row.news.select_related("photo"))
        participant = getattr(request.user, "participant", None)
        announced = timezone.localdate(row.published_at) if row.published_at else None
        return {
            "themes": row.themes.all(),
            "partners": row.partnerships.select_related("organisation").order_by("organisation__sort_key", "pk"),
            "milestones": row.milestones.all(),
            "today": timezone.localdate(),
            "commitments": row.commitments.select_related("kind", "funder"),
            "news": news,
            "spending": Spending(row.voted_cents, row.spent_cents) if row.voted_cents else None,
            "silent_since": silent_since(news[0].on if news else None, announced, row.status, timezone.localdate()),
            "follows": participant is not None and row.follows.filter(participant=participant).exists(),
            "panels": panels(project_panels, project=row, person=request.user),
        }


@require_POST
@login_required
def set_follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow a project, or stop (``follow=0``)."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    participant = request.user.participant
    if participant is None:
        messages.warning(request, _("Seul un compte d’habitant suit un projet."))
    elif request.POST.get("follow") == "0":
        unfollow(project=project, participant=participant)
        messages.success(request, _("Vous ne suivez plus ce projet."))
    else:
        follow(project=project, participant=participant, at=timezone.now())
        messages.success(request, _("Vous suivez ce projet : chaque nouvelle vous sera envoyée."))
    return redirect("projects:project", slug=project.slug)
