"""The tasks of a team where people look: in the cockpit, on each start page, among what is late."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Duty
from territories.accounts.permissions import can

#: A panel stays a panel: the rest is in the list.
MOST = 6


def in_cockpit(*, consultation, user, at: datetime) -> dict | None:
    """Cockpit: what remains to do, the most urgent first."""
    duties = list(Duty.objects.filter(consultation=consultation).undone()[:MOST])
    if not duties:
        return None
    return {
        "title": _("Qui fait quoi"),
        "template": "participation/consultations/admin/_duties.html",
        "rows": duties,
        "today": _today(at),
        "runs": can(user, "consultations.run", consultation.area),
        "all_url": _list(f"?q={consultation.title}"),
    }


def given_to(*, user, at: datetime) -> dict | None:
    """Start page of the commission, the elected and the agents: what is theirs to do."""
    duties = Duty.objects.given_to(user).undone().select_related("consultation")
    rows = list(duties.filter(consultation__published_at__isnull=False)[:MOST])
    if not rows:
        return None
    template = "participation/consultations/admin/_duties.html"
    return {"title": _("Vos tâches"), "template": template, "rows": rows, "today": _today(at), "names": True}


def late(*, user, at: datetime) -> list[dict]:
    """Start page of who runs a consultation: tasks whose day has passed."""
    if not can(user, "consultations.run"):
        return []
    rows = Duty.objects.run_by(user).filter(due_on__lt=_today(at), done_at=None)
    return [
        {
            "title": _("Tâches de l’équipe en retard"),
            "why": _("Leur jour est passé : faites-les, ou notez qu’elles sont faites."),
            "do": _("Voir les tâches"),
            "count": rows.count(),
            "url": _list("?done_at__isempty=1"),
            "level": "warn",
        }
    ]


def _today(at: datetime):
    return timezone.localdate(at)


def _list(query: str) -> str:
    return reverse("admin:participation_duty_changelist") + query
