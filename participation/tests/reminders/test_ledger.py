"""What the manager reads: when, to how many, in which words; never to whom."""

import pytest

from participation.ballots.operations import remember_choice
from participation.reminders.ledger import ledger_of
from participation.reminders.operations import write_reminders
from participation.reminders.rules import Name
from participation.tests.factories.consultations import DAY, NOW, make_consultation
from participation.tests.factories.reminders import make_resident, make_vote
from territories.notices.delivery import deliver_due
from territories.notices.operations import choose_frequency
from territories.tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db


def page_of(poll):
    return f"/admin/participation/consultation/{poll.consultation_id}/relances/"


def lines(poll, **asked):
    return {line.name: line for line in ledger_of(poll.consultation, at=NOW, **asked)}


def test_each_reminder_says_how_many_it_would_reach_now_and_how_many_refused():
    poll = make_vote(opens=1, closes=14)
    people = [make_resident(poll) for _ in range(3)]
    choose_frequency(participant=people[0], kind="poll.open", frequency="never", at=NOW)
    opening, closing = lines(poll)[Name.OPEN], lines(poll)[Name.ONE_DAY]
    assert (opening.state, opening.counted) == ("coming", (3, 1))
    assert closing.counted == (3, 0)
    make_user(home=poll.consultation.area)  # has asked for no announcement
    assert lines(poll)[Name.ONE_DAY].counted == (4, 1)


def test_what_was_written_says_what_became_of_it():
    poll = make_vote(opens=0, closes=14)
    people = [make_resident(poll) for _ in range(4)]
    choose_frequency(participant=people[0], kind="poll.open", frequency="never", at=NOW)
    write_reminders(at=NOW)
    deliver_due(at=NOW)
    line = lines(poll)[Name.OPEN]
    assert (line.state, line.written.people, line.fates.sent, line.fates.failed) == ("written", 4, 3, 0)
    assert line.fates.dropped == {"refusé par la personne": 1}


def test_a_vote_that_is_not_sealed_is_shown_on_the_dates_of_its_phase():
    poll = make_vote(opens=1, closes=14, sealed=False)
    assert lines(poll)[Name.OPEN].state == "unsealed"
    assert lines(poll)[Name.RESULT].state == "undated"


def test_choices_that_wait_are_told_all_along_the_vote():
    poll = make_vote(opens=-2, closes=12)
    assert lines(poll)[Name.UNCONFIRMED].state == "running"
    remember_choice(poll=poll, participant=make_resident(poll), at=NOW - DAY)
    write_reminders(at=NOW)
    line = lines(poll)[Name.UNCONFIRMED]
    assert (line.state, line.written.people) == ("running", 1)


def test_the_button_of_a_mail_says_where_it_leads():
    poll = make_vote(opens=1, closes=14)
    assert "Voter : http" in lines(poll)[Name.OPEN].mail["text"]
    assert "Confirmer mon choix : http" in lines(poll)[Name.UNCONFIRMED].mail["text"]


def test_what_nobody_wrote_in_time_is_said_to_have_passed():
    poll = make_vote(opens=-9, closes=5)
    assert lines(poll)[Name.OPEN].state == "passed"


def test_the_preview_is_the_mail_that_is_sent(mailoutbox):
    poll = make_vote(opens=0, closes=14)
    make_resident(poll, name="")
    preview = lines(poll)[Name.OPEN].mail
    write_reminders(at=NOW)
    deliver_due(at=NOW)
    [mail] = mailoutbox
    assert mail.subject == preview["subject"]
    differing = [
        (sent, shown)
        for sent, shown in zip(mail.body.splitlines(), preview["text"].splitlines(), strict=True)
        if sent != shown
    ]
    # The greeting with the name of its reader, and the link by which they refuse.
    assert [shown.partition("/messages/refuser/")[0] for _sent, shown in differing] == [
        "Bonjour,",
        "Ne plus le recevoir : http://localhost:8000",
    ]


def test_the_page_names_nobody(client):
    area_manager_of = make_vote(opens=0, closes=14)
    person = make_resident(area_manager_of, name="Jeanne Thévenot", email="jeanne.thevenot@exemple.fr")
    write_reminders(at=NOW)
    client.force_login(make_staff("manager", area_manager_of.consultation.area))
    body = client.get(page_of(area_manager_of)).content.decode()
    assert "Le vote est ouvert" in body
    assert person.user.email not in body
    assert "Jeanne" not in body


@pytest.mark.parametrize(("kind", "status"), [("manager", 200), ("elected", 403), ("administrator", 200)])
def test_the_page_is_for_those_who_may_see_messages(client, kind, status):
    poll = make_vote()
    client.force_login(make_staff(kind, poll.consultation.area))
    assert client.get(page_of(poll)).status_code == status


def test_the_cockpit_says_what_comes_next_and_leads_to_the_page(client):
    poll = make_vote(opens=-1, closes=14)
    client.force_login(make_staff("manager", poll.consultation.area))
    body = client.get(f"/admin/participation/consultation/{poll.consultation_id}/pilotage/").content.decode()
    assert page_of(poll) in body


def test_a_consultation_without_campaign_or_vote_says_so(client):
    consultation = make_consultation()
    client.force_login(make_staff("manager", consultation.area))
    body = client.get(f"/admin/participation/consultation/{consultation.pk}/relances/").content.decode()
    assert "ne prévoit ni campagne ni vote" in body


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_many_people(client, number, django_assert_max_num_queries):
    poll = make_vote(opens=-1, closes=14)
    for _ in range(number):
        make_resident(poll)
    write_reminders(at=NOW)
    client.force_login(make_staff("manager", poll.consultation.area))
    with django_assert_max_num_queries(45):
        client.get(page_of(poll))
