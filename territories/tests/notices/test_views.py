"""Reading messages, choosing them, and leaving by one click."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from territories.notices.letters import unsubscribe_token
from territories.notices.models import Notice, Preference
from territories.notices.operations import owe
from territories.tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def make_notice(user, kind="poll.result"):
    owe(kind=kind, key=kind, title="Le vote est ouvert", text="x", participant=user.participant, at=timezone.now())
    return Notice.objects.get(key=kind)


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_looking_at_the_link_changes_nothing_the_button_acts():
    client = Client(enforce_csrf_checks=True)  # a mail program has no session and no token of ours
    notice = make_notice(make_user())
    link = reverse("territories:unsubscribe", args=[unsubscribe_token(notice)])
    page = client.get(link).content.decode()
    assert "Le résultat d’un vote" in page
    assert not Preference.objects.exists()
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    chosen = Preference.objects.get()
    assert (chosen.participant, chosen.kind, chosen.frequency) == (notice.participant, "poll.result", "never")


def test_a_message_of_the_service_cannot_be_refused_even_with_its_link(client):
    notice = make_notice(make_user(), kind="proposal.decision")
    answer = client.post(reverse("territories:unsubscribe", args=[unsubscribe_token(notice)]))
    assert "fait partie du service" in answer.content.decode()
    assert not Preference.objects.exists()


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "x" + token, lambda token: "x:y"])
def test_a_forged_link_leads_nowhere(client, change):
    token = change(unsubscribe_token(make_notice(make_user())))
    assert client.get(reverse("territories:unsubscribe", args=[token])).status_code == 404


def test_preferences_keep_only_what_differs_and_can_be_taken_back():
    user = make_user()
    client, page = signed_in(user), reverse("territories:my_preferences")
    said = {name: field.initial for name, field in client.get(page).context["form"].fields.items()}
    assert "proposal.decision" not in said
    client.post(page, said)
    assert not Preference.objects.exists()
    client.post(page, {**said, "poll.result": "daily"})
    assert Preference.objects.get().frequency == "daily"
    client.post(page, said)
    assert Preference.objects.get().frequency == "each"


def test_messages_are_mine_and_are_read_by_a_button():
    user = make_user()
    notice, client = make_notice(user), signed_in(user)
    make_notice(make_user(), kind="poll.result")
    page = client.get(reverse("territories:my_notices")).content.decode()
    assert page.count("<article") == 1
    notice.refresh_from_db()
    assert notice.read_at is None
    client.post(reverse("territories:my_notices"))
    notice.refresh_from_db()
    assert notice.read_at
    assert "nouveau" not in client.get(reverse("territories:my_notices")).content.decode()
