"""Pages of reports: asked from the cockpit, followed while they are built, read when they are ready."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crois_sens.kernel.refusals import Refusal
from participation.consultations.models import Consultation
from participation.reports.models import Report
from participation.reports.operations import ask_report, publish_report
from territories.accounts.permissions import can


@require_safe
def report(request: HttpRequest, public_id) -> HttpResponse:
    """Show how far a report is, then its files; htmx asks for the progress alone."""
    rows = Report.objects.visible_to(request.user).select_related("consultation__area", "pdf", "xlsx", "csv")
    row = get_object_or_404(rows, public_id=public_id)
    template = "_progress.html" if request.htmx else "report.html"
    may_publish = can(request.user, "reports.ask", row.consultation.area)
    context = {"report": row, "consultation": row.consultation, "may_publish": may_publish}
    return render(request, f"participation/reports/{template}", context)


@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a report of a consultation one may report on; anyone else finds nothing here."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)
    if not can(request.user, "reports.ask", consultation.area):
        raise Http404
    try:
        row = ask_report(consultation=consultation, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        row = consultation.reports.waiting().first() or consultation.reports.first()
        return redirect(row)
    return redirect(row)


@require_POST
def publish(request: HttpRequest, public_id) -> HttpResponse:
    """Let everyone read a report."""
    row = get_object_or_404(Report.objects.visible_to(request.user), public_id=public_id)
    if not can(request.user, "reports.ask", row.consultation.area):
        raise Http404
    try:
        publish_report(report=row, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Le rapport est public."))
    return redirect(row)
