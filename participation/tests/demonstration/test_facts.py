"""The facts of the articles are held as they were written, once, and removed people do not come back."""

import pytest
from django.utils import timezone

from participation.demonstration.facts import load_facts
from projects.calls.models import Call
from projects.funding.models import FundingKind
from projects.portfolio.models import Project
from seminars.events.models import Event
from seminars.library.models import Publication
from territories.actors.models import Organisation, Person
from territories.actors.operations import remove_card
from territories.alliances.models import Alliance
from territories.areas.models import AreaKind
from territories.indicators.models import Indicator
from territories.places.models import Place
from territories.tests.factories.accounts import make_staff
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db
COUNTS = {
    Organisation: 102,
    Person: 81,
    Project: 28,
    Alliance: 8,
    Place: 6,
    Event: 15 + 5,
    Call: 15,
    FundingKind: 15,
    Indicator: 17,
    Publication: 114,
}


@pytest.fixture
def loaded():
    make_commune(name="Grenoble", code="38185")
    make_area(name="Saint-Dié-des-Vosges", kind=AreaKind.EPCI, code="200071066")
    return load_facts(by=make_staff("administrator"), at=timezone.now())


def test_all_facts_are_there(loaded):
    assert {model: model.objects.count() for model in COUNTS} == COUNTS


def test_tiga_and_lyon_are_as_the_articles_say(loaded):
    tiga = Call.objects.get(slug="tiga-ami")
    lyon = Event.objects.get(slug="atelier-doctoral-lyon-2019")

    assert (tiga.applications, tiga.auditions, tiga.winners) == (117, 40, 20)
    hours = [(s.starts_at.astimezone().hour, s.ends_at.astimezone().hour) for s in lyon.sessions.all()]
    assert (lyon.venue, hours) == ("Université Jean Moulin Lyon 3, salle 307, 3e étage", [(11, 13), (13, 14)])


def test_loading_again_changes_nothing_and_brings_nobody_back(loaded):
    person = Person.objects.get(slug="camille-morel")
    remove_card(person=person, by=loaded.by, at=timezone.now())
    Organisation.objects.filter(slug="crois-sens").update(description="Modifiée ici")

    load_facts(by=loaded.by, at=timezone.now())

    assert {model: model.objects.count() for model in COUNTS} == COUNTS
    assert not Person.objects.filter(slug="camille-morel").exists()
    assert Organisation.objects.get(slug="crois-sens").description == "Modifiée ici"


def test_every_page_of_the_facts_opens(loaded, client):
    pages = [
        "/acteurs/crois-sens/",
        "/acteurs/personnes/camille-morel/",
        "/alliances/ptce-saint-die/",
        "/tiers-lieux/la-paillasse/",
        "/projets/meltamorphose/",
        "/appels/tiga-ami/",
        "/evenements/smartcitizens-2017-11-30/",
        "/bibliotheque/morel-2019-schemas-gouvernance/",
        "/financements/",
    ]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
