"""The admin of projects: money in euros, states by their rules, only one's own territory."""

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.portfolio.models import Milestone, Project
from projects.portfolio.operations import follow
from projects.tests.factories.projects import make_project
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_participant, make_staff
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db
EMPTY = {
    f"{prefix}-{count}": "0"
    for prefix in ("milestones", "news", "partnerships", "commitments")
    for count in ("TOTAL_FORMS", "INITIAL_FORMS")
}


@pytest.fixture
def town():
    return make_commune()


@pytest.fixture
def project(town):
    return make_project(title="Bancs et ombre", area=town, status="under_way", voted_cents=1_650_000)


@pytest.fixture
def manager(client, town):
    user = make_staff("manager", town)
    client.force_login(user)
    return user


def post(client, project, **fields):
    address = reverse("admin:projects_project_change", args=[project.pk])
    data = {
        "title": project.title,
        "slug": project.slug,
        "area": project.area_id or "",
        "status": project.status,
        "status_reason": project.status_reason,
        "origin": project.origin,
        "voted_cents": "16 500",
        "spent_cents": "0",
        **EMPTY,
        **fields,
    }
    return client.post(address, data)


def test_money_is_typed_in_euros(client, manager, project):
    assert post(client, project, spent_cents="2 940,50").status_code == 302

    project.refresh_from_db()
    assert (project.voted_cents, project.spent_cents) == (1_650_000, 294_050)


def test_a_delay_needs_its_reason_and_tells_followers(client, manager, project):
    person = make_participant()
    follow(project=project, participant=person, at=timezone.now())

    refused = post(client, project, status="late")
    assert (refused.status_code, Project.objects.get().status) == (200, "under_way")
    assert "n retard ou un abandon se motive" in refused.content.decode()

    post(client, project, status="late", status_reason="Le fournisseur a fermé.")
    assert Project.objects.get().status == "late"
    assert "Le fournisseur a fermé." in Notice.objects.get(participant=person).text


def test_a_state_the_rules_do_not_lead_to_is_an_error_at_the_field(client, manager, project):
    Project.objects.filter(pk=project.pk).update(status="idea")
    project.refresh_from_db()

    refused = post(client, project, status="done")

    assert "ne peut pas devenir" in refused.content.decode()
    assert Project.objects.get().status == "idea"


def test_a_reached_step_is_told_once(client, manager, project):
    step = Milestone.objects.create(project=project, title="Chantier ouvert")
    follow(project=project, participant=make_participant(), at=timezone.now())
    form = {
        "milestones-TOTAL_FORMS": "1",
        "milestones-INITIAL_FORMS": "1",
        "milestones-0-id": step.pk,
        "milestones-0-project": project.pk,
        "milestones-0-title": step.title,
        "milestones-0-reached_on": "2026-03-01",
    }

    for _ in range(2):
        post(client, project, **form)

    assert "Étape franchie : Chantier ouvert" in Notice.objects.get().text


def test_a_manager_of_elsewhere_does_not_find_the_project(client, project):
    client.force_login(make_staff("manager", make_commune()))

    assert post(client, project).status_code == 302
    assert client.get(reverse("admin:projects_project_changelist")).content.decode().count("Bancs et ombre") == 0


def test_publishing_is_an_action(client, manager, town):
    draft = make_project(area=town, published=False)

    chosen = {"action": "publish_rows", "_selected_action": [draft.pk], "confirmed": "1"}
    client.post(reverse("admin:projects_project_changelist"), chosen)

    draft.refresh_from_db()
    assert draft.published_by == manager
