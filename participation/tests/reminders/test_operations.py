"""Writing what is due: once, at its hour, to those it concerns, from the calendar of that moment."""

from datetime import timedelta

import pytest

from participation.ballots.operations import extend_poll, publish_result, remember_choice
from participation.ballots.operations.publishing import certify_poll, record_council_decision
from participation.consultations.operations import freeze_consultation, unfreeze_consultation
from participation.reminders.models import Reminder
from participation.reminders.operations import forget_who_voted, write_reminders
from participation.reminders.rules import Name
from participation.reminders.schedule import in_motion, schedules_of
from participation.tests.factories.ballots import AFTER, count_votes, fresh, make_ballot
from participation.tests.factories.consultations import DAY, NOW, make_consultation, make_phase, publisher
from participation.tests.factories.proposals import make_proposal
from participation.tests.factories.reminders import due, make_resident, make_vote, told
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def frozen(poll, at):
    freeze_consultation(
        consultation=poll.consultation,
        authority="le tribunal administratif",
        decided_on=at.date(),
        reason="Référé.",
        url="",
        by=publisher(),
        at=at,
    )


def test_an_opening_is_written_once_however_often_a_tick_comes():
    poll = make_vote(opens=0, closes=14)
    people = {make_resident(poll).pk for _ in range(3)}
    assert write_reminders(at=NOW) == [f"poll.open:{poll.pk}"]
    assert write_reminders(at=NOW) == write_reminders(at=NOW + HOUR) == []
    assert told("poll.open") == people
    line = Reminder.objects.get()
    assert (line.people, line.written_at, line.due_at) == (3, NOW, NOW)


def test_nothing_is_written_before_the_vote_at_night_or_after_the_close():
    poll = make_vote(opens=0.5, closes=14)
    make_resident(poll)
    opens_at_midnight = NOW + DAY / 2
    assert write_reminders(at=NOW) == write_reminders(at=opens_at_midnight + HOUR) == []
    assert write_reminders(at=NOW + 15 * DAY) == []
    assert write_reminders(at=due(poll, Name.OPEN)) != []


def test_an_unsealed_vote_is_told_to_nobody():
    poll = make_vote(opens=0, closes=14, sealed=False)
    make_resident(poll)
    assert write_reminders(at=NOW) == []


def test_the_countdown_leaves_out_those_who_voted():
    poll = make_vote(opens=-1, closes=13)
    voted, other = make_resident(poll), make_resident(poll)
    make_ballot(poll, participant=voted)
    write_reminders(at=due(poll, Name.SEVEN_DAYS))
    assert told("poll.closing") == {other.pk}


def test_a_worker_that_was_down_over_both_says_only_the_last():
    poll = make_vote(opens=-1, closes=13)
    make_resident(poll)
    assert write_reminders(at=due(poll, Name.ONE_DAY)) == [f"poll.closing:1d:{poll.pk}"]


def test_an_extension_moves_what_has_not_left_and_what_has_left_comes_no_second_time():
    poll = make_vote(opens=-1, closes=13)
    make_resident(poll)
    seven_days = due(poll, Name.SEVEN_DAYS)
    extend_poll(poll=poll, closes_at=poll.closes_at + 3 * DAY, reason="Panne.", by=publisher(), at=NOW)
    write_reminders(at=NOW)  # the opening, late
    assert write_reminders(at=seven_days) == []
    assert write_reminders(at=due(fresh(poll), Name.SEVEN_DAYS)) == [f"poll.closing:7d:{poll.pk}"]
    again = fresh(poll)
    extend_poll(
        poll=again, closes_at=again.closes_at + 3 * DAY, reason="Panne.", by=publisher(), at=due(again, Name.SEVEN_DAYS)
    )
    assert write_reminders(at=due(fresh(poll), Name.SEVEN_DAYS)) == []


def test_nothing_is_written_while_a_court_has_suspended_the_vote():
    poll = make_vote(opens=0, closes=14)
    make_resident(poll)
    frozen(poll, NOW)
    assert write_reminders(at=NOW) == []
    unfreeze_consultation(consultation=fresh(poll).consultation, reason="Levée.", by=publisher(), at=NOW + HOUR)
    assert write_reminders(at=NOW + HOUR) == [f"poll.open:{poll.pk}"]


