"""Who does what in the running edition: what is behind the team is ticked off, one thing was forgotten."""

from datetime import datetime, time

from participation.consultations.models import Consultation, Duty
from participation.consultations.operations.duties import finish_duty, write_duties
from participation.consultations.rules.assistant import Stretch
from participation.demonstration.stage.cast import Cast


def share_tasks(consultation: Consultation, *, cast: Cast, at: datetime) -> None:
    """Write the tasks that the calendar asks for; all but the latest of those behind us are done on their day."""
    calendar = [_stretch(phase, consultation) for phase in consultation.phases.all()]
    write_duties(consultation=consultation, calendar=calendar, paper=True)
    behind = Duty.objects.filter(consultation=consultation, due_on__lt=at.date()).select_related("consultation__area")
    for duty in list(behind)[:-1]:
        on_its_day = datetime.combine(duty.due_on, time(17), tzinfo=consultation.zone)
        finish_duty(duty=duty, by=cast.manager, at=on_its_day)


def _stretch(phase, consultation: Consultation) -> Stretch:
    opens, closes = (moment.astimezone(consultation.zone).date() for moment in (phase.opens_at, phase.closes_at))
    return Stretch(phase.kind, opens, closes)
