"""The desk's register and the roles in the admin."""

import pytest
from django.test import Client
from django.utils import timezone

from territories.accounts.models import Participant, Role, User
from territories.accounts.operations import enter_person
from territories.instance.models import Act
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db
PEOPLE, ROLES = "/admin/territories/participant/", "/admin/territories/role/"


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def card(home, **changes):
    return {"display_name": "Mme Petit", "home": home.pk, "links": ["lives"], "email": "", "phone": "", **changes}


def test_an_agent_writes_down_a_person_and_corrects_the_card():
    home = make_commune()
    agent = make_staff("agent", home)
    client = signed_in(agent)
    assert client.post(f"{PEOPLE}add/", card(home)).status_code == 302
    person = Participant.objects.get(entered_by=agent)
    assert (person.public_name, person.links) == ("Mme Petit", ["lives"])
    assert Act.objects.get(verb="person.entered").subject_label == ""
    client.post(f"{PEOPLE}{person.pk}/change/", card(home, display_name="Mme Petit-Jean", phone="0329000000"))
    person = Participant.objects.get(pk=person.pk)
    assert (person.public_name, person.identity.phone) == ("Mme Petit-Jean", "0329000000")


def test_an_agent_enters_nobody_elsewhere():
    agent = make_staff("agent", make_commune())
    answer = signed_in(agent).post(f"{PEOPLE}add/", card(make_commune()))
    assert answer.status_code == 200
    assert not Participant.objects.filter(entered_by=agent).exists()


def test_a_known_address_is_refused_beside_what_was_typed():
    home = make_commune()
    agent = make_staff("agent", home)
    enter_person(by=agent, at=timezone.now(), home=home, display_name="A", email="a@exemple.fr")
    page = signed_in(agent).post(f"{PEOPLE}add/", card(home, email="A@exemple.fr")).content.decode()
    assert "Une personne est déjà enregistrée avec cette adresse" in page
    assert "Mme Petit" in page
    assert Participant.objects.filter(entered_by=agent).count() == 1


def test_an_agent_sees_the_register_and_not_the_accounts():
    home = make_commune()
    agent = make_staff("agent", home)
    make_user(home=home, name="Avec compte")
    enter_person(by=agent, at=timezone.now(), home=home, display_name="À l’accueil")
    page = signed_in(agent).get(PEOPLE).content.decode()
    assert "À l’accueil" in page
    assert "Avec compte" not in page


def test_of_people_with_an_account_managers_see_the_public_name_only():
    home = make_commune()
    person = make_user(home=home, name="Avec compte", email="prive@exemple.fr").participant
    client = signed_in(make_staff("manager", home))
    assert "Avec compte" in client.get(PEOPLE).content.decode()
    page = client.get(f"{PEOPLE}{person.pk}/change/").content.decode()
    assert "Avec compte" in page
    assert "prive@exemple.fr" not in page
    assert client.post(f"{PEOPLE}{person.pk}/change/", card(home)).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_register_costs_the_same_however_many(django_assert_num_queries, number):
    home = make_commune()
    agent = make_staff("agent", home)
    for index in range(number):
        enter_person(by=agent, at=timezone.now(), home=home, display_name=f"Personne {index}")
    client = signed_in(agent)
    client.get(PEOPLE)
    # Account, roles, rows: no question per row, and nobody counts them.
    with django_assert_num_queries(3):
        client.get(PEOPLE)


def test_a_manager_gives_and_takes_a_role_of_their_team():
    area = make_area(kind="epci")
    home, person = make_commune(epci=area), make_user(email="agent@exemple.fr")
    client = signed_in(make_staff("manager", area))
    said = {"email": "agent@exemple.fr", "kind": "agent", "area": home.pk, "ends_at_0": "", "ends_at_1": ""}
    assert client.post(f"{ROLES}add/", said).status_code == 302
    role = Role.objects.get(user=person)
    assert User.objects.get(pk=person.pk).is_staff
    assert client.post(f"{ROLES}{role.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Role.objects.filter(user=person).exists()
    assert not User.objects.get(pk=person.pk).is_staff


def test_a_manager_neither_offers_nor_gives_the_role_of_a_manager():
    area = make_area()
    make_user(email="agent@exemple.fr")
    client = signed_in(make_staff("manager", area))
    assert 'value="manager"' not in client.get(f"{ROLES}add/").content.decode()
    said = {"email": "agent@exemple.fr", "kind": "manager", "area": area.pk, "ends_at_0": "", "ends_at_1": ""}
    assert client.post(f"{ROLES}add/", said).status_code == 200
    assert Role.objects.filter(kind="manager").count() == 1


def test_an_unknown_address_is_refused_in_the_form():
    area = make_area()
    said = {"email": "x@exemple.fr", "kind": "agent", "area": area.pk, "ends_at_0": "", "ends_at_1": ""}
    page = signed_in(make_staff("administrator")).post(f"{ROLES}add/", said).content.decode()
    assert "Aucun compte confirmé" in page


def test_an_administrator_suspends_accounts_from_the_list():
    person, administrator = make_user(), make_staff("administrator")
    chosen = {"action": "suspend", "_selected_action": [person.pk, administrator.pk], "confirmed": "1"}
    page = signed_in(administrator).post("/admin/territories/user/", chosen, follow=True).content.decode()
    assert not User.objects.get(pk=person.pk).is_active
    assert User.objects.get(pk=administrator.pk).is_active
    assert "jamais le sien" in page
