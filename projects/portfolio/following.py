"""Projects that a person follows: in « Mon espace », in the copy of their data, and gone with their account."""

from datetime import datetime

from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.portfolio.models import Follow, Project

#: Lines shown; what was told last comes first.
SHOWN = 10


def mine(*, participant, at: datetime) -> dict | None:
    """« Mon espace »: the projects I follow, with the day of their last news."""
    rows = Project.objects.published().filter(follows__participant=participant).select_related("area")
    rows = list(
        rows.annotate(told_on=Max("news__on")).order_by(F("told_on").desc(nulls_last=True), "sort_key", "pk")[:SHOWN]
    )
    if not rows:
        return None
    return {"title": _("Les projets que je suis"), "template": "projects/portfolio/_followed.html", "rows": rows}


def what_we_know(*, participant) -> dict:
    """Data export: what is followed, and since when."""
    rows = Follow.objects.filter(participant=participant).select_related("project").order_by("at", "pk")
    return {"followed_projects": [{"project": row.project.title, "since": row.at.isoformat()} for row in rows]}


def consequences(*, participant, at: datetime) -> list[str]:
    """What closing the account does to what is followed."""
    number = Follow.objects.filter(participant=participant).count()
    said = ngettext("%(number)d projet n’est plus suivi.", "%(number)d projets ne sont plus suivis.", number)
    return [said % {"number": number}] if number else []


def erase(*, participant, at: datetime) -> None:
    """Erasure: nobody is followed any more."""
    Follow.objects.filter(participant=participant).delete()
