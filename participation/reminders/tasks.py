"""Jobs of reminders."""

from celery import shared_task
from django.utils import timezone

from participation.reminders.operations import forget_who_voted, write_reminders


@shared_task(name="participation.write_reminders")
def write_due_reminders(**_from_newer_publishers) -> list[str]:
    """Write what the calendars owe by now; ticks may come late, twice or side by side."""
    now = timezone.now()
    forget_who_voted(at=now)
    return write_reminders(at=now)
