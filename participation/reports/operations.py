"""Asking for a report, building it once whoever asks, giving up honestly, publishing it."""

import logging
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel.refusals import Refusal
from participation.consultations.models import Consultation
from participation.reports.documents.pdf import write_pdf
from participation.reports.documents.table import write_csv, write_xlsx
from participation.reports.figures import gather
from participation.reports.models import MOST_ATTEMPTS, Report
from territories.instance.acts import record
from territories.instance.claims import claim_oldest, note_failure
from territories.instance.files import keep_made
from territories.instance.models import Attachment, Visibility
from territories.notices.operations import owe

logger = logging.getLogger(__name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AlreadyAsked(Refusal):
    code = "report_already_asked"
    message = gettext_lazy("Un rapport de cette consultation est déjà en préparation.")


class NotReady(Refusal):
    code = "report_not_ready"
    message = gettext_lazy("Ce rapport n’est pas encore prêt.")


@transaction.atomic
def ask_report(*, consultation: Consultation, by, at: datetime) -> Report:
    """Write down that a report is wanted; a worker takes it within seconds.

    :raises AlreadyAsked: while one of the same consultation is being built.
    """
    try:
        with transaction.atomic():
            report = Report.objects.create(consultation=consultation, asked_by=by, asked_at=at)
    except IntegrityError as error:
        raise AlreadyAsked from error
    record(verb="report.asked", subject=report, by=by, at=at, area=consultation.area)
    return report


def build_next(*, at: datetime) -> Report | None:
    """Take one waiting report and build it; returns it, or nothing when none waits.

    Any number of workers may call this: each row is claimed by one, and taken over when its worker died.
    """
    report = claim_oldest(Report.objects.waiting(), at=at, progress=0, updated_at=at)
    if report is None:
        return None
    try:
        build(report, at=at)
    except Exception as error:
        # Whatever breaks must be seen on the row: a job that dies silently is the trap this design avoids.
        logger.exception("report %s failed", report.public_id)
        note_failure(report, error, at=at, most=MOST_ATTEMPTS, claimed_at=None, updated_at=at)
    return report


def build(report: Report, *, at: datetime) -> None:
    """Gather the figures, write the three files, tell who asked."""

    def tell(percent: int) -> None:
        Report.objects.filter(pk=report.pk).update(progress=percent)

    consultation = Consultation.objects.select_related("area", "organiser").get(pk=report.consultation_id)
    figures = gather(consultation, at=at, tell=tell)
    name = f"rapport-{consultation.slug}"
    written = {
        "csv": (write_csv(figures), "text/csv"),
        "xlsx": (write_xlsx(figures), XLSX),
        "pdf": (write_pdf(figures), "application/pdf"),
    }
    tell(90)
    with transaction.atomic():
        for kind, (content, content_type) in written.items():
            kept = keep_made(content, name=f"{name}.{kind}", content_type=content_type, at=at, area=consultation.area)
            setattr(report, kind, kept)
        report.finished_at, report.progress = at, 100
        report.save()
        tell_asker(report, at=at)


def tell_asker(report: Report, *, at: datetime) -> None:
    """Owe a word to who asked."""
    user = report.asked_by
    if user is None:
        return
    owe(
        kind="report.ready",
        key=f"report.ready:{report.public_id}",
        title=_("Le rapport est prêt : %(title)s") % {"title": report.consultation},
        text=_("Le rapport que vous avez demandé est prêt, en PDF, en tableur et en CSV."),
        participant=user.participant,
        address="" if user.participant_id else user.email,
        url=report.get_absolute_url(),
        subject=report,
        at=at,
    )


@transaction.atomic
def publish_report(*, report: Report, by, at: datetime) -> None:
    """Let everyone read a report and its files.

    :raises NotReady: before it is built.
    """
    ready = Report.objects.filter(pk=report.pk, finished_at__isnull=False, published_at=None)
    if not ready.update(published_at=at, published_by=by, updated_at=at):
        raise NotReady
    files = [report.pdf_id, report.xlsx_id, report.csv_id]
    Attachment.objects.filter(pk__in=files).update(visibility=Visibility.PUBLIC)
    record(verb="report.published", subject=report, by=by, at=at, area=report.consultation.area)
