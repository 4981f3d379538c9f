"""The tasks of a team: written from a calendar, done once, by somebody, or taken up again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.consultations import assistant_words as words
from participation.consultations.models import Consultation, Duty
from participation.consultations.rules.assistant import Stretch, tasks_for
from territories.instance.acts import record


class DutySettled(Refusal):
    code = "duty_settled"
    message = _("Quelqu’un l’a déjà noté.")


@transaction.atomic
def write_duties(*, consultation: Consultation, calendar: Sequence[Stretch], paper: bool) -> None:
    """Write who does what by when in this consultation, each with the letter that goes with it."""
    Duty.objects.bulk_create(
        Duty(
            consultation=consultation,
            hand=task.hand.value,
            due_on=task.due_on,
            what=str(words.TASKS[task.code]),
            letter=words.letter_text(task.letter, consultation, calendar=calendar, paper=paper),
        )
        for task in tasks_for(calendar, paper=paper)
    )


@transaction.atomic
def finish_duty(*, duty: Duty, by, at: datetime) -> None:
    """Note that a task is done.

    :raises DutySettled: when somebody noted it meanwhile.
    """
    if not Duty.objects.filter(pk=duty.pk, done_at=None).update(done_at=at, done_by=by):
        raise DutySettled
    record(verb="duty.done", subject=duty, area=duty.consultation.area, by=by, at=at)


@transaction.atomic
def reopen_duty(*, duty: Duty, by, at: datetime) -> None:
    """Note that a task remains to do after all.

    :raises DutySettled: when somebody noted it meanwhile.
    """
    if not Duty.objects.filter(pk=duty.pk, done_at__isnull=False).update(done_at=None, done_by=None):
        raise DutySettled
    record(verb="duty.reopened", subject=duty, area=duty.consultation.area, by=by, at=at)
