"""What a person sees of their registrations, what is exported, and what closing an account does to them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crois_sens.kernel.registries import erasure_consequences, personal_data, space_panels
from seminars.events.models import Event, Registration
from seminars.events.operations import register
from seminars.tests.factories.events import make_event
from territories.accounts.operations import close_account
from territories.tests.factories.accounts import make_participant, make_user

pytestmark = pytest.mark.django_db


def make_registered(participant, *, ago: int = 0, needs: str = "", **fields) -> Event:
    """An event that this person registered for; ``ago`` days have passed since it began."""
    event = make_event(takes_registrations=True, **fields)
    register(event=event, participant=participant, at=timezone.now(), needs=needs)
    if ago:
        began = timezone.now() - timedelta(days=ago)
        Event.objects.filter(pk=event.pk).update(starts_at=began, ends_at=began + timedelta(hours=2))
    return event


def panel_of(user):
    return dict(space_panels)["registrations"](participant=user.participant, at=timezone.now())


def test_my_space_shows_what_comes_and_what_was(client):
    user = make_user()
    coming, past = make_registered(user.participant, title="Atelier"), make_registered(user.participant, ago=3)
    full = make_event(takes_registrations=True, seats=1)
    register(event=full, participant=make_participant(), at=timezone.now())
    register(event=full, participant=user.participant, at=timezone.now())
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/mon-espace/").content.decode()
    panel = panel_of(user)

    assert {row.event for row in panel["coming"]} == {coming, full}
    assert [row.event for row in panel["past"]] == [past]
    assert "Mes rencontres" in page
    assert "liste d’attente" in page
    assert panel_of(make_user()) is None


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_many(number, django_assert_num_queries):
    user = make_user()
    for _number in range(number):
        make_registered(user.participant)
    with django_assert_num_queries(2):
        assert len(panel_of(user)["coming"]) == number


def test_closing_an_account_gives_seats_back_and_forgets_needs():
    user, now = make_user(), timezone.now()
    coming = make_registered(user.participant, seats=1, needs="Une boucle magnétique")
    waiting = make_participant()
    register(event=coming, participant=waiting, at=now)
    past = make_registered(user.participant, ago=3, needs="Un siège")
    told = dict(erasure_consequences)["registrations"](participant=user.participant, at=now)
    known = dict(personal_data)["registrations"](participant=user.participant)
    close_account(user=user, at=now)

    assert told == ["1 inscription à une rencontre à venir est annulée, la place est rendue."]
    assert {row["needs"] for row in known["registrations"]} == {"Une boucle magnétique", "Un siège"}
    assert [(row.participant, row.waiting) for row in coming.registrations.all()] == [(waiting, False)]
    assert [row.needs for row in Registration.objects.filter(event=past)] == [""]
