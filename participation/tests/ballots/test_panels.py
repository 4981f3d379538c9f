import pytest
from django.urls import reverse

from participation.ballots.attention import waiting_for, waiting_in
from participation.ballots.desk_panel import desk
from participation.ballots.models import Poll
from participation.ballots.operations import certify_poll, publish_result, remember_choice, withdraw_choice
from participation.ballots.panels import erase, home, journal, mine, of_consultation, vote_now, what_we_know
from participation.ballots.steps import cockpit_url
from participation.consultations.next_step import next_step
from participation.tests.factories.ballots import AFTER, close, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import DAY, NOW, make_consultation, publisher
from participation.tests.factories.voters import listed_poll
from territories.tests.factories.accounts import make_participant, make_staff, make_user

pytestmark = pytest.mark.django_db
#: The list, and the result of the last one.
HOME_QUERIES = 5


def step(poll, *, participant=None, at=NOW):
    return vote_now(consultation=poll.consultation, participant=participant, at=at)


def test_a_running_vote_is_the_next_step():
    poll = make_poll()
    assert step(poll)["url"] == poll.get_absolute_url()
    assert step(poll, participant=make_participant())["title"] == "Le vote est ouvert"


def test_who_is_not_of_the_place_is_led_to_what_is_missing_unless_a_list_speaks_for_them():
    person = make_participant()
    asking = {"running": None, "accepted_links": ["lives"], "minimum_age": 0, "declaration": ""}
    declared = make_poll(consultation=make_consultation(**asking))
    assert step(declared, participant=person) is None
    assert next_step(declared.consultation, person, NOW)["label"] == "Voir ce qui manque"
    listed = listed_poll(consultation=make_consultation(**asking), link_proof="list")
    assert next_step(listed.consultation, person, NOW)["url"] == listed.get_absolute_url()


def test_who_voted_is_told_so():
    poll = make_poll()
    assert step(poll, participant=make_ballot(poll))["title"] == "Votre vote est enregistré"


@pytest.mark.parametrize("days", [-5.1, 5])
def test_outside_its_calendar_a_vote_is_no_step(days):
    assert step(make_poll(), at=NOW + days * DAY) is None


def test_a_vote_that_is_not_sealed_is_not_shown(client):
    poll = make_poll(sealed=False)
    person = client.get("/").wsgi_request.user
    assert of_consultation(consultation=poll.consultation, person=person, at=NOW) is None


def test_the_page_of_a_consultation_leads_to_its_vote(client):
    poll = make_poll()
    assert f'href="{poll.get_absolute_url()}"' in client.get(poll.consultation.get_absolute_url()).text


def test_no_figure_before_the_result_is_published(client):
    poll = make_poll()
    make_ballot(poll)
    poll = count_votes(poll)
    page = client.get(poll.consultation.get_absolute_url()).text
    assert "Aucun chiffre n’est donné" in page
    assert "resultat/" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_home_page_tells_the_last_results_and_the_winners_of_the_last(client, number, django_assert_num_queries):
    for _ in range(number):
        poll = make_poll()
        make_ballot(poll, [2])
        poll = count_votes(poll)
        certify_poll(poll=poll, by=publisher(), at=AFTER)
        publish_result(poll=fresh(poll), by=publisher(), at=AFTER)
    with django_assert_num_queries(HOME_QUERIES):
        panel = home(person=None, at=AFTER)

    assert len(panel["rows"]) == number
    assert [one.title for one in panel["latest"].winners] == ["Projet 2"]
    assert "Sous réserve du vote du conseil." in client.get("/").text


def test_a_choice_that_waits_is_the_next_step():
    poll, person = make_poll(), make_participant()
    remember_choice(poll=poll, participant=person, at=NOW)
    assert step(poll, participant=person)["title"] == "Vous n’avez pas encore voté"
    assert [one.pk for one in mine(participant=person, at=NOW)["waiting"]] == [poll.pk]
    erase(participant=person, at=NOW)
    assert mine(participant=person, at=NOW) is None


def test_a_person_is_told_that_they_voted_and_never_what():
    poll = make_poll()
    person = make_ballot(poll, [1, 2])
    told = what_we_know(participant=person)
    assert told == {
        "recognised": [{"poll": poll.slug, "by": "email"}],
        "documents_seen": [],
        "votes": [{"consultation": poll.consultation.title, "poll": poll.slug, "channel": "web"}],
    }
    assert mine(participant=person, at=NOW)["rows"][0]["poll"] == poll


def test_erasing_an_account_leaves_the_roll_as_it_is():
    poll, user = make_poll(), make_user()
    make_ballot(poll, participant=user.participant)
    erase(participant=user.participant, at=NOW)
    assert count_votes(poll).counted.count() == 1


def test_the_journal_tells_the_seal_the_changes_and_the_result(client):
    poll = make_poll()
    withdraw_choice(choice=poll.choices.get(no=2), reason="Terrain vendu.", by=publisher(), at=NOW)
    make_ballot(fresh(poll))
    poll = count_votes(poll)
    assert len(journal(consultation=poll.consultation)) == 2
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    lines = journal(consultation=poll.consultation)
    assert [line.reason for line in lines if line.reason] == ["Terrain vendu."]
    assert len(lines) == 4


def test_what_waits_for_a_team_is_counted():
    poll = make_poll(urns=1)
    manager = make_staff("manager", poll.consultation.area)

    def waiting(at):
        return [line["count"] for line in waiting_for(user=manager, at=at)]

    assert waiting(NOW) == [0, 0, 0, 0]
    close(poll)
    assert waiting(AFTER) == [0, 1, 0, 0]
    make_poll(sealed=False, consultation=make_consultation(running=None, area=poll.consultation.area))
    assert waiting(NOW) == [1, 1, 0, 0]
    assert waiting_for(user=make_staff("agent", poll.consultation.area), at=NOW) == []


def test_a_cockpit_tells_what_waits_in_its_own_votes_one_click_away():
    poll, other = make_poll(urns=1), make_poll()
    close(poll)
    manager = make_staff("manager", poll.consultation.area)
    lines = waiting_in(consultation=poll.consultation, user=manager, at=AFTER)
    assert [line["count"] for line in lines] == [0, 1, 0, 0]
    assert lines[1]["url"] == cockpit_url(poll)
    assert lines[0]["url"] == reverse("admin:participation_poll_changelist")
    assert waiting_in(consultation=other.consultation, user=manager, at=AFTER) == []


class TestDesk:
    def test_agents_find_the_paper_votes_of_their_area_until_they_are_reconciled(self):
        poll = make_poll(urns=1)
        make_poll(consultation=make_consultation(running=None, area=poll.consultation.area))
        make_poll(urns=1)
        agent = make_staff("agent", poll.consultation.area)
        (row,) = desk(user=agent, at=NOW)["rows"]
        assert (row["poll"], row["is_open"], row["types_sheets"]) == (poll, True, False)
        assert row["url"] == reverse("participation:desk_roll", args=[poll.slug])
        close(poll)
        (row,) = desk(user=agent, at=AFTER)["rows"]
        assert (row["is_open"], row["types_sheets"]) == (False, True)
        Poll.objects.filter(pk=poll.pk).update(reconciled_at=AFTER)
        assert desk(user=agent, at=AFTER) is None

    def test_who_strikes_nobody_off_has_no_desk(self):
        poll = make_poll(urns=1)
        for kind in ("elected", "instructor"):
            assert desk(user=make_staff(kind, poll.consultation.area), at=NOW) is None
