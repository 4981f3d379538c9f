"""Lists of the admin: counted as far as it is quick, searched without accents."""

import pytest
from django.test import Client
from django.utils import timezone

from territories.accounts import long_lists
from territories.accounts.long_lists import HousePaginator
from territories.accounts.operations import enter_person
from territories.actors.models import Organisation
from territories.tests.factories.accounts import make_participant, make_staff
from territories.tests.factories.actors import make_organisation
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db
LIST, PEOPLE, PICKER = "/admin/territories/organisation/", "/admin/territories/participant/", "/admin/autocomplete/"


def signed_in(kind: str, area) -> Client:
    client = Client()
    client.force_login(make_staff(kind, area), backend="django.contrib.auth.backends.ModelBackend")
    return client


def found(client, address: str) -> list[str]:
    return [str(row) for row in client.get(address).context["cl"].result_list]


def test_a_short_list_has_numbered_pages_and_a_long_one_a_next_page(monkeypatch):
    for _ in range(3):
        make_organisation()
    rows = Organisation.objects.all()
    assert (HousePaginator(rows, 2).num_pages, HousePaginator(rows, 2).template_name) == (2, "")

    monkeypatch.setattr(long_lists, "MOST", 2)
    long = HousePaginator(rows, 2)
    assert long.page(2).object_list.count() == 1
    assert long.num_pages > 1_000_000
    assert long.template_name == "admin/next_page.html"


def test_the_foot_of_an_uncounted_list_leads_where_there_is_something(monkeypatch):
    area = make_commune()
    client = signed_in("manager", area)
    for _ in range(2):
        make_participant(home=area)
    page = client.get(PEOPLE)
    assert page.context["title"] == "Participants"
    assert "Page suivante" not in page.text
    monkeypatch.setattr(long_lists.HouseLists, "list_per_page", 1)
    assert "Page suivante" in client.get(PEOPLE).text
    assert "Page précédente" in client.get(f"{PEOPLE}?p=2").text


def test_of_a_long_list_nobody_is_offered_all_rows_at_once(monkeypatch):
    area = make_commune()
    client = signed_in("manager", area)
    for _ in range(3):
        make_organisation(area=area)
    assert client.get(LIST).context["cl"].result_count == 3
    monkeypatch.setattr(long_lists, "MOST", 2)
    page = client.get(LIST)
    assert page.context["cl"].result_count == 3
    assert "9999999999" not in page.text


def test_a_name_is_found_without_its_accents_in_the_list_and_in_a_picker():
    area = make_commune()
    client = signed_in("manager", area)
    make_organisation(area=area, name="Médiathèque Victor-Hugo")
    make_organisation(area=area, name="Mairie")
    for words in ("mediatheque", "MÉDIATHÈQUE", "victor hugo", "hugo médiath"):
        assert found(client, f"{LIST}?q={words}") == ["Médiathèque Victor-Hugo"]
    asked = {"app_label": "participation", "model_name": "consultation", "field_name": "organiser", "term": "Médiath"}
    assert [one["text"] for one in client.get(PICKER, asked).json()["results"]] == ["Médiathèque Victor-Hugo"]


def test_a_person_at_the_desk_is_found_by_either_name_and_without_accents():
    home = make_commune()
    agent = make_staff("agent", home)
    for shown, full in (("Hélène", "Hélène Œuvrard"), ("Paul", "Paul Petit")):
        enter_person(by=agent, at=timezone.now(), home=home, display_name=shown, full_name=full)
    client = Client()
    client.force_login(agent, backend="django.contrib.auth.backends.ModelBackend")
    for words in ("helene", "HÉLÈNE", "oeuvrard hel"):
        assert found(client, f"{PEOPLE}?q={words}") == ["Hélène"]
    assert found(client, f"{PEOPLE}?q=helene+petit") == []
    assert len(found(client, f"{PEOPLE}?q=+")) == 2
