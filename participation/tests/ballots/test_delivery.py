"""Winners become projects once the council has decided, once each, and their ideas follow them."""

import pytest

from participation.ballots.models import Delivery
from participation.ballots.operations import (
    certify_poll,
    publish_result,
    record_council_decision,
    seal_poll,
    start_projects,
)
from participation.ballots.operations.delivery import NotDecided
from participation.proposals.models import Proposal
from participation.proposals.states import Status
from participation.tests.factories.ballots import AFTER, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import DAY, NOW, publisher
from participation.tests.factories.proposals import make_proposal
from projects.portfolio.models import Project
from projects.portfolio.operations import change_state, start_project

pytestmark = pytest.mark.django_db


def decided_poll(*, adopted=None, reason=""):
    poll = make_poll(costs=(30_000, 16_500), sealed=False)
    make_proposal(consultation=poll.consultation, title="Halle couverte", status="feasible", cost_cents=2_000_000)
    poll = seal_poll(poll=poll, by=publisher(), at=NOW - 6 * DAY)
    for choices in ([1, 2, 3], [1, 3]):
        make_ballot(poll, choices)
    poll = count_votes(fresh(poll))
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    record_council_decision(
        poll=poll, number="2026-1", decided_on=AFTER.date(), by=publisher(), at=AFTER, adopted=adopted, reason=reason
    )
    return poll


def test_each_adopted_winner_becomes_one_public_project():
    poll = decided_poll()

    projects = start_projects(poll=poll, by=publisher(), at=AFTER)
    again = start_projects(poll=poll, by=publisher(), at=AFTER)

    assert (len(projects), again) == (3, [])
    assert {project.voted_cents for project in projects} == {3_000_000, 1_650_000, 2_000_000}
    assert all(project.origin_url == f"/votes/{poll.slug}/resultat/" for project in projects)
    assert Project.objects.published().count() == Delivery.objects.count() == 3


def test_what_the_council_leaves_out_becomes_no_project():
    poll = decided_poll(adopted=[1], reason="Terrain vendu.")

    assert [project.title for project in start_projects(poll=poll, by=publisher(), at=AFTER)] == [
        poll.choices.get(no=1).title
    ]


def test_before_the_decision_nothing_is_started():
    with pytest.raises(NotDecided):
        start_projects(poll=make_poll(), by=publisher(), at=NOW)


def test_the_idea_follows_its_project():
    poll = decided_poll()
    start_projects(poll=poll, by=publisher(), at=AFTER)
    project, idea = Project.objects.get(title="Halle couverte"), Proposal.objects.get(title="Halle couverte")

    for state, reason, expected in [
        ("under_way", "", Status.UNDER_WAY),
        ("late", "Pluie.", Status.UNDER_WAY),
        ("done", "", Status.DONE),
    ]:
        change_state(project=project, then=state, by=publisher(), at=AFTER, reason=reason)
        idea.refresh_from_db()
        assert idea.status == expected


def test_the_page_of_the_consultation_tells_voted_against_spent_and_what_the_town_added_apart(client):
    poll = decided_poll()
    consultation = poll.consultation
    start_projects(poll=poll, by=publisher(), at=AFTER)
    Project.objects.filter(title="Halle couverte").update(spent_cents=1_234_500)
    start_project(title="Éclairage", by=publisher(), at=AFTER, area=consultation.area, origin="town", voted_cents=None)

    page = client.get(consultation.get_absolute_url()).content.decode()

    assert "12\u202f345" in page
    assert page.index("Halle couverte") < page.index("hors vote") < page.index("Éclairage")
