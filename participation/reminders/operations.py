"""Writing what is due: a line in the ledger and the messages of all its people, once, whoever ticks how often."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from participation.ballots.models import Poll
from participation.reminders.audience import people_of
from participation.reminders.models import Reminder
from participation.reminders.schedule import Owed, in_motion, schedules_of
from participation.reminders.wording import words_of
from territories.notices.models import Notice
from territories.notices.operations import owe_many

#: How long after a count mails about single votes are looked for, to be forgotten.
FORGET_WITHIN = timedelta(days=30)


def write_reminders(*, at: datetime) -> list[str]:
    """Write every reminder that is due and not written; safe to run twice, and side by side.

    :returns: the keys that brought new messages, for the log.
    """
    done = []
    schedules = schedules_of(in_motion(at).prefetch_related("reminders"))
    for consultation, owed in schedules.items():
        written = {line.key for line in consultation.reminders.all()}
        due = [one for one in owed if one.leaves(at) and (one.row.repeats or one.key not in written)]
        done += [one.key for one in due if write_reminder(owed=one, at=at)]
    return done


@transaction.atomic
def write_reminder(*, owed: Owed, at: datetime) -> int:
    """Write one reminder and owe its messages, unless its line is in the ledger; return how many are new.

    Two workers meet at the unique key: the second waits for the first and finds its line. A reminder that repeats has
    one line too, and one message per person: those who come later are added.
    """
    people = people_of(owed, at=at)
    if owed.row.repeats and not people.exists():
        return 0
    words = words_of(owed)
    line, new = Reminder.objects.get_or_create(
        consultation=owed.consultation,
        key=owed.key,
        defaults={"name": owed.name, "due_at": owed.planned.due_at, "written_at": at, **words._asdict()},
    )
    if not new and not owed.row.repeats:
        return 0
    told = owe_many(
        kind=owed.row.kind, key=owed.key, at=at, participants=people, subject=owed.subject, **words._asdict()
    )
    if told:
        Reminder.objects.filter(pk=line.pk).update(people=F("people") + told)
    return told


def forget_who_voted(*, at: datetime) -> int:
    """Delete the mails « votre vote est enregistré » of counted votes that have left, and with them when they did.

    The roll keeps no time; after the count nothing else may say who voted at which moment.
    """
    counted = Poll.objects.filter(counted_at__gt=at - FORGET_WITHIN).values_list("pk", flat=True)
    about = Notice.objects.filter(subject_kind="poll", subject_id__in=[str(pk) for pk in counted], kind="poll.voted")
    forgotten, _by_model = about.exclude(pk__in=about.waiting().values("pk")).delete()
    return forgotten
