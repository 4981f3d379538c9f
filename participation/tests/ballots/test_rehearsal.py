"""The rehearsal of a vote: its team tries everything before the opening, and nothing of it reaches the vote."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.ballots.models import Basket, Choice, Elector, Envelope, Leaf, Poll, PollVersion, Roll
from participation.ballots.operations import cast_ballot, issues_before_sealing
from participation.ballots.rehearsal import MOST_TRIED, Tried, count_of, keep_tried, rehearsal_of, tried_in
from participation.tests.factories.ballots import count_votes, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db
COSTS = (60_000, 50_000, 30_000)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture(params=[True, False], ids=["sealed", "prepared"])
def poll(request):
    consultation = make_consultation(running=None, envelope_cents=100_000_00)
    return make_poll(consultation=consultation, costs=COSTS, opens=2, closes=9, sealed=request.param)


@pytest.fixture
def manager(client, poll):
    user = make_staff("manager", poll.consultation.area)
    client.force_login(user)
    return user


def page(poll, name="rehearse"):
    return reverse(f"participation:{name}", args=[poll.slug])


def tries(client, poll, *choices):
    response = client.post(page(poll), {"choices": choices} if choices else {"blank": "1"})
    assert response.url == page(poll, "rehearse_confirm")
    return client.post(response.url)


def test_from_the_ballot_to_the_count_with_nothing_left_in_the_vote(client, poll, manager):
    before = Poll.objects.values().get(), list(Choice.objects.values())
    assert "Répétition" in client.get(page(poll)).content.decode()
    client.post(page(poll), {"choices": [1, 3]})
    asked = client.get(page(poll, "rehearse_confirm")).content.decode()
    assert "1. Projet 1" in asked
    assert "2. Projet 2" not in asked
    receipt = client.post(page(poll, "rehearse_confirm")).content.decode()
    assert "Votre vote est enregistré" in receipt
    assert "Ce courriel ne contient ni vos choix" in receipt
    tries(client, poll, 1)
    counted = client.get(page(poll, "rehearse_count")).content.decode()
    assert "<strong>2 bulletins</strong> essayés ici" in counted
    assert "2 voix" in counted
    assert not any(model.objects.exists() for model in (Elector, Roll, Envelope, Leaf, Basket, Notice))
    assert (Poll.objects.values().get(), list(Choice.objects.values())) == before
    assert PollVersion.objects.count() == (1 if poll.sealed_at else 0)


def test_the_real_vote_starts_from_nothing(client, manager, now):
    consultation = make_consultation(area=manager.roles.get().area, running=None)
    sealed = make_poll(consultation=consultation, opens=2, closes=4)
    tries(client, sealed, 1)
    now.move_to(sealed.opens_at)
    make_ballot(sealed, [2], at=sealed.opens_at)
    now.move_to(sealed.closes_at)
    assert client.get(page(sealed)).status_code == 404
    counted = count_votes(sealed)
    assert counted.counted.count() == 1


def test_the_rule_of_the_vote_counts(poll):
    rehearsal = rehearsal_of(poll)
    counted = count_of(rehearsal, Tried(ballots=[[1, 2], [1], [2, 3], []]))
    assert [(line.choice.no, line.votes, line.won) for line in counted.lines] == [
        (1, 2, True),
        (2, 2, False),
        (3, 1, True),
    ]
    assert (counted.ballots, counted.blank, counted.spent, counted.left) == (4, 1, 90_000_00, 10_000_00)


def test_a_quorum_that_is_missed_keeps_nobody():
    poll = make_poll(costs=COSTS, quorum=10, opens=2, closes=9)
    counted = count_of(rehearsal_of(poll), Tried(ballots=[[1]]))
    assert not counted.quorum_met
    assert not any(line.won for line in counted.lines)
    assert count_of(rehearsal_of(poll), Tried(drawn=100)).quorum_met


def test_drawn_ballots_are_added_and_all_is_put_aside(client, poll, manager):
    count = page(poll, "rehearse_count")
    assert "Aucun bulletin d’essai" in client.get(count).content.decode()
    client.post(count, {"drawn": "1000"})
    assert "1\u202f000 tirés au sort" in client.get(count).content.decode()
    client.post(count, {"drawn": "1000000"})
    assert tried_in(client.session, poll).drawn == 1_000
    client.post(count, {"forget": "1"})
    assert tried_in(client.session, poll) == Tried()


def test_a_ballot_is_refused_as_in_the_vote(client, poll, manager):
    response = client.post(page(poll), {"sent": "1"})
    assert response.status_code == 200
    assert "Faites votre choix, ou votez blanc." in response.content.decode()
    assert client.get(page(poll, "rehearse_confirm")).url == page(poll)


def test_reading_otherwise_keeps_what_is_ticked(client, poll, manager):
    response = client.post(page(poll), {"choices": [2], "show": "1", "ordre": "cout"})
    assert response.url == f"{page(poll)}?ordre=cout#projets"
    assert 'value="2" data-cost="5000000" checked' in client.get(response.url).content.decode()
    assert client.get(page(poll, "rehearse_confirm")).status_code == 302


def test_so_many_ballots_and_no_more(client, poll, manager):
    session = client.session
    keep_tried(session, poll, Tried(ballots=[[1]] * MOST_TRIED))
    session.save()
    tries(client, poll, 2)
    ballots = tried_in(client.session, poll).ballots
    assert (len(ballots), ballots[-1]) == (MOST_TRIED, [2])


def test_what_is_missing_is_said(client):
    poll = make_poll(costs=(30_000,), sealed=False, opens=2, closes=9)
    client.force_login(make_staff("manager", poll.consultation.area))
    assert "il en faut au moins deux" in client.get(page(poll)).content.decode()
    assert client.get(page(poll, "rehearse_count")).url == page(poll)


def test_what_a_seal_would_still_want_keeps_nobody_from_rehearsing(client):
    poll = make_poll(consultation=make_consultation(running=None, rulebook=False), sealed=False, opens=2, closes=9)
    client.force_login(make_staff("manager", poll.consultation.area))
    assert any(issue.blocking for issue in issues_before_sealing(poll, at=NOW))
    assert tries(client, poll, 1).status_code == 200


def test_the_cockpit_leads_there_until_the_vote_opens(client, poll, manager, now):
    cockpit = reverse("admin:participation_poll_cockpit", args=[poll.pk])
    assert page(poll) in client.get(cockpit).content.decode()
    if poll.sealed_at:
        now.move_to(poll.opens_at)
        assert page(poll) not in client.get(cockpit).content.decode()


def test_residents_find_no_rehearsal(client, poll):
    client.force_login(make_user())
    assert client.get(page(poll)).status_code == 404


@pytest.mark.parametrize("number", [2, 6])
def test_a_rehearsal_costs_the_same_however_many_projects(client, number):
    poll = make_poll(costs=(), sealed=False, opens=2, closes=9)
    for _ in range(number):
        make_proposal(consultation=poll.consultation, status="feasible", cost_cents=10_000_00)
    client.force_login(make_staff("manager", poll.consultation.area))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page(poll)).status_code == 200
    assert len(asked) == 17


def test_casting_before_the_opening_stays_refused(poll):
    with pytest.raises(Exception, match=r"ouvre le|pas ouvert"):
        cast_ballot(poll=poll, participant=make_user().participant, choices=[1], at=NOW)
