"""The search follows projects, their news, and calls."""

from datetime import date

import pytest

from projects.portfolio.models import News
from projects.tests.factories.projects import make_call, make_project
from territories.search.finding import Question, find

pytestmark = pytest.mark.django_db


def kinds_found(words: str) -> list[str]:
    return sorted(one.kind for one in find(Question(words)).found)


def test_projects_and_calls_are_found_once_they_are_public():
    make_project(title="Le Grand Tilleul")
    make_call(name="Appel du tilleul", launched="2019-03")
    make_project(title="Un tilleul en projet", published=False)
    make_call(name="Un appel au tilleul en projet", published=False)

    assert kinds_found("tilleul") == ["call", "project"]
    assert [one.kind for one in find(Question("tilleul", year=2019)).found] == ["call"]


def test_a_project_is_found_by_its_news():
    project = make_project(title="La Glycine")
    news = News.objects.create(project=project, on=date(2026, 3, 2), title="Le premier tilleul est planté")
    with_it = kinds_found("tilleul")
    news.delete()

    assert with_it == ["project"]
    assert kinds_found("tilleul") == []


def test_results_lead_to_their_pages(client):
    rows = [make_project(title="Le Grand Tilleul"), make_call(name="Appel du tilleul")]
    page = client.get("/chercher/", {"q": "tilleul"}).content.decode()

    for row in rows:
        assert f'href="{row.get_absolute_url()}"' in page
        assert client.get(row.get_absolute_url()).status_code == 200
