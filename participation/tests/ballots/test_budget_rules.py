"""Every budget rule in a real poll: sealed, told before the vote, applied, explained after it."""

import json

import pytest
from django.db import IntegrityError, transaction

from participation.ballots import contract
from participation.ballots.models import Poll
from participation.ballots.operations import issues_before_sealing
from participation.ballots.results import result_of
from participation.ballots.rules import Conditions, EqualShares, Phragmen
from participation.ballots.wording import rule_in_words
from participation.tests.factories.ballots import count_votes, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, make_consultation

pytestmark = pytest.mark.django_db


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def vote(poll, *ballots):
    for choices in ballots:
        make_ballot(poll, choices)
    return result_of(count_votes(poll))


def told(result):
    return {one.no: plain(one.reason) for one in result.projects}


@pytest.mark.parametrize(
    ("fields", "rule", "words"),
    [
        ({"rule": "phragmen"}, Phragmen("skip"), "repartent de zéro"),
        (
            {"rule": "phragmen", "ballot_kind": "envelope", "when_it_does_not_fit": "stop", "max_winners": 2},
            Phragmen("stop", Conditions(max_winners=2)),
            "on s’arrête",
        ),
        (
            {"rule": "equal-shares", "utility": "cardinality", "completion": "greedy"},
            EqualShares("cardinality", "greedy"),
            "Ce qui reste va aux plus soutenus",
        ),
        ({"rule": "equal-shares", "completion": "none"}, EqualShares("cost", "none"), "n’est pas dépensé"),
    ],
)
def test_the_seal_holds_the_rule_of_the_columns_and_the_page_tells_it(client, fields, rule, words):
    poll = make_poll(**fields)
    assert json.loads(poll.rule_json)["rule"] == rule.as_json()
    assert contract.contract_for(poll).rule == rule
    assert words in rule_in_words(poll)
    assert words in client.get(poll.get_absolute_url()).content.decode()


def test_phragmen_buys_for_each_group_when_it_can_pay():
    poll = make_poll(costs=(60_000, 30_000, 20_000), rule="phragmen")
    result = vote(poll, [1], [1], [1], [2], [3])
    assert [one.no for one in result.winners] == [1, 3]
    bought = (
        "Retenu en position 1 : 3 voix, qui avaient ensemble de quoi payer 60 000 € quand chacun avait reçu 20 000 €."
    )
    assert told(result)[1] == bought
    assert "il ne restait que 20 000 €" in told(result)[2]


def test_what_equal_shares_leave_goes_to_the_most_supported():
    poll = make_poll(costs=(60_000, 50_000, 20_000), rule="equal-shares", completion="greedy")
    result = vote(poll, [1], [1], [2], [3])
    assert [one.no for one in result.winners] == [3, 1]
    assert told(result)[1] == "Retenu en position 2, avec l’argent qui restait (80 000 €) : 2 voix, il coûte 60 000 €."
    assert "plus soutenus des autres projets" in str(result.conclusion)


@pytest.mark.parametrize("rule", ["equal-shares", "phragmen"])
def test_rules_that_need_ballots_refuse_totals_of_paper(rule):
    poll = make_poll(sealed=False, urns=1, paper="totals", rule=rule)
    blocking = [issue.code for issue in issues_before_sealing(poll, at=NOW) if issue.blocking]
    assert blocking == ["rule_needs_ballots"]


def test_the_database_refuses_phragmen_on_points():
    consultation = make_consultation(running=None)
    with pytest.raises(IntegrityError, match="poll_rule_goes_with_its_ballot"), transaction.atomic():
        Poll.objects.create(consultation=consultation, slug="p", ballot_kind="points", rule="phragmen")


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        ({"rule": "equal-shares"}, {"utility": "cardinality"}),
        ({"rule": "equal-shares"}, {"completion": "greedy"}),
        ({"rule": "phragmen"}, {"when_it_does_not_fit": "stop"}),
        ({"rule": "phragmen"}, {"min_votes": 7}),
        ({"rule": "greedy"}, {"max_winners": 1}),
        ({"rule": "greedy"}, {"cap_cents": 9_900_000}),
    ],
    ids=lambda one: "-".join(map(str, one.values())),
)
def test_a_contract_that_says_another_rule_than_the_columns_is_not_sealed(monkeypatch, fields, change):
    true = contract.rule_of

    def another(poll):
        twin = Poll(**{one.attname: getattr(poll, one.attname) for one in Poll._meta.concrete_fields})
        for name, value in change.items():
            setattr(twin, name, value)
        return true(twin)

    monkeypatch.setattr(contract, "rule_of", another)
    with pytest.raises(IntegrityError, match="poll_contract_holds"), transaction.atomic():
        make_poll(**fields)


def test_the_rule_is_read_over_the_api(client):
    poll = make_poll(rule="phragmen")
    assert client.get(f"/api/v1/polls/{poll.slug}/").json()["rule"] == Phragmen("skip").as_json()
