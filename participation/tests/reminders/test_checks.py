"""Between writing and leaving: who voted, what was put off, suspended or called off."""

from datetime import timedelta

import pytest

from crois_sens.kernel.money import NO_BREAK_SPACE
from participation.ballots.operations import extend_poll, forget_choice, remember_choice, strike_off
from participation.reminders.operations import write_reminders
from participation.reminders.rules import Name
from participation.tests.factories.ballots import fresh, make_ballot
from participation.tests.factories.consultations import DAY, NOW, make_phase, publisher
from participation.tests.factories.proposals import make_proposal
from participation.tests.factories.reminders import due, make_resident, make_vote
from participation.tests.reminders.test_operations import frozen
from seminars.events.models import EventKind
from seminars.tests.factories.events import make_event
from territories.notices.delivery import deliver_due
from territories.notices.models import Notice
from territories.notices.operations import choose_frequency

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def poll():
    """A vote whose seven days are due now."""
    return make_vote(opens=-7, closes=7)


def test_a_reminder_that_holds_leaves_with_its_words(poll, mailoutbox):
    person = make_resident(poll)
    write_reminders(at=NOW)
    deliver_due(at=NOW)
    [mail] = mailoutbox
    assert mail.to == [person.user.email]
    assert mail.subject.startswith("Dernière semaine pour voter")
    assert "mardi 17 mars 2026 à 13 h (heure de Paris)" in mail.body.replace(NO_BREAK_SPACE, " ")


def test_who_votes_between_writing_and_delivery_gets_none(poll, mailoutbox):
    voter, other = make_resident(poll), make_resident(poll)
    write_reminders(at=NOW)
    make_ballot(poll, participant=voter, at=NOW)
    Notice.objects.filter(kind="poll.voted").delete()
    deliver_due(at=NOW)
    assert [mail.to for mail in mailoutbox] == [[other.user.email]]
    assert Notice.objects.get(participant=voter).dropped_reason == "a voté entre-temps"


def test_who_is_struck_off_by_address_gets_none(mailoutbox):
    poll = make_vote(opens=-7, closes=7, urns=1)
    strike_off(poll=poll, urn=poll.urns.get(), email="jeanne@exemple.fr", by=publisher(), at=NOW)
    make_resident(poll, email="Jeanne@exemple.fr")
    write_reminders(at=NOW)
    deliver_due(at=NOW)
    assert mailoutbox == []


def test_who_refused_the_kind_gets_none(poll, mailoutbox):
    person = make_resident(poll)
    choose_frequency(participant=person, kind="poll.closing", frequency="never", at=NOW)
    write_reminders(at=NOW)
    deliver_due(at=NOW)
    assert mailoutbox == []
    assert Notice.objects.get().dropped_reason == "refusé par la personne"


def test_an_extension_between_writing_and_delivery_puts_it_off_and_it_leaves_with_the_new_date(poll, mailoutbox):
    make_resident(poll)
    write_reminders(at=NOW)
    extend_poll(poll=poll, closes_at=poll.closes_at + 2 * DAY, reason="Panne.", by=publisher(), at=NOW)
    deliver_due(at=NOW)
    assert mailoutbox == []
    later = due(fresh(poll), Name.SEVEN_DAYS)
    assert Notice.objects.get().due_at == later == NOW + 2 * DAY
    deliver_due(at=later)
    assert "jeudi 19 mars" in mailoutbox[0].body
    assert "jeudi 19 mars" in Notice.objects.get().text


def test_nothing_leaves_while_a_court_has_suspended_the_vote(poll, mailoutbox):
    make_resident(poll)
    write_reminders(at=NOW)
    frozen(poll, NOW)
    deliver_due(at=NOW)
    assert mailoutbox == []
    assert Notice.objects.get().due_at == NOW + HOUR


def test_what_the_evening_left_over_waits_for_the_morning_or_is_dropped_when_it_is_then_too_late(mailoutbox):
    poll = make_vote(opens=-1, closes=13)
    make_resident(poll)
    write_reminders(at=NOW)
    deliver_due(at=NOW + 10 * HOUR)
    assert Notice.objects.get().due_at == NOW + 19 * HOUR
    seven_days = due(poll, Name.SEVEN_DAYS)
    write_reminders(at=seven_days)
    deliver_due(at=seven_days + DAY)
    assert mailoutbox == []
    assert set(Notice.objects.values_list("dropped_reason", flat=True)) == {"trop tard pour l’envoyer"}


def test_a_choice_that_was_put_aside_is_not_recalled(poll, mailoutbox):
    person = make_resident(poll)
    remember_choice(poll=poll, participant=person, at=NOW - DAY)
    write_reminders(at=NOW)
    forget_choice(poll=poll, participant=person)
    deliver_due(at=NOW)
    assert Notice.objects.get(kind="poll.unconfirmed").dropped_reason == "choix confirmé ou mis de côté entre-temps"


def test_a_meeting_that_is_called_off_is_not_told(mailoutbox):
    poll = make_vote(opens=20, closes=30)
    make_phase(poll.consultation, kind="campaign", opens=-6, closes=20)
    event = make_event(kind=EventKind.PUBLIC_MEETING, area=poll.consultation.area, starts_at=NOW + 7 * DAY)
    make_proposal(consultation=poll.consultation, author=make_resident(poll))
    assert write_reminders(at=NOW) == [f"campaign.meeting:{poll.consultation_id}:{event.pk}"]
    type(event).objects.filter(pk=event.pk).update(published_at=None, published_by=None)
    deliver_due(at=NOW)
    assert Notice.objects.get(kind="campaign.meeting").dropped_reason == "n’est plus au calendrier"
    assert mailoutbox == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_batch_is_asked_about_in_the_same_queries_however_many_it_holds(poll, number, django_assert_num_queries):
    from participation.reminders.checks import still_hold

    for _ in range(number):
        make_resident(poll)
    write_reminders(at=NOW)
    notices = list(Notice.objects.all())
    with django_assert_num_queries(6):  # ledger, consultations, phases, polls, people, roll
        assert still_hold(notices=notices, at=NOW) == {}
