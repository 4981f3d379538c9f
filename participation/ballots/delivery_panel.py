"""« Promesses tenues » of a consultation: what became of its winners, voted against spent."""

from django.utils.translation import gettext as _

from participation.ballots.charts import spending_chart
from participation.ballots.models import Delivery
from projects.portfolio.models import Origin, Project
from territories.areas.models import Area


def deliveries(*, consultation, person, at) -> dict | None:
    """Projects that came of the votes of a consultation, and apart from them what the town added by itself."""
    projects = list(
        Project.objects.visible_to(person)
        .filter(pk__in=Delivery.objects.filter(consultation=consultation).values("project"))
        .order_by("-voted_cents", "pk")
    )
    if not projects:
        return None
    inside = Area.objects.within([consultation.area_id]).values("pk")
    since = min(project.published_at for project in projects)
    added = Project.objects.visible_to(person).filter(origin=Origin.TOWN, area__in=inside, published_at__gte=since)
    return {
        "title": _("Ce que sont devenus les lauréats"),
        "template": "participation/ballots/_deliveries.html",
        "projects": projects,
        "chart": spending_chart(projects),
        "voted": sum(project.voted_cents for project in projects),
        "spent": sum(project.spent_cents for project in projects),
        "added": list(added.order_by("pk")[:5]),
    }
