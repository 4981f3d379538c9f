"""Organisations and public cards for tests; public unless ``published=False``."""

from itertools import count

from django.utils import timezone

from territories.actors.models import Membership, Organisation, Person
from territories.alliances.models import Alliance, AllianceKind
from territories.places.models import Place
from territories.tests.factories.accounts import make_staff

numbers = count(1)


def published_fields(*, published: bool, by=None) -> dict:
    """Return who published a row and when, or nothing for a draft."""
    return {"published_at": timezone.now(), "published_by": by or make_staff("administrator")} if published else {}


def make_organisation(*, published: bool = True, **fields) -> Organisation:
    """Create an organisation."""
    number = next(numbers)
    fields.setdefault("name", f"Association {number}")
    fields.setdefault("slug", f"association-{number}")
    return Organisation.objects.create(**published_fields(published=published), **fields)


def make_person(*, organisation=None, published: bool = True, **fields) -> Person:
    """Create a public card, of an organisation when one is given."""
    number = next(numbers)
    fields.setdefault("name", f"Prénom Nom {number}")
    fields.setdefault("slug", f"personne-{number}")
    fields.setdefault("role", "Chercheuse")
    fields.setdefault("source", "Article de 2019")
    person = Person.objects.create(**published_fields(published=published), **fields)
    if organisation:
        Membership.objects.create(person=person, organisation=organisation, is_main=True)
    return person


def make_alliance(*, published: bool = True, **fields) -> Alliance:
    """Create an alliance."""
    number = next(numbers)
    fields = {"name": f"Pôle {number}", "slug": f"pole-{number}", "kind": AllianceKind.PTCE, **fields}
    return Alliance.objects.create(**published_fields(published=published), **fields)


def make_place(*, published: bool = True, **fields) -> Place:
    """Create a third place."""
    number = next(numbers)
    fields = {"name": f"Café {number}", "slug": f"cafe-{number}", "kind": "café", **fields}
    return Place.objects.create(**published_fields(published=published), **fields)
