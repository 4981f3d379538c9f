"""The page, the suggestions and the API of the search."""

import re

import pytest

from territories.search.words import learn_words
from territories.tests.factories.actors import make_organisation, make_person, make_place
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db
PAGE, SUGGESTIONS, API = "/chercher/", "/chercher/suggestions.json", "/api/v1/search/"


def text_of(response) -> str:
    # Spaces that do not break are part of what is said: ``split`` would lose them.
    return re.sub(r"[ \n]+", " ", response.content.decode())


def test_without_words_the_page_says_what_can_be_looked_for(client):
    assert "même avec une faute de frappe" in text_of(client.get(PAGE))


def test_results_say_what_they_are_and_lead_there(client):
    row = make_organisation(name="Amis du tilleul", description="Un **arbre** par rue.")
    page = text_of(client.get(PAGE, {"q": "tilleuls"}))

    assert f'href="{row.get_absolute_url()}"' in page
    assert "<mark>tilleul</mark>" in page
    assert "Un arbre par rue." in page


def test_what_is_shown_comes_through_the_door_of_its_model(client, monkeypatch):
    """A document that lags behind its row shows nothing."""
    row = make_organisation(name="Amis du tilleul")
    monkeypatch.setattr(type(row).objects.__class__, "visible_to", lambda self, person: self.none())

    assert row.get_absolute_url() not in text_of(client.get(PAGE, {"q": "tilleul"}))


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_costs_the_same_however_many(client, django_assert_num_queries, number):
    for _number in range(number):
        make_organisation(name="Amis du tilleul", area=make_commune())
    client.get(PAGE)
    with django_assert_num_queries(6):
        client.get(PAGE, {"q": "tilleul"})


@pytest.mark.parametrize("number", [1, 3])
def test_the_api_costs_the_same_however_many(client, django_assert_num_queries, number):
    for _number in range(number):
        make_organisation(name="Amis du tilleul", area=make_commune())
    with django_assert_num_queries(3):
        found = client.get(API, {"q": "tilleul"}).json()
    assert found["count"] == number


def test_pages_follow_each_other_and_lead_back(client):
    for number in range(45):
        make_organisation(name=f"Tilleul {number}")
    seen, link, pages = [], f"{API}?q=tilleul", []
    while link:
        page = client.get(link).json()
        seen += [one["url"] for one in page["results"]]
        pages.append(page)
        link = page["next"]

    assert len(seen) == len(set(seen)) == 45
    assert [len(page["results"]) for page in pages] == [20, 20, 5]
    assert client.get(pages[2]["previous"]).json()["results"] == pages[1]["results"]
    assert client.get(pages[1]["previous"]).json()["results"] == pages[0]["results"]
    assert pages[0]["previous"] is None


def test_facets_lead_to_a_narrower_page(client):
    make_organisation(name="Amis du tilleul")
    make_place(name="Café du tilleul")
    page = text_of(client.get(PAGE, {"q": "tilleul"}))
    narrower = text_of(client.get(PAGE, {"q": "tilleul", "kind": "place"}))

    assert 'href="?q=tilleul&amp;kind=place"' in page
    assert "Amis du" not in narrower
    assert "retirer ce choix" in narrower


def test_a_mistake_is_said(client):
    make_person(name="Camille Bibliothèque")
    learn_words()

    assert "voici ce qui s’en approche" in text_of(client.get(PAGE, {"q": "bibliotèque"}))


def test_nothing_is_said_kindly(client):
    assert "Rien ne répond à « xyzzy »" in text_of(client.get(PAGE, {"q": "xyzzy"}))


def test_areas_are_found_by_name_and_by_code(client):
    commune = make_commune(name="Saint-Dié-des-Vosges", code="88413")

    for words in ("saint die", "88413"):
        assert commune.get_absolute_url() in text_of(client.get(PAGE, {"q": words}))
        assert client.get(SUGGESTIONS, {"q": words}).json()["results"][0]["url"] == commune.get_absolute_url()


def test_suggestions_are_cached_and_name_their_kind(client):
    make_organisation(name="Bibliothèque populaire")
    answer = client.get(SUGGESTIONS, {"q": "bibl"})

    assert [(one["label"], one["note"]) for one in answer.json()["results"]] == [
        ("Bibliothèque populaire", "Organisation")
    ]
    assert "max-age" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("query", "named"),
    [("kind=rien", "kind"), ("year=deux", "year"), ("page_size=0", "page_size"), ("cursor=x", "cursor"), ("z=1", "z")],
)
def test_a_wrong_question_to_the_api_is_named(client, query, named):
    answer = client.get(f"{API}?q=tilleul&{query}")

    assert answer.status_code == 400
    assert named in answer.json()


def test_a_forged_mark_is_no_page(client):
    assert client.get(PAGE, {"q": "tilleul", "page": "x"}).status_code == 404
