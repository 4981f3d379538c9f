"""Seats: none given twice, none lost, the first who waits comes next."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from seminars.events.models import Event, Registration
from seminars.events.operations import (
    AlreadyRegistered,
    MinutesMissing,
    RegistrationClosed,
    cancel,
    publish_minutes,
    register,
)
from seminars.tests.factories.events import make_event
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_participant, make_staff


def workshop(**fields) -> Event:
    return make_event(takes_registrations=True, **fields)


def waiting_list(event) -> list:
    return list(Registration.objects.filter(event=event, waiting=True).values_list("participant", flat=True))


@pytest.mark.django_db
def test_a_seat_is_taken_and_confirmed_by_mail():
    event, person = workshop(seats=24, venue="Salle 307", address="37 rue du Repos, Lyon"), make_participant()

    registration = register(event=event, participant=person, at=timezone.now())

    event.refresh_from_db()
    assert (registration.waiting, event.seats_taken) == (False, 1)
    notice = Notice.objects.get(participant=person)
    assert notice.title == f"Inscription confirmée : {event.title}"
    assert "(heure de Paris)\nSalle 307, 37 rue du Repos, Lyon\n" in notice.text


@pytest.mark.django_db
def test_when_seats_are_gone_people_wait_and_the_first_gets_the_freed_one():
    event = workshop(seats=1)
    first, second, third = (make_participant() for _ in range(3))
    for person in (first, second, third):
        register(event=event, participant=person, at=timezone.now())
    assert waiting_list(event) == [second.pk, third.pk]

    assert cancel(event=event, participant=first, at=timezone.now())

    event.refresh_from_db()
    assert waiting_list(event) == [third.pk]
    assert event.seats_taken == 1
    assert Notice.objects.filter(participant=second, title__startswith="Inscription confirmée").exists()


@pytest.mark.django_db
def test_leaving_the_waiting_list_frees_no_seat():
    event = workshop(seats=1)
    seated, waiting = make_participant(), make_participant()
    for person in (seated, waiting):
        register(event=event, participant=person, at=timezone.now())

    cancel(event=event, participant=waiting, at=timezone.now())

    event.refresh_from_db()
    assert event.seats_taken == 1


@pytest.mark.django_db
def test_cancelling_twice_frees_one_seat():
    event, person = workshop(seats=5), make_participant()
    register(event=event, participant=person, at=timezone.now())

    assert [cancel(event=event, participant=person, at=timezone.now()) for _ in range(2)] == [True, False]

    event.refresh_from_db()
    assert event.seats_taken == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"takes_registrations": False},
        {"takes_registrations": True, "published": False},
        {"takes_registrations": True, "starts_at": timezone.now() - timedelta(minutes=1)},
    ],
    ids=["none taken", "draft", "begun"],
)
def test_registration_is_refused(fields):
    with pytest.raises(RegistrationClosed):
        register(event=make_event(**fields), participant=make_participant(), at=timezone.now())


@pytest.mark.django_db
def test_one_person_has_one_seat():
    event, person = workshop(seats=5), make_participant()
    register(event=event, participant=person, at=timezone.now())

    with pytest.raises(AlreadyRegistered):
        register(event=event, participant=person, at=timezone.now())
    with pytest.raises(IntegrityError, match="registration_once"), transaction.atomic():
        Registration.objects.create(event=event, participant=person, at=timezone.now())


@pytest.mark.django_db
def test_the_database_refuses_more_people_than_seats():
    event = workshop(seats=1)

    with pytest.raises(IntegrityError, match="event_never_overbooked"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(seats_taken=F("seats") + 1)


@pytest.mark.django_db
def test_empty_minutes_are_not_published():
    with pytest.raises(MinutesMissing):
        publish_minutes(event=make_event(), by=make_staff("administrator"), at=timezone.now())
