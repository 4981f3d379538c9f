from datetime import timedelta

import pytest
from django.utils import timezone

from projects.portfolio.models import News, Origin, Project, ProjectStatus
from projects.portfolio.panels import of_area, of_home
from projects.tests.factories.projects import make_project
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


def make_winner(**fields):
    return make_project(origin=Origin.VOTE, voted_cents=3_000_000, **fields)


def test_nothing_is_promised_before_a_vote():
    make_project(origin=Origin.INITIATIVE)
    assert of_home(person=None, at=timezone.now()) is None


def test_winners_are_counted_with_what_was_voted_and_spent():
    make_winner(status=ProjectStatus.DONE, spent_cents=2_940_000)
    make_winner(status=ProjectStatus.UNDER_WAY)
    make_winner(published=False)
    figures = of_home(person=None, at=timezone.now())["figures"]
    assert figures == {"number": 2, "done": 1, "voted": 6_000_000, "spent": 2_940_000}


@pytest.mark.parametrize(("days", "silent"), [(90, False), (91, True)])
def test_three_months_without_news_are_said(days, silent):
    project = make_winner(status=ProjectStatus.UNDER_WAY)
    News.objects.create(project=project, on=timezone.localdate() - timedelta(days=days), title="Le chantier commence")
    [row] = of_home(person=None, at=timezone.now())["rows"]
    assert bool(row.silent_since) is silent


def test_silence_counts_from_the_announcement_when_nothing_was_ever_told():
    announced = timezone.now() - timedelta(days=91)
    told, quiet = make_winner(title="A"), make_winner(title="B")
    News.objects.create(project=told, on=timezone.localdate(), title="Le chantier commence")
    Project.objects.filter(pk=quiet.pk).update(published_at=announced)
    rows = of_home(person=None, at=timezone.now())["rows"]
    assert [(row.title, row.silent_since) for row in rows] == [("A", None), ("B", timezone.localdate(announced))]


def test_an_area_shows_what_was_chosen_inside_it():
    town = make_commune()
    make_winner(area=town)
    make_winner(area=make_commune())
    assert len(of_area(area=town, person=None, at=timezone.now())["rows"]) == 1


def test_the_home_page_costs_the_same_however_many(client, django_assert_max_num_queries):
    for _ in range(5):
        make_winner()
    with django_assert_max_num_queries(6):
        page = client.get("/")
    assert "Promesses tenues" in page.text


@pytest.mark.parametrize(
    ("summary", "lead"),
    [("Dix bancs…", ""), ("De l’ombre en ville.", "De l’ombre en ville."), ("", ""), ("…", "…")],
)
def test_a_summary_that_is_how_the_text_begins_is_not_read_twice(summary, lead):
    assert make_project(summary=summary, text="Dix bancs et vingt arbres.").lead == lead
