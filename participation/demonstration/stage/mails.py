"""What people were told on the way: the reminders of an edition, each at its moment."""

from datetime import datetime

from participation.consultations.models import Consultation
from participation.reminders.operations import write_reminder
from participation.reminders.schedule import schedules_of


def play_reminders(consultation: Consultation, *, until: datetime) -> None:
    """Write the reminders that were due before that moment and are not written."""
    [schedule] = schedules_of(Consultation.objects.filter(pk=consultation.pk)).values()
    for owed in schedule:
        if owed.planned.due_at < until:
            write_reminder(owed=owed, at=owed.planned.due_at)
