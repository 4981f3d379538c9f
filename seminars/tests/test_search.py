"""The search follows events, their minutes once they are published, and publications."""

import pytest
from django.utils import timezone

from seminars.events.models import Event
from seminars.tests.factories.events import make_event, make_publication
from territories.search.finding import Question, find

pytestmark = pytest.mark.django_db


def kinds_found(words: str) -> list[str]:
    return sorted(one.kind for one in find(Question(words)).found)


def test_events_and_publications_are_found_once_they_are_public():
    make_event(title="Autour du tilleul")
    make_publication(title="Vie d’un arbre", authors=["Camille Tilleul"])
    make_event(title="Un tilleul en projet", published=False)
    make_publication(title="Un tilleul en projet", published=False)

    assert kinds_found("tilleul") == ["event", "publication"]


def test_minutes_are_looked_through_once_they_are_published():
    event = make_event(minutes="On a parlé du tilleul.")
    before = kinds_found("tilleul")
    Event.objects.filter(pk=event.pk).update(minutes_published_at=timezone.now())

    assert before == []
    assert kinds_found("tilleul") == ["event"]


def test_results_lead_to_their_pages(client):
    rows = [make_event(title="Autour du tilleul"), make_publication(title="Le tilleul")]
    page = client.get("/chercher/", {"q": "tilleul"}).content.decode()

    for row in rows:
        assert f'href="{row.get_absolute_url()}"' in page
        assert client.get(row.get_absolute_url()).status_code == 200
