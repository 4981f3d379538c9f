"""Asking for a report, building it once whoever asks, giving up honestly, publishing it."""

import logging
from datetime import datetime, timedelta

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
from territories.instance.files import keep_made
from territories.instance.models import Attachment, Visibility
from territories.notices.operations import owe

logger = logging.getLogger(__name__)
#: A worker that held a report this long is taken for dead; building takes seconds.
TAKEN_FOR_DEAD = timedelta(minutes=10)
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
    report = claim(at=at)
    if report is None:
        return None
    try:
        build(report, at=at)
    except Exception as error:
        # Whatever breaks must be seen on the row: a job that dies silently is the trap this design avoids.
        logger.exception("report %s failed", report.public_id)
        give_back(report, error=error, at=at)
    return report


@transaction.atomic
def claim(*, at: datetime) -> Report | None:
    """Mark the oldest report that nobody holds as taken."""
    free = Report.objects.waiting().exclude(claimed_at__gt=at - TAKEN_FOR_DEAD)
    report = free.select_for_update(skip_locked=True, of=["self"]).order_by("asked_at").first()
    if report is not None:
        report.claimed_at, report.attempts, report.progress = at, report.attempts + 1, 0
        report.save(update_fields=["claimed_at", "attempts", "progress", "updated_at"])
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


def give_back(report: Report, *, error: Exception, at: datetime) -> None:
    """Let another attempt be made, or give up after the last, with the reason on the row."""
    failed_at = at if report.attempts >= MOST_ATTEMPTS else None
    Report.objects.filter(pk=report.pk).update(
        claimed_at=None, failed_at=failed_at, error=f"{type(error).__name__}: {error}"[:240], updated_at=at
    )


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
