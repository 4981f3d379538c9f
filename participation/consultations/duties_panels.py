"""The tasks of a team where people look: in the cockpit, on each start page, among what is late."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Duty
from territories.accounts.permissions import can

#: Name of the panel of the start page, for links to it.
PANEL = "taches"
#: A panel stays a panel: the rest is in the list.
MOST = 6


def in_cockpit(*, consultation, user, at: datetime) -> dict | None:
    """Cockpit: what remains to do, the most urgent first."""
    runs = can(user, "consultations.run", consultation.area)
    duties = list(Duty.objects.filter(consultation=consultation).undone()[:MOST])
    if not duties:
        return None
    return {
        "title": _("Qui fait quoi"),
        "template": "participation/consultations/admin/_duties.html",
        "rows": duties,
        "today": _today(at),
        "ticks": runs,
        "reads": runs,
        "all_url": _list(f"?consultation={consultation.slug}&done_at__isempty=1") if runs else "",
    }


def given_to(*, user, at: datetime) -> dict | None:
    """Start page of the commission, the elected and the agents: what is theirs to do."""
    duties = Duty.objects.given_to(user).undone().select_related("consultation")
    rows = list(duties[:MOST])
    if not rows:
        return None
    return {
        "id": PANEL,
        "title": _("Vos tâches"),
        "template": "participation/consultations/admin/_duties.html",
        "rows": rows,
        "today": _today(at),
        "ticks": True,
        "names": True,
    }


def late(*, user, at: datetime) -> list[dict]:
    """Start page: tasks whose day has passed, of the whole team for who runs it, one's own for the others."""
    runs = can(user, "consultations.run")
    rows = Duty.objects.run_by(user) if runs else Duty.objects.given_to(user)
    return [
        {
            "title": _("Tâches de l’équipe en retard") if runs else _("Tâches en retard"),
            "why": _("Leur jour est passé : faites-les, ou notez qu’elles sont faites."),
            "do": _("Voir les tâches"),
            "count": rows.filter(due_on__lt=_today(at), done_at=None).count(),
            "url": _list("?done_at__isempty=1") if runs else f"#{PANEL}",
            "level": "warn",
        }
    ]


def _today(at: datetime):
    return timezone.localdate(at)


def _list(query: str) -> str:
    return reverse("admin:participation_duty_changelist") + query
