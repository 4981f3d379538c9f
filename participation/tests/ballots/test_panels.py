import pytest

from participation.ballots.panels import of_consultation, vote_now
from participation.tests.factories.ballots import count_votes, make_ballot, make_poll
from participation.tests.factories.consultations import DAY, NOW
from territories.tests.factories.accounts import make_participant

pytestmark = pytest.mark.django_db


def step(poll, *, participant=None, at=NOW):
    return vote_now(consultation=poll.consultation, participant=participant, at=at)


def test_a_running_vote_is_the_next_step():
    poll = make_poll()
    assert step(poll)["url"] == poll.get_absolute_url()
    assert step(poll, participant=make_participant())["title"] == "Le vote est ouvert"


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
