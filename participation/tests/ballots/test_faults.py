"""What goes wrong on a bad evening: a slow server at the close, a killed worker, a database that is away.

Each guard has a control beside it: the same evening without the guard, which must go wrong. ``python3 dev.py bench
faults`` does all of it for long, with real crashes.
"""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from django.urls import reverse

from participation.ballots.api import PollViewSet
from participation.ballots.life import GRACE
from participation.ballots.models import Counted, Envelope, Roll, Tally
from participation.ballots.operations import (
    cast_ballot,
    close_poll,
    count_poll,
    counting,
    move_polls_on,
    reconcile_poll,
    tally_poll,
)
from participation.ballots.operations import casting as casting_room
from participation.ballots.views import voting as voting_page
from participation.tests.factories.ballots import AFTER, close, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import DAY, NOW
from territories.instance.models import Act
from territories.tests.factories.accounts import make_participant, make_user

SECOND = timedelta(seconds=1)
#: An ordinary evening, and the nights on which the clocks of Paris go forward and back, at the very moment they do.
EVENINGS = {
    "ordinary": datetime(2026, 5, 20, 16, 0, tzinfo=UTC),
    "spring": datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    "autumn": datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
}


def confirmed(client, poll, *, received, answered, monkeypatch):
    """Confirm a vote that the server receives at one moment and comes to at another; somebody tries to close then."""
    with time_machine.travel(received - SECOND, tick=False) as clock:
        client.force_login(make_user())
        client.post(reverse("participation:ballot", args=[poll.slug]), {"choices": [1]})

        def slowly(*words):
            clock.move_to(answered)
            move_polls_on(at=answered)
            return known(*words)

        known = voting_page.participant_of
        monkeypatch.setattr(voting_page, "participant_of", slowly)
        clock.move_to(received)
        return client.post(reverse("participation:confirm_vote", args=[poll.slug]))


@pytest.fixture(params=EVENINGS.values(), ids=EVENINGS)
def evening(request):
    return make_poll(opens=request.param - 9 * DAY, closes=request.param)


@pytest.mark.django_db
def test_a_vote_received_in_time_counts_within_the_grace(evening, client, monkeypatch):
    closes = evening.closes_at
    moments = {"received": closes - SECOND / 10, "answered": closes + GRACE - SECOND}
    response = confirmed(client, evening, monkeypatch=monkeypatch, **moments)
    assert "Votre vote est enregistré" in response.text
    assert "closed" in " ".join(move_polls_on(at=closes + GRACE))
    assert Counted.objects.filter(poll=evening).count() == 1


@pytest.mark.django_db
def test_a_vote_received_at_the_hour_of_the_close_does_not_count(evening, client, monkeypatch):
    closes = evening.closes_at
    response = confirmed(client, evening, received=closes, answered=closes, monkeypatch=monkeypatch)
    assert response.status_code == 302
    assert not Roll.objects.filter(poll=evening).exists()


@pytest.mark.django_db
def test_without_the_grace_a_vote_received_in_time_is_lost(client, monkeypatch):
    monkeypatch.setattr("participation.ballots.models.polls.GRACE", 0 * SECOND)
    monkeypatch.setattr(counting, "GRACE", 0 * SECOND)
    poll = make_poll()
    moments = {"received": poll.closes_at - SECOND, "answered": poll.closes_at + SECOND}
    response = confirmed(client, poll, monkeypatch=monkeypatch, **moments)
    assert response.status_code != 200
    assert not Roll.objects.filter(poll=poll).exists()


def counted_beside_a_slow_vote(monkeypatch):
    """A voter whose transaction is slow to commit, and a close that does not wait for anybody but by the lock.

    :returns: the poll, and whether the voter was told that they have voted.
    """
    poll, person = make_poll(), make_participant(email="lente@exemple.fr")
    cast, go_on, receipts = threading.Event(), threading.Event(), []

    def slowly(*_words, **_named):
        cast.set()
        go_on.wait(20)

    def vote():
        receipts.append(cast_ballot(poll=poll, participant=person, choices=[1], at=NOW))
        connection.close()

    def finish():
        for step in (close_poll, reconcile_poll, count_poll):
            step(poll=poll, at=AFTER)
        connection.close()

    monkeypatch.setattr(casting_room, "_tell", slowly)
    voter, worker = threading.Thread(target=vote), threading.Thread(target=finish)
    voter.start()
    assert cast.wait(20)
    worker.start()
    worker.join(1)
    go_on.set()
    voter.join(20)
    worker.join(20)
    return poll, bool(receipts)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_close_waits_for_a_vote_that_is_slow_to_commit(monkeypatch):
    poll, told = counted_beside_a_slow_vote(monkeypatch)
    assert told
    assert Counted.objects.filter(poll=poll).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_of_voters_an_acknowledged_vote_is_lost(monkeypatch):
    monkeypatch.setattr(casting_room, "LOCK", "SELECT 1;")
    poll, told = counted_beside_a_slow_vote(monkeypatch)
    assert told
    assert not Counted.objects.filter(poll=poll).exists()
    assert Envelope.objects.filter(poll=poll).count() == 1


