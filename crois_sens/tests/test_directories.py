"""The directories of every floor keep the same promises: page, API and export of one list."""

import pytest

from projects.tests.factories.projects import make_call, make_project
from seminars.tests.factories.events import make_event, make_publication
from territories.tests.directories import (
    costs_the_same_however_many,
    drafts_are_for_their_editors,
    no_answer_depends_on_junk,
)
from territories.tests.factories.actors import make_alliance, make_organisation, make_person, make_place

pytestmark = pytest.mark.django_db
DIRECTORIES = [
    (make_organisation, "/acteurs/", "/api/v1/organisations/", "name"),
    (make_person, "/acteurs/personnes/", "/api/v1/people/", "name"),
    (make_alliance, "/alliances/", "/api/v1/alliances/", "name"),
    (make_place, "/tiers-lieux/", "/api/v1/places/", "name"),
    (make_project, "/projets/", "/api/v1/projects/", "title"),
    (make_call, "/appels/", "/api/v1/calls/", "name"),
    (make_event, "/evenements/", "/api/v1/events/", "title"),
    (make_publication, "/bibliotheque/", "/api/v1/publications/", "title"),
]
directory = pytest.mark.parametrize(
    ("make", "listing", "api", "name"), DIRECTORIES, ids=[row[2] for row in DIRECTORIES]
)


@directory
def test_the_page_costs_the_same_however_many(client, make, listing, api, name):
    costs_the_same_however_many(client, make, listing, most=4)


@directory
@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_api_costs_the_same_however_many(client, make, listing, api, name, form):
    costs_the_same_however_many(client, make, f"{api}?format={form}", most=9)


@directory
def test_drafts_are_for_their_editors(client, make, listing, api, name):
    drafts_are_for_their_editors(client, make, f"{listing}{{slug}}/", listing, api, name)


@directory
def test_wrong_questions_are_told(client, make, listing, api, name):
    no_answer_depends_on_junk(client, listing, api)
