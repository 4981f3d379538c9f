"""What is found: French words without accents, mistakes forgiven, the best first, narrowed."""

from datetime import UTC, datetime

import pytest

from territories.search import finding
from territories.search.finding import How, Question, find, suggest
from territories.search.models import SearchWord
from territories.search.words import learn_words
from territories.tests.factories.actors import make_organisation, make_place
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db


def names(answer) -> list[int]:
    return [one.object_id for one in answer.found]


@pytest.mark.parametrize(
    "words", ["bibliothèques", "BIBLIOTHEQUE", "la bibliothèque", "l’école", "ecoles", "abri", "vélos", "velo"]
)
def test_words_are_found_in_any_form(words):
    row = make_organisation(name="Amis de la bibliothèque de l’École", description="Des abris pour les vélos.")

    assert names(find(Question(words))) == [row.pk]


@pytest.mark.parametrize("words", ["bibliotèque", "bibliothéqe", "bilbiotheque", "populare bibliothèque"])
def test_a_mistake_is_forgiven_and_said(words):
    row = make_organisation(name="Bibliothèque populaire")
    learn_words()
    answer = find(Question(words))

    assert names(answer) == [row.pk]
    assert answer.how is How.CORRECTED


def test_the_beginning_of_a_title_is_enough():
    row = make_organisation(name="Bibliothèque populaire")

    assert names(find(Question("bibliot"))) == [row.pk]


def test_all_words_come_before_some_of_them():
    make_organisation(name="Abri à vélos")
    both = make_organisation(name="Abri à vélos de la gare")

    assert names(find(Question("abri velo gare"))) == [both.pk]
    learn_words()
    some = find(Question("abri fusée"))
    assert some.how is How.SOME
    assert len(some.found) == 2


def test_the_exact_title_comes_first_then_titles_then_texts():
    text = make_organisation(name="Association", description="Elle garde le parc.")
    title = make_organisation(name="Les amis du parc")
    exact = make_organisation(name="Parc")

    assert names(find(Question("parc"))) == [exact.pk, title.pk, text.pk]


def test_an_area_holds_what_lies_inside_it():
    area = make_area(kind="epci")
    commune = make_commune(epci=area, ancestors=[area.pk])
    row = make_organisation(name="Le Tilleul", area=commune)
    make_organisation(name="Autre tilleul", area=make_commune())

    assert names(find(Question("tilleul", area=area.pk))) == [row.pk]


def test_a_kind_and_a_year_narrow():
    make_organisation(name="Le Tilleul")
    place = make_place(name="Café du tilleul")
    type(place).objects.filter(pk=place.pk).update(published_at=datetime(2019, 6, 1, tzinfo=UTC))

    assert names(find(Question("tilleul", kind="place"))) == [place.pk]
    assert names(find(Question("tilleul", year=2019))) == [place.pk]
    assert names(find(Question("tilleul", year=2018))) == []


@pytest.mark.parametrize("words", ["", "le la les", "!!!", "'", "\\", "a'b \\ & | :* <->", '"', "-", "%", "été" * 60])
def test_odd_questions_are_answered(words):
    make_organisation(name="Le Tilleul")

    assert find(Question(words)).found == []
    suggest(words, limit=8)


def test_quotes_and_minus_work_as_in_any_search_box():
    make_organisation(name="Jardin partagé")
    other = make_organisation(name="Jardin public")

    assert names(find(Question("jardin -partagé"))) == [other.pk]
    assert names(find(Question('"jardin public"'))) == [other.pk]


def test_a_bounded_number_is_ranked(monkeypatch):
    monkeypatch.setattr(finding, "SAYING", 3)
    for number in range(5):
        make_organisation(name=f"Association {number}", description="Du tilleul.")
    answer = find(Question("tilleul"))

    assert answer.is_full


def test_an_unfinished_word_is_suggested():
    row = make_organisation(name="Bibliothèque populaire")

    assert names(suggest("bibl", limit=8)) == [row.pk]
    assert names(suggest("populaire biblio", limit=8)) == [row.pk]
    assert names(suggest("b", limit=8)) == []


def test_words_that_are_gone_are_unlearnt():
    row = make_organisation(name="Bibliothèque")
    learn_words()
    row.delete()
    learn_words()

    assert not SearchWord.objects.exists()
