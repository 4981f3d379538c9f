"""What reports add to a consultation: public ones on its page, all of them in the cockpit."""

from django.utils.translation import gettext as _

from participation.consultations.registries import cockpit_panels, consultation_panels
from participation.reports.models import Report
from territories.accounts.permissions import can


def public_reports(*, consultation, person, at) -> dict | None:
    """Published reports, newest first."""
    reports = list(Report.objects.published().filter(consultation=consultation).select_related("pdf", "xlsx", "csv"))
    if not reports:
        return None
    return {"title": _("Rapports"), "template": "participation/reports/panel.html", "reports": reports}


def cockpit_reports(*, consultation, user, at) -> dict | None:
    """The last reports and the button that asks for one."""
    if not can(user, "reports.ask", consultation.area):
        return None
    reports = list(Report.objects.filter(consultation=consultation)[:5])
    return {
        "title": _("Rapports"),
        "template": "participation/reports/cockpit.html",
        "reports": reports,
        "consultation": consultation,
    }


def register() -> None:
    """Fill the registries."""
    consultation_panels.add("reports", public_reports, rank=90)
    cockpit_panels.add("reports", cockpit_reports, rank=90)
