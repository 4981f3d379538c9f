"""Workers tick at the same moment. Red when ``reminder_written_once`` is taken away: several lines."""

import pytest

from participation.reminders.models import Reminder
from participation.reminders.operations import write_reminders
from participation.tests.factories.consultations import NOW
from participation.tests.factories.reminders import make_resident, make_vote
from participation.tests.proposals.test_races import at_once
from territories.notices.models import Notice

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_two_workers_write_a_reminder_once():
    poll = make_vote(opens=0, closes=14)
    for _ in range(20):
        make_resident(poll)

    done = at_once(*[lambda: write_reminders(at=NOW) for _ in range(4)])

    assert sorted(map(len, done)) == [0, 0, 0, 1]
    assert Reminder.objects.get().people == 20
    assert Notice.objects.filter(kind="poll.open").count() == 20