@pytest.mark.django_db
def test_only_the_trigger_keeps_a_counted_set_from_growing():
    poll = make_poll()
    make_ballot(poll)
    poll = count_votes(poll)
    late = Counted(poll=poll, consultation=poll.consultation, no=2, choices=[1])
    with pytest.raises(IntegrityError, match="counted_set_is_fixed"), transaction.atomic():
        late.save()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table whose checks are put off is not altered
        cursor.execute("ALTER TABLE participation_counted DISABLE TRIGGER counted_set_is_fixed")
    late.save()
    assert Counted.objects.filter(poll=poll).count() == 2


class Killed(BaseException):
    """What ``kill -9`` does to a worker, as far as Python can say it."""


#: What a count does, step after step; whoever is killed in one of them has done those before.
STEPS = ("sequence_log", "_write_channels", "_write_counted", "_settle_leaves", "record")


def killed_in(step, monkeypatch, count, poll):
    def die(*_words, **_named):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(counting, step, die)
        with pytest.raises(Killed):
            count(poll=poll, at=AFTER)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_any_moment_of_the_count_leaves_nothing_half_done(step, monkeypatch, client):
    poll = make_poll()
    for choices in ([1], [2, 3], []):
        make_ballot(poll, choices)
    close(poll)
    reconcile_poll(poll=poll, at=AFTER)
    killed_in(step, monkeypatch, count_poll, poll)
    assert fresh(poll).counted_at is None
    assert not Counted.objects.filter(poll=poll).exists()
    assert Envelope.objects.filter(poll=poll).count() == 3
    assert "Le dépouillement est en cours." in client.get(poll.get_absolute_url()).text
    move_polls_on(at=AFTER)
    assert Counted.objects.filter(poll=poll).count() == 3
    assert Act.objects.filter(verb="poll.counted").count() == Tally.objects.filter(poll=poll).count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_its_transaction_a_killed_count_would_stay_half_done(monkeypatch):
    poll = make_poll()
    make_ballot(poll)
    close(poll)
    reconcile_poll(poll=poll, at=AFTER)
    monkeypatch.setattr(counting, "_locked", lambda poll: fresh(poll))
    killed_in("_settle_leaves", monkeypatch, count_poll.__wrapped__, poll)
    assert fresh(poll).counted_at is None
    assert Counted.objects.filter(poll=poll).count() == Envelope.objects.filter(poll=poll).count() == 1


@pytest.mark.django_db
def test_the_page_says_what_is_under_way_between_the_end_and_the_result(client):
    poll = make_poll()
    make_ballot(poll)
    said = []
    for step in (None, close_poll, reconcile_poll, count_poll, tally_poll):
        if step:
            step(poll=fresh(poll), at=AFTER)
        with time_machine.travel(poll.closes_at, tick=False):
            said.append(client.get(poll.get_absolute_url()).text)
    assert "Les derniers votes reçus à temps s’enregistrent." in said[0]
    assert ["Le dépouillement est en cours." in one for one in said] == [False, True, True, True, False]


@pytest.mark.django_db
def test_a_vote_with_paper_is_not_said_to_be_counted_while_sheets_are_awaited(client):
    poll = close(make_poll(urns=1))
    assert "Le dépouillement est en cours." not in client.get(poll.get_absolute_url()).text


@pytest.fixture
def chosen(client):
    """A poll that runs, and a person who has chosen and not confirmed."""
    client.raise_request_exception = False
    with time_machine.travel(NOW, tick=False):
        poll = make_poll()
        client.force_login(make_user())
        client.post(reverse("participation:ballot", args=[poll.slug]), {"choices": [1]})
        yield poll


@pytest.mark.django_db(transaction=True)
def test_a_database_that_dies_under_a_vote_is_said_to_be_back_soon_and_no_vote_is_acknowledged(
    client, chosen, monkeypatch
):
    confirm = reverse("participation:confirm_vote", args=[chosen.slug])

    def cut(*_words, **_named):
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        other.close()

    with monkeypatch.context() as patch:
        patch.setattr(casting_room, "_tell", cut)
        away = client.post(confirm)
    assert (away.status_code, away["Retry-After"]) == (503, "3")
    assert "Un vote confirmé deux fois ne compte qu’une fois." in away.text
    connections.close_all()
    assert not Roll.objects.filter(poll=chosen).exists()
    again = client.post(confirm)
    assert "Votre vote est enregistré" in again.text
    assert Roll.objects.filter(poll=chosen).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status"), [(OperationalError("away"), 503), (ValueError("ours"), 500)])
def test_only_an_absent_database_asks_to_come_back(client, chosen, monkeypatch, error, status):
    def fail(**_named):
        raise error

    monkeypatch.setattr(voting_page, "cast_ballot", fail)
    response = client.post(reverse("participation:confirm_vote", args=[chosen.slug]))
    assert response.status_code == status
    assert ("Retry-After" in response) is (status == 503)


@pytest.mark.django_db
def test_the_api_says_it_in_its_own_words(client, monkeypatch):
    def away(*_words):
        raise OperationalError("away")

    client.raise_request_exception = False
    monkeypatch.setattr(PollViewSet, "get_queryset", away)
    response = client.get("/api/v1/polls/")
    assert (response.status_code, response["Retry-After"], response.json()["code"]) == (503, "3", "unavailable")
