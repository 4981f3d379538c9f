"""Many hands at once on the seats of an event, with real commits.

A seat has two guards, the row of the event that everybody takes in turn and the conditional update: either alone keeps
twelve people on three seats, without both the first test is red. The two others are red without the row alone.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from crois_sens.kernel.refusals import Refusal
from seminars.events import operations
from seminars.events.models import Registration
from seminars.events.operations import AlreadyRegistered, cancel, register
from seminars.tests.factories.events import make_event
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_participant

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all of it at the same moment; return what each gave, a refusal included. Any other error is a failure."""
    start = Barrier(len(acts))

    def one(act):
        try:
            connection.ensure_connection()
            start.wait(timeout=20)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_twelve_people_at_once_share_three_seats():
    event = make_event(takes_registrations=True, seats=3)
    people = [make_participant() for _ in range(12)]

    given = at_once(
        *[lambda person=person: register(event=event, participant=person, at=timezone.now()) for person in people]
    )

    event.refresh_from_db()
    waiting = [registration.waiting for registration in given]
    assert (waiting.count(False), waiting.count(True), event.seats_taken) == (3, 9, 3)


def test_six_clicks_of_one_person_are_one_seat_and_five_plain_answers():
    event, person = make_event(takes_registrations=True, seats=24), make_participant()

    given = at_once(*[lambda: register(event=event, participant=person, at=timezone.now())] * 6)

    event.refresh_from_db()
    assert sum(isinstance(one, AlreadyRegistered) for one in given) == 5
    assert (event.seats_taken, Notice.objects.filter(participant=person).count()) == (1, 1)


def test_nobody_waits_beside_a_seat_that_is_given_back_meanwhile(monkeypatch):
    event = make_event(takes_registrations=True, seats=1)
    leaving, coming = make_participant(), make_participant()
    register(event=event, participant=leaving, at=timezone.now())
    take_seat = operations.take_seat

    def slowly(event) -> bool:
        taken = take_seat(event)
        time.sleep(0.3)
        return taken

    def leave():
        time.sleep(0.1)
        return cancel(event=event, participant=leaving, at=timezone.now())

    monkeypatch.setattr(operations, "take_seat", slowly)

    at_once(lambda: register(event=event, participant=coming, at=timezone.now()), leave)

    event.refresh_from_db()
    assert event.seats_taken == 1
    assert not Registration.objects.get(event=event, participant=coming).waiting