def test_a_choice_that_waits_is_recalled_once_hours_later_and_once_on_the_last_day():
    poll = make_vote(opens=-1, closes=13)
    chose = make_resident(poll)
    write_reminders(at=NOW)
    remember_choice(poll=poll, participant=chose, at=NOW)
    assert write_reminders(at=NOW + 3 * HOUR) == []
    assert write_reminders(at=NOW + 5 * HOUR) == [f"poll.unconfirmed:hours:{poll.pk}"]
    assert write_reminders(at=NOW + 6 * HOUR) == []
    later = make_resident(poll)
    remember_choice(poll=poll, participant=later, at=NOW + DAY)
    assert write_reminders(at=NOW + DAY + 5 * HOUR) == [f"poll.unconfirmed:hours:{poll.pk}"]
    assert Reminder.objects.get(name=Name.UNCONFIRMED).people == 2
    write_reminders(at=due(poll, Name.ONE_DAY))
    assert Notice.objects.filter(kind="poll.unconfirmed", participant=chose).count() == 2
    assert not Notice.objects.filter(key__contains="1d").exists()


def test_a_mail_about_a_choice_holds_no_choice():
    poll = make_vote(opens=-1, closes=13)
    remember_choice(poll=poll, participant=make_resident(poll), at=NOW - DAY / 2)
    write_reminders(at=NOW)
    notice = Notice.objects.get(kind="poll.unconfirmed")
    assert "Projet" not in notice.title + notice.text
    assert "heure de Paris" in notice.text


def test_result_and_deliberation_are_told_as_they_are_published():
    poll = make_vote()
    voter, holder = make_ballot(poll, participant=make_resident(poll)), make_user().participant
    make_proposal(consultation=poll.consultation, author=holder)
    poll = count_votes(poll)
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    assert write_reminders(at=AFTER) == [f"poll.result:{poll.pk}"]
    assert told("poll.result") == {voter.pk, holder.pk}
    record_council_decision(
        poll=fresh(poll),
        number="2026-31",
        decided_on=AFTER.date(),
        adopted=[],
        reason="Terrain pollué.",
        by=publisher(),
        at=AFTER + DAY,
    )
    write_reminders(at=AFTER + DAY)
    notice = Notice.objects.filter(kind="poll.deliberation").first()
    assert "2026-31" in notice.text
    assert "Terrain pollué." in notice.text
    assert write_reminders(at=AFTER + 20 * DAY) == []


def test_a_campaign_is_told_once_to_those_who_may_take_part():
    poll = make_vote(opens=20, closes=30)
    make_phase(poll.consultation, kind="campaign", opens=0, closes=20)
    resident = make_resident(poll)
    assert write_reminders(at=NOW) == [f"campaign.open:{poll.consultation_id}"]
    assert told() == {resident.pk}
    assert write_reminders(at=NOW + HOUR) == []


def test_mails_about_single_votes_are_forgotten_after_the_count_once_they_have_left():
    poll = make_vote()
    make_ballot(poll, participant=make_resident(poll))
    make_ballot(poll, participant=make_resident(poll))
    first, second = Notice.objects.filter(kind="poll.voted").order_by("pk")
    Notice.objects.filter(pk=first.pk).update(sent_at=NOW)
    assert forget_who_voted(at=NOW) == 0
    count_votes(poll)
    assert forget_who_voted(at=AFTER) == 1
    assert list(Notice.objects.filter(kind="poll.voted")) == [second]


@pytest.mark.parametrize("number", [1, 3])
def test_a_quiet_tick_costs_the_same_however_many_votes_run(number, django_assert_num_queries):
    for _ in range(number):
        poll = make_vote(opens=-4, closes=12)
        make_phase(poll.consultation, kind="campaign", opens=-20, closes=-4)
    rows = in_motion(NOW).prefetch_related("reminders")
    with django_assert_num_queries(5):  # consultations, phases, polls, ledger, meetings
        assert len(schedules_of(rows)) == number


@pytest.mark.parametrize("number", [1, 3])
def test_writing_a_reminder_costs_the_same_however_many_people(number, django_assert_num_queries):
    poll = make_vote(opens=0, closes=14)
    for _ in range(number):
        make_resident(poll)
    # consultations, phases, polls, ledger; then savepoint, its line looked for and (in a savepoint) written, the
    # messages, their number, release
    with django_assert_num_queries(12):
        write_reminders(at=NOW)
    assert len(told("poll.open")) == number


def test_archives_of_other_votes_are_told_to_nobody():
    poll = make_vote(opens=0, closes=14, origin="totals")
    make_resident(poll)
    assert write_reminders(at=NOW) == []


def test_a_consultation_that_is_not_published_is_not_in_motion():
    make_phase(make_consultation(running=None, published=False), kind="campaign", opens=-1, closes=5)
    assert not in_motion(NOW).exists()
