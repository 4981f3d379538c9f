"""A vote with people around it, for the tests of reminders: everything stands around ``NOW``."""

from datetime import datetime

from participation.ballots.models import Poll
from participation.consultations.models import Consultation
from participation.reminders.rules import Name
from participation.reminders.schedule import Owed, schedules_of
from participation.tests.factories.ballots import make_poll
from participation.tests.factories.consultations import NOW, make_consultation
from territories.accounts.models import Participant
from territories.notices.models import Notice
from territories.notices.operations import ask_for_news
from territories.tests.factories.accounts import make_user
from territories.tests.factories.areas import make_commune


def make_vote(*, opens=-5, closes=5, consultation: Consultation | None = None, **fields) -> Poll:
    """A poll for those who live, work or study in a commune of its own."""
    consultation = consultation or make_consultation(
        running=None, area=make_commune(), accepted_links=["lives", "works", "studies"]
    )
    return make_poll(consultation=consultation, opens=opens, closes=closes, **fields)


def make_resident(poll: Poll, **fields) -> Participant:
    """Somebody with an account who may vote and asked for the mails that are sent on request."""
    participant = make_user(home=poll.consultation.area, **fields).participant
    ask_for_news(participant=participant, at=NOW)
    return participant


def schedule(poll: Poll) -> dict[Name, Owed]:
    """The reminders of the consultation of a poll, by name."""
    [rows] = schedules_of(Consultation.objects.filter(pk=poll.consultation_id), sealed=False).values()
    return {owed.name: owed for owed in rows}


def due(poll: Poll, name: Name) -> datetime:
    """When a reminder of this poll is due."""
    return schedule(poll)[name].planned.due_at


def told(kind: str = "") -> set[int]:
    """Who is owed a message of this kind."""
    notices = Notice.objects.filter(kind=kind) if kind else Notice.objects.exclude(kind="poll.voted")
    return set(notices.values_list("participant", flat=True))
