"""Documents follow organisations, cards, alliances and places, whatever writes their tables."""

import pytest
from django.db import connection
from django.utils import timezone

from territories.actors.models import Organisation
from territories.instance.models import Theme
from territories.instance.publishing import publish, take_back
from territories.search.finding import Question, find
from territories.search.models import SearchDocument
from territories.tests.factories.accounts import make_staff
from territories.tests.factories.actors import make_alliance, make_organisation, make_person, make_place

pytestmark = pytest.mark.django_db
MAKERS = {
    "organisation": make_organisation,
    "person": make_person,
    "alliance": make_alliance,
    "place": make_place,
}


def kinds_found(words: str) -> list[str]:
    return [one.kind for one in find(Question(words)).found]


@pytest.mark.parametrize("kind", MAKERS)
class TestPublication:
    def test_a_draft_is_not_found_before_it_is_published(self, kind):
        row = MAKERS[kind](name="Le Grand Tilleul", published=False)
        before = kinds_found("tilleul")
        publish(row=row, by=make_staff("administrator"), at=timezone.now())

        assert before == []
        assert kinds_found("tilleul") == [kind]

    def test_what_is_taken_back_is_found_no_more(self, kind):
        row = MAKERS[kind](name="Le Grand Tilleul")
        take_back(row=row, by=make_staff("administrator"), at=timezone.now(), reason="Erreur")

        assert kinds_found("tilleul") == []
        assert not SearchDocument.objects.exists()

    def test_what_is_deleted_is_found_no_more(self, kind):
        MAKERS[kind](name="Le Grand Tilleul").delete()

        assert not SearchDocument.objects.exists()


def test_raw_sql_is_followed_as_well():
    row = make_organisation(name="Le Grand Tilleul")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE territories_organisation SET name = 'La Glycine' WHERE id = %s", [row.pk])

    assert kinds_found("tilleul") == []
    assert kinds_found("glycine") == ["organisation"]


@pytest.mark.parametrize("column", ["hidden_at", "removed_at"])
def test_a_card_that_somebody_asked_to_remove_is_found_no_more(column):
    card = make_person(name="Camille Tilleul", role="")
    changed = {column: timezone.now()}
    if column == "removed_at":
        changed |= {"source": "", "published_at": None, "published_by": None}
    type(card).objects.filter(pk=card.pk).update(**changed)

    assert kinds_found("tilleul") == []


def test_a_theme_narrows_from_the_moment_it_is_given():
    theme = Theme.objects.create(name="Arbres", slug="arbres")
    row = make_organisation(name="Le Grand Tilleul")
    make_organisation(name="Le Petit Tilleul")
    row.themes.add(theme)
    found = find(Question("tilleul", theme=theme.pk)).found
    row.themes.remove(theme)

    assert [one.object_id for one in found] == [row.pk]
    assert find(Question("tilleul", theme=theme.pk)).found == []


def test_a_write_that_changes_no_word_leaves_the_document_alone():
    row = make_organisation(name="Le Grand Tilleul")
    before = version_of_the_document()
    Organisation.objects.filter(pk=row.pk).update(website="https://exemple.fr", updated_at=timezone.now())

    assert version_of_the_document() == before


def version_of_the_document() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid::text FROM territories_searchdocument")
        return cursor.fetchone()[0]
