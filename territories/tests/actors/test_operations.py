"""A public card goes when somebody asks, and for good when the team confirms."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from seminars.events.models import Intervention
from seminars.tests.factories.events import make_event
from territories.actors.models import Membership, Person
from territories.actors.operations import ask_removal, key_of, remove_card, show_again
from territories.instance.models import Act
from territories.tests.factories.accounts import make_staff
from territories.tests.factories.actors import make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_one_click_hides_a_card_everywhere(client):
    event, organisation = make_event(), make_organisation()
    person = make_person(name="Ada Exemple", organisation=organisation)
    Intervention.objects.create(event=event, person=person, topic="Mesurer")
    pages = [
        reverse("territories:people"),
        reverse("territories:organisation", args=[organisation.slug]),
        reverse("seminars:event", args=[event.slug]),
    ]
    assert all("Ada Exemple" in client.get(page).content.decode() for page in pages)

    client.post(reverse("territories:person-remove", args=[person.slug]))

    assert not any("Ada Exemple" in client.get(page).content.decode() for page in pages)
    assert client.get(reverse("territories:person", args=[person.slug])).status_code == 404


def test_a_get_request_removes_nothing(client):
    person = make_person()

    assert client.get(reverse("territories:person-remove", args=[person.slug])).status_code == 405
    assert Person.objects.visible_to(make_staff("administrator")).get() == person


def test_an_erased_card_keeps_neither_name_nor_ties():
    person = make_person(name="Ada Exemple", slug="ada-exemple", organisation=make_organisation())

    remove_card(person=person, by=make_staff("administrator"), at=timezone.now())

    kept = Person.objects.get()
    assert "ada" not in f"{kept.name} {kept.slug} {kept.role} {kept.source} {kept.sort_key}".casefold()
    assert kept.removed_key == key_of("ada-exemple")
    assert not Membership.objects.exists()
    assert not Act.objects.filter(subject_label__icontains="ada").exists()


def test_a_card_hidden_by_mischief_is_shown_again():
    person = make_person()
    ask_removal(person=person, at=timezone.now())

    show_again(person=person, by=make_staff("administrator"), at=timezone.now(), reason="Demande fantaisiste")

    assert Person.objects.published().get() == person


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"source": ""}, "person_says_where_it_was_published"),
        ({"removed_at": timezone.now()}, "person_removed_shows_nothing"),
    ],
)
def test_the_database_keeps_cards_honest(fields, constraint):
    person = make_person()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(**fields)


def test_a_person_is_once_in_an_organisation():
    organisation = make_organisation()
    person = make_person(organisation=organisation)

    with pytest.raises(IntegrityError, match="membership_once"), transaction.atomic():
        Membership.objects.create(person=person, organisation=organisation)


def test_a_siren_has_nine_digits():
    with pytest.raises(IntegrityError, match="organisation_siren_has_nine_digits"), transaction.atomic():
        make_organisation(siren="12345")
