"""Votes over the API: sealed ones only, results only once they are public, at a constant cost."""

import pytest

from participation.ballots.operations import certify_poll, publish_result
from participation.ballots.provenance import provenance_of
from participation.ballots.results import result_of
from participation.ballots.turnout import turnout_of
from participation.tests.factories.ballots import AFTER, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import publisher
from territories.tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db
LIST = "/api/v1/polls/"


def published(poll):
    poll = count_votes(poll)
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    return fresh(poll)


def test_a_sealed_vote_shows_its_rule_and_its_projects(client):
    poll = make_poll()
    make_poll(sealed=False)
    rows = client.get(LIST).json()["results"]
    assert [row["slug"] for row in rows] == [poll.slug]
    assert rows[0]["rule_sha256"] == poll.rule_sha256
    assert rows[0]["rule"]["name"] == "greedy"
    assert [choice["no"] for choice in rows[0]["choices"]] == [1, 2, 3, 4]


@pytest.mark.parametrize("kind", [None, "manager", "administrator"])
def test_no_answer_holds_a_figure_before_the_result_is_public(client, kind):
    poll = make_poll()
    before = client.get(f"{LIST}{poll.slug}/").json()
    for _ in range(3):
        make_ballot(poll)
    if kind:
        client.force_login(make_staff(kind, poll.consultation.area))
    assert client.get(f"{LIST}{poll.slug}/").json() == before
    assert client.get(f"{LIST}{poll.slug}/result/").status_code == 404
    count_votes(poll)
    assert client.get(f"{LIST}{poll.slug}/result/").status_code == 404


def test_the_result_is_what_the_page_shows(client):
    poll = make_poll()
    make_ballot(poll, [1, 2])
    poll = published(poll)
    answer = client.get(f"{LIST}{poll.slug}/result/").json()
    answer.pop("demonstration", None)
    result = result_of(poll)
    turnout, provenance = turnout_of(poll).as_json(), provenance_of(poll, result).as_json()
    assert answer == {
        **result.as_json(),
        "turnout": turnout,
        "served": None,
        "other_rule": None,
        "provenance": provenance,
    }
    assert client.get(LIST, {"published": "true"}).json()["count"] == 1


def test_the_list_is_a_table_too(client):
    poll = make_poll()
    lines = b"".join(client.get(LIST, {"format": "csv"})).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("slug;url;consultation")
    assert lines[1].startswith(poll.slug)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many(client, django_assert_num_queries, number):
    for _ in range(number):
        make_poll()
    with django_assert_num_queries(3):
        assert client.get(LIST).json()["count"] == number
