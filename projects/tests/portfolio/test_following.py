"""Projects that a person follows: shown to them, in the copy of their data, and forgotten with their account."""

from datetime import date

import pytest
from django.utils import timezone

from crois_sens.kernel.registries import erasure_consequences, personal_data, space_panels
from projects.portfolio.models import Follow, News
from projects.portfolio.operations import follow
from projects.tests.factories.projects import make_project
from territories.accounts.operations import close_account
from territories.tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def followed_by(user, *projects):
    for project in projects:
        follow(project=project, participant=user.participant, at=timezone.now())


def panel_of(user):
    return dict(space_panels)["followed_projects"](participant=user.participant, at=timezone.now())


def test_the_project_that_told_something_last_comes_first(client):
    user, silent, talking = make_user(), make_project(title="La place"), make_project(title="Le verger")
    News.objects.create(project=talking, on=date(2026, 3, 2), title="Planté")
    followed_by(user, silent, talking, make_project(title="Secret", published=False))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/mon-espace/").content.decode()

    assert [project.title for project in panel_of(user)["rows"]] == ["Le verger", "La place"]
    assert "Les projets que je suis" in page
    assert "Secret" not in page
    assert panel_of(make_user()) is None


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_many(number, django_assert_num_queries):
    user = make_user()
    followed_by(user, *(make_project() for _number in range(number)))
    with django_assert_num_queries(1):
        assert len(panel_of(user)["rows"]) == number


def test_what_is_followed_is_told_exported_and_forgotten():
    user, now = make_user(), timezone.now()
    followed_by(user, make_project(title="Le verger"))
    told = dict(erasure_consequences)["followed_projects"](participant=user.participant, at=now)
    known = dict(personal_data)["followed_projects"](participant=user.participant)
    close_account(user=user, at=now)

    assert told == ["1 projet n’est plus suivi."]
    assert [row["project"] for row in known["followed_projects"]] == ["Le verger"]
    assert not Follow.objects.exists()
