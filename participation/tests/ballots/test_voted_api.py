"""One list of all that was put to the vote: public results only, the numbers of the result page, constant queries."""

import csv
import io

import pytest

from participation.ballots.operations import certify_poll, publish_result, record_council_decision, start_projects
from participation.ballots.results import result_of
from participation.tests.factories.ballots import AFTER, count_votes, make_ballot, make_poll
from participation.tests.factories.consultations import publisher

pytestmark = pytest.mark.django_db
URL = "/api/v1/voted-projects/"


def published_poll(costs=(30_000, 80_000)):
    poll = make_poll(costs=costs, max_choices=2)
    for choices in ([1, 2], [1]):
        make_ballot(poll, choices)
    poll = count_votes(poll)
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    return poll


def test_rows_say_what_the_result_page_says(client):
    poll = published_poll()
    record_council_decision(poll=poll, number="2026-7", decided_on=AFTER.date(), by=publisher(), at=AFTER)
    projects = start_projects(poll=poll, by=publisher(), at=AFTER)

    rows = client.get(URL).json()["results"]

    assert [(row["no"], row["votes"], row["won"], row["reason"]) for row in rows] == [
        (one.no, one.votes, one.won, one.reason) for one in sorted(result_of(poll).projects, key=lambda one: one.no)
    ]
    first = rows[0]
    assert (first["state"], first["deliberation"], first["project"]) == ("selected", "2026-7", projects[0].slug)
    assert client.get(f"{URL}{poll.slug}.2/").json()["state"] == "not_winner"


def test_the_csv_has_one_line_per_project_of_every_edition(client):
    for _ in range(2):
        published_poll()

    text = b"".join(client.get(f"{URL}?format=csv")).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 4
    assert {"cost_cents", "votes_web", "votes_paper", "state", "deliberation", "area_code"} <= set(rows[0])


def test_a_vote_without_public_result_is_in_no_answer(client):
    poll = make_poll()
    make_ballot(poll, [1])
    poll = count_votes(poll)

    assert client.get(URL).json()["count"] == 0
    assert client.get(f"{URL}{poll.slug}.1/").status_code == 404
    assert client.get(f"{URL}?format=geojson").status_code == 200


@pytest.mark.parametrize("number", [2, 4])
def test_the_list_costs_the_same_however_many_projects_are_on_a_ballot(client, django_assert_num_queries, number):
    published_poll(costs=(1_000,) * number)
    with django_assert_num_queries(6):
        assert client.get(URL).json()["count"] == number
