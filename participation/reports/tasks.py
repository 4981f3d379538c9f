"""Building the reports that wait, a few seconds after they were asked for."""

from celery import shared_task
from django.utils import timezone

from participation.reports.operations import build_next


@shared_task(name="participation.build_reports")
def build_reports(**_from_newer_publishers) -> None:
    """Build what waits, one after the other; several workers share the queue."""
    while build_next(at=timezone.now()):
        pass
