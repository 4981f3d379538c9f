"""Actions on many rows: asked first, done once confirmed, never outside one's areas."""

import pytest

from territories.accounts.confirming import MOST
from territories.actors.models import Organisation
from territories.tests.factories.accounts import make_staff
from territories.tests.factories.actors import make_organisation
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db
LIST = "/admin/territories/organisation/"


@pytest.fixture
def town():
    return make_commune()


@pytest.fixture
def manager(client, town):
    user = make_staff("manager", town)
    client.force_login(user)
    return user


def drafts(town, number: int) -> list[Organisation]:
    return [make_organisation(area=town, published=False, name=f"Association {n:02d}") for n in range(number)]


def public() -> int:
    return Organisation.objects.filter(published_at__isnull=False).count()


def test_nothing_happens_before_the_button(client, manager, town):
    chosen = {"action": "publish_rows", "_selected_action": [row.pk for row in drafts(town, 2)]}
    page = client.post(f"{LIST}?q=association", chosen)
    assert public() == 0
    for said in ("Publier ces fiches ?", "Association 00", "Association 01", f'href="{LIST}?q=association"'):
        assert said in page.text
    page = client.post(LIST, {**chosen, "confirmed": "1"}, follow=True)
    assert public() == 2
    assert "est public" in page.text


def test_many_are_named_in_part_and_all_are_taken(client, manager, town):
    rows = drafts(town, MOST + 3)
    chosen = {"action": "publish_rows", "_selected_action": [rows[0].pk], "select_across": "1"}
    page = client.post(LIST, chosen)
    assert "et 3 autres" in page.text
    client.post(LIST, {**chosen, "confirmed": "1"})
    assert public() == MOST + 3


def test_a_confirmation_opens_no_door(client, manager, town):
    elsewhere = make_organisation(area=make_commune(), published=False, name="Là-bas")
    chosen = {"action": "publish_rows", "_selected_action": [elsewhere.pk]}
    assert "Là-bas" not in client.post(LIST, chosen).text
    client.post(LIST, {**chosen, "confirmed": "1"})
    client.force_login(make_staff("elected", town))
    client.post(LIST, {**chosen, "confirmed": "1"})
    assert public() == 0
