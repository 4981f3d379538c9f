"""The map in the admin."""

import pytest

from territories.areas.models import Area, PollingPlace
from territories.instance.models import Act
from territories.tests.factories.accounts import make_staff
from territories.tests.factories.areas import make_area, make_commune, make_polling_place, make_quarter

pytestmark = pytest.mark.django_db
AREAS, PLACES = "/admin/territories/area/", "/admin/territories/pollingplace/"


@pytest.fixture
def commune():
    return make_commune(code="88413", name="Saint-Dié-des-Vosges", slug="saint-die")


@pytest.fixture
def manager(client, commune):
    user = make_staff("manager", commune)
    client.force_login(user)
    return user


def quarter_form(commune, **fields):
    return {
        "parent": commune.pk,
        "name": "Kellermann",
        "population": "",
        "population_year": "",
        "latitude": "",
        "longitude": "",
        **fields,
    }


def test_a_manager_draws_a_quarter(client, manager, commune):
    answer = client.post(f"{AREAS}add/", quarter_form(commune, population=1200, population_year=2020))
    quarter = Area.objects.get(kind="quarter")
    assert answer.status_code == 302, answer.context["errors"]
    assert (quarter.code, quarter.slug, quarter.population) == ("88413-Q01", "saint-die-kellermann", 1200)
    assert quarter in Area.objects.within([commune])
    assert Act.objects.get(verb="area.quarter_added").by == manager


def test_two_quarters_of_one_name_have_addresses_of_their_own(client, manager, commune):
    for _ in range(2):
        client.post(f"{AREAS}add/", quarter_form(commune))
    assert sorted(Area.objects.filter(kind="quarter").values_list("code", "slug")) == [
        ("88413-Q01", "saint-die-kellermann"),
        ("88413-Q02", "saint-die-kellermann-q02"),
    ]


def test_a_quarter_is_changed_and_keeps_its_address(client, manager, commune):
    quarter = make_quarter(parent=commune, name="Kellermann", slug="kellermann")
    client.post(f"{AREAS}{quarter.pk}/change/", quarter_form(commune, name="Kellermann-Sud", obsolete_at=""))
    quarter.refresh_from_db()
    assert (quarter.name, quarter.slug) == ("Kellermann-Sud", "kellermann")
    act = Act.objects.get(verb="area.quarter_changed")
    assert (act.before, act.after) == ({"name": "Kellermann"}, {"name": "Kellermann-Sud"})


def test_no_quarter_elsewhere(client, manager):
    answer = client.post(f"{AREAS}add/", quarter_form(make_commune(name="Ailleurs")))
    assert answer.status_code == 200
    assert not Area.objects.filter(kind="quarter").exists()


def test_no_quarter_in_a_quarter_and_the_reason_is_said(client, manager, commune):
    quarter = make_quarter(parent=commune)
    answer = client.post(f"{AREAS}add/", quarter_form(quarter))
    assert "Un quartier se dessine dans une commune" in answer.content.decode()
    assert Area.objects.filter(kind="quarter").count() == 1


@pytest.mark.parametrize("kind", ["manager", "administrator"])
def test_official_areas_are_read_and_not_written(client, commune, kind):
    client.force_login(make_staff(kind, commune))
    page = client.get(f"{AREAS}{commune.pk}/change/")
    assert page.status_code == 200
    assert "Saint-Dié-des-Vosges" in page.content.decode()
    assert client.post(f"{AREAS}{commune.pk}/change/", {"name": "Volée"}).status_code == 403
    assert Area.objects.get(pk=commune.pk).name == "Saint-Dié-des-Vosges"


def test_a_manager_finds_only_areas_of_theirs_without_accents(client, manager, commune):
    make_commune(name="Saint-Dié-Ailleurs")
    text = client.get(AREAS, {"q": "saint die"}).content.decode()
    assert "Saint-Dié-des-Vosges" in text
    assert "Ailleurs" not in text


def test_a_polling_place_is_added_in_the_managers_area_only(client, manager, commune):
    fields = {"name": "École Vincent", "address": "1 rue d’Alsace", "latitude": "", "longitude": "", "closed_at": ""}
    assert client.post(f"{PLACES}add/", {"area": commune.pk, **fields}).status_code == 302
    assert client.post(f"{PLACES}add/", {"area": make_commune().pk, **fields}).status_code == 200
    assert PollingPlace.objects.get().area == commune
    assert Act.objects.get(verb="polling_place.added").by == manager


def test_a_polling_place_lies_in_a_commune(client):
    client.force_login(make_staff("administrator"))
    region = make_area(kind="region")
    answer = client.post(
        f"{PLACES}add/", {"area": region.pk, "name": "École", "address": "", "latitude": "", "longitude": ""}
    )
    assert "se trouve dans une commune" in answer.content.decode()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("address", [AREAS, PLACES])
def test_lists_cost_the_same_however_long(client, manager, commune, django_assert_max_num_queries, address, number):
    for index in range(number):
        make_polling_place(area=make_quarter(parent=commune), name=f"École {index}")
    client.get(address)
    with django_assert_max_num_queries(9):
        client.get(address)


@pytest.mark.parametrize("kind", ["agent", "instructor", "commission", "elected"])
def test_others_do_not_touch_the_map(client, commune, kind):
    client.force_login(make_staff(kind, commune))
    assert client.get(AREAS).status_code == 403
    assert client.get(f"{PLACES}add/").status_code == 403
