"""What reports add to a consultation: public ones on its page, all of them in the cockpit."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel import registries
from participation.consultations.registries import cockpit_panels, consultation_panels
from participation.consultations.steps import cockpit_url
from participation.reports.models import Report
from territories.accounts.permissions import areas_of, can
from territories.instance.acts import name_acts


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


def failed_reports(*, user, at) -> list[dict]:
    """Start page of a team: reports that were given up, and not asked again since; each with its reason."""
    if not can(user, "reports.ask"):
        return []
    mine = Report.objects.filter(consultation__area__in=areas_of(user, "reports.ask"), failed_at__isnull=False)
    again = Report.objects.filter(consultation=OuterRef("consultation"), asked_at__gt=OuterRef("asked_at"))
    failed = list(mine.exclude(Exists(again)).select_related("consultation").order_by("-failed_at")[:20])
    if not failed:
        return []
    latest = failed[0]
    line = {
        "title": _("Rapports abandonnés après plusieurs essais"),
        "why": _("Le dernier : « %(title)s » (%(error)s).") % {"title": latest.consultation, "error": latest.error},
        "do": _("Demander à nouveau"),
        "level": "bad",
    }
    return [{**line, "count": len(failed), "url": cockpit_url(latest.consultation)}]


#: How the log of acts names what is done here.
ACT_WORDS = {
    "report.asked": gettext_lazy("Bilan demandé"),
    "report.published": gettext_lazy("Bilan publié"),
}


def register() -> None:
    """Fill the registries."""
    name_acts(ACT_WORDS)
    registries.attention.add("reports", failed_reports, rank=60)
    consultation_panels.add("reports", public_reports, rank=90)
    cockpit_panels.add("reports", cockpit_reports, rank=90)
