"""Pages of events as residents use them."""

import pytest
from django.urls import reverse

from seminars.events.models import Registration
from seminars.tests.factories.events import make_event
from territories.accounts.models import User
from territories.tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


def test_a_seat_is_booked_then_given_back(client):
    event, user = make_event(takes_registrations=True, seats=1), make_user()
    sign_in(client, user)

    booked = client.post(reverse("seminars:register", args=[event.slug]), {"needs": "Boucle magnétique"}, follow=True)

    assert "Votre place est réservée" in booked.content.decode()
    assert Registration.objects.get().participant == user.participant
    again = client.post(reverse("seminars:register", args=[event.slug]), {})
    assert (again.status_code, Registration.objects.count()) == (409, 1)
    client.post(reverse("seminars:cancel", args=[event.slug]))
    assert not Registration.objects.exists()


def test_an_account_that_takes_part_in_nothing_gets_no_seat(client):
    event = make_event(takes_registrations=True, seats=1)
    sign_in(client, User.objects.create_superuser(email="machine@exemple.fr", password="demonstration"))

    for name in ("register", "cancel"):
        assert client.post(reverse(f"seminars:{name}", args=[event.slug]), {}).status_code == 403
