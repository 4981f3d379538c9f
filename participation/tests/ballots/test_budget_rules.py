"""Every budget rule in a real poll: sealed, told before the vote, applied, explained after it."""

import json

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from participation.ballots import contract
from participation.ballots.models import IdeaOnBallot, Poll
from participation.ballots.operations import issues_before_sealing, seal_poll
from participation.ballots.results import result_of
from participation.ballots.rules import Conditions, EqualShares, Phragmen
from participation.ballots.served import purse_of
from participation.ballots.wording import rule_in_words
from participation.ballots.wording import told as say
from participation.papers.public import row
from participation.tests.factories.ballots import count_votes, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, make_consultation, publisher
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.accounts import make_staff
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


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

    def another(poll, choices=()):
        twin = Poll(**{one.attname: getattr(poll, one.attname) for one in Poll._meta.concrete_fields})
        for name, value in change.items():
            setattr(twin, name, value)
        return true(twin, choices)

    monkeypatch.setattr(contract, "rule_of", another)
    with pytest.raises(IntegrityError, match="poll_contract_holds"), transaction.atomic():
        make_poll(**fields)


def test_the_rule_is_read_over_the_api(client):
    poll = make_poll(rule="phragmen")
    assert client.get(f"/api/v1/polls/{poll.slug}/").json()["rule"] == Phragmen("skip").as_json()


# --- Projects that exclude each other ----------------------------------------------------------------------------


def excluding(groups, **fields):
    """A poll whose projects of these numbers exclude each other, each group under its word."""
    said = {no: {"exclusive_group": word} for word, numbers in groups.items() for no in numbers}
    return make_poll(said=said, **fields)


def test_of_projects_that_exclude_each_other_one_is_kept_and_the_other_told(client):
    poll = excluding({"place": [1, 3]}, costs=(10_000, 20_000, 30_000))
    assert json.loads(poll.rule_json)["rule"]["exclusive"] == [["001", "003"]]
    assert [one["exclusive_group"] for one in client.get(f"/api/v1/polls/{poll.slug}/").json()["choices"]] == [
        "place",
        "",
        "place",
    ]
    for page in (poll.get_absolute_url(), reverse("participation:ballot", args=[poll.slug])):
        shown = plain(client.get(page).content.decode())
        assert "Un seul peut être retenu : ce projet, ou « 3. Projet 3 »." in shown
    assert "Des projets s’excluent" in rule_in_words(poll)
    assert row(poll, poll.choices.get(no=3))[1] == "Projet 3 (exclut le n° 1)"
    result = vote(poll, [1], [1], [2], [2], [3])
    assert [one.no for one in result.winners] == [1, 2]
    assert told(result)[3] == "Non retenu : un seul des deux peut être réalisé, et « 1. Projet 1 » est passé d’abord."


@pytest.mark.parametrize("rule", ["greedy", "equal-shares", "phragmen"])
def test_groups_are_sealed_whatever_the_rule_and_the_length_of_their_names(rule):
    groups = {"place": [3, 1, 2], "École": [4, 5]}
    poll = excluding(groups, costs=(10_000, 20_000, 30_000, 1_000, 2_000), rule=rule)
    assert contract.contract_for(poll).rule.conditions.exclusive == (("001", "002", "003"), ("004", "005"))


def test_what_is_said_of_ideas_is_copied_by_the_seal():
    poll = make_poll(costs=(1_000,), sealed=False)
    ideas = [
        make_proposal(consultation=poll.consultation, status="feasible", cost_cents=100_000, title=title)
        for title in ("Kiosque", "Fontaine", "Haie")
    ]
    for idea in ideas[:2]:
        IdeaOnBallot.objects.create(
            consultation=poll.consultation, poll=poll, proposal=idea, exclusive_group="place du marché"
        )
    sealed = seal_poll(poll=poll, by=publisher(), at=NOW)
    groups = dict(sealed.choices.values_list("title", "exclusive_group"))
    assert groups == {"Kiosque": "place du marché", "Fontaine": "place du marché", "Haie": "", "Projet 1": ""}
    assert not sealed.ideas_said.exists()


def test_a_project_alone_in_its_group_keeps_the_seal_away():
    poll = make_poll(sealed=False)
    poll.choices.filter(no=2).update(exclusive_group="plase")
    issues = issues_before_sealing(poll, at=NOW)
    assert [issue.code for issue in issues] == ["excludes_nothing"]
    assert "« plase »" in plain(say(issues[0]).sentence)


def test_groups_of_projects_are_frozen_and_those_that_the_contract_forgets_are_not_sealed(monkeypatch):
    poll = excluding({"place": [1, 2]})
    with pytest.raises(IntegrityError, match="choice_is_frozen"), transaction.atomic():
        poll.choices.filter(no=3).update(exclusive_group="place")
    monkeypatch.setattr(contract, "_grouped", lambda choices, column: {})
    with pytest.raises(IntegrityError, match="poll_contract_holds"), transaction.atomic():
        excluding({"place": [1, 2]})


def test_without_money_nothing_excludes_anything():
    poll = make_poll(sealed=False, ballot_kind="single", rule="most-votes")
    poll.choices.update(exclusive_group="place")
    sealed = seal_poll(poll=poll, by=publisher(), at=NOW)
    assert set(sealed.choices.values_list("exclusive_group", flat=True)) == {""}


def form_of(poll, **typed):
    """What the admin's page of a prepared vote sends, with one line for an idea and one project by hand."""
    fields = ("question", "slug", "ballot_kind", "min_choices", "max_choices", "rule", "when_it_does_not_fit")
    fields += ("completion", "utility", "min_votes", "paper", "duplicates", "receipts", "ballots_published")
    sent = {name: getattr(poll, name) for name in (*fields, "key_method", "link_proof", "contest_hours")}
    for prefix in ("urns", "choices", "ideas_said"):
        sent |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 0}
    return {**sent, "consultation": poll.consultation_id, "envelope_cents": "100 000", **typed}


def test_a_manager_says_which_ideas_exclude_each_other(client):
    poll = make_poll(costs=(), sealed=False)
    ideas = [make_proposal(consultation=poll.consultation, status="feasible", cost_cents=100) for _ in range(2)]
    client.force_login(make_staff("manager", poll.consultation.area))
    change = reverse("admin:participation_poll_change", args=[poll.pk])
    assert f'<option value="{ideas[1].pk}">' in client.get(change).content.decode()
    line = {"ideas_said-0-proposal": ideas[0].pk, "ideas_said-0-exclusive_group": "place"}
    by_hand = {"choices-0-no": 1, "choices-0-title": "Kiosque", "choices-0-exclusive_group": "place"}
    answer = client.post(change, form_of(poll, **line, **by_hand))
    assert answer.status_code == 302, answer.content.decode()
    assert (poll.ideas_said.get().exclusive_group, poll.choices.get().exclusive_group) == ("place", "place")
    assert "Cette idée a déjà sa ligne." in client.post(change, form_of(poll, **line)).content.decode()
    twice = {name.replace("-0-", "-1-"): value for name, value in line.items()} | {"ideas_said-TOTAL_FORMS": 2}
    poll.ideas_said.all().delete()
    assert client.post(change, form_of(poll, **line, **twice)).status_code == 200
    refused = client.post(change, form_of(poll, **line, ballot_kind="single", rule="most-votes", envelope_cents=""))
    assert "Sans argent, aucun projet n’en exclut un autre" in refused.content.decode()
    refused = client.post(change, form_of(poll, **line, **{"ideas_said-0-zone": "Nord"}))
    assert "Une zone se dit quand chaque zone passe d’abord" in refused.content.decode()


# --- Each zone first ---------------------------------------------------------------------------------------------


def zoned(zones, **fields):
    """A poll whose projects of these numbers lie in zones, each of which comes first."""
    said = {no: {"zone": zone} for zone, numbers in zones.items() for no in numbers}
    return make_poll(said=said, zones_first=True, **fields)


def test_the_best_project_of_each_zone_comes_before_the_rest(client):
    poll = zoned({"Nord": [1, 2], "Sud": [3]}, costs=(50_000, 40_000, 30_000, 20_000))
    assert json.loads(poll.rule_json)["rule"]["zones"] == [["Nord", ["001", "002"]], ["Sud", ["003"]]]
    assert "le projet le plus soutenu de chaque zone" in rule_in_words(poll)
    assert '<span class="tag">Sud</span>' in client.get(poll.get_absolute_url()).content.decode()
    result = vote(poll, [1, 2], [1, 2], [1, 2, 4], [3, 4])
    assert [one.no for one in result.winners] == [1, 3, 4]
    assert "le plus soutenu de « Sud » (1 voix)" in told(result)[3]
    assert "il coûte 40 000 € et il ne restait que 20 000 € quand son tour est venu" in told(result)[2]


def test_the_zone_of_an_idea_is_where_it_says_it_lies_unless_told_otherwise():
    poll = make_poll(costs=(), sealed=False, zones_first=True)
    north, town = make_commune(name="Saulcy"), poll.consultation.area
    ideas = [
        make_proposal(consultation=poll.consultation, status="feasible", cost_cents=100_000, area=area)
        for area in (north, town, None)
    ]
    assert [(issue.code, issue.blocking) for issue in issues_before_sealing(poll, at=NOW)] == [("too_few_zones", True)]
    IdeaOnBallot.objects.create(consultation=poll.consultation, poll=poll, proposal=ideas[1], zone="Centre")
    assert [(one.code, one.blocking) for one in issues_before_sealing(poll, at=NOW)] == [("without_zone", False)]
    sealed = seal_poll(poll=poll, by=publisher(), at=NOW)
    assert list(sealed.choices.values_list("zone", flat=True)) == ["Saulcy", "Centre", ""]


def test_zones_that_the_contract_forgets_are_not_sealed_and_zones_need_a_list(monkeypatch):
    with pytest.raises(IntegrityError, match="poll_zones_come_first_in_a_list"), transaction.atomic():
        make_poll(sealed=False, zones_first=True, rule="phragmen")
    monkeypatch.setattr(contract, "_grouped", lambda choices, column: {})
    with pytest.raises(IntegrityError, match="poll_contract_holds"), transaction.atomic():
        zoned({"Nord": [1, 2], "Sud": [3]})


def test_zones_without_the_rule_that_reads_them_are_not_sealed():
    poll = make_poll(sealed=False)
    poll.choices.update(zone="Nord")
    sealed = seal_poll(poll=poll, by=publisher(), at=NOW)
    assert set(sealed.choices.values_list("zone", flat=True)) == {""}
    assert "zones" not in json.loads(sealed.rule_json)["rule"]


def test_the_form_refuses_zones_first_under_another_rule_at_its_field(client):
    poll = make_poll(costs=(), sealed=False)
    client.force_login(make_staff("manager", poll.consultation.area))
    change = reverse("admin:participation_poll_change", args=[poll.pk])
    refused = client.post(change, form_of(poll, rule="phragmen", zones_first="on"))
    assert "décochez cette case" in refused.content.decode()
    assert client.post(change, form_of(poll, zones_first="on")).status_code == 302
    assert Poll.objects.get(pk=poll.pk).zones_first


# --- Which of two outcomes do more voters prefer -----------------------------------------------------------------


def test_the_outcome_that_more_voters_prefer_is_kept_and_told(client):
    poll = make_poll(costs=(90_000, 28_000, 14_000), rule="equal-shares", completion="none", preferred_by="cost")
    sealed = json.loads(poll.rule_json)["rule"]
    assert (sealed["name"], sealed["first"]["name"], sealed["second"]["name"]) == (
        "preferred",
        "equal-shares",
        "greedy",
    )
    assert "que le plus de votants préfèrent" in rule_in_words(poll)
    result = vote(poll, [1], [1], [1], [1], [2], [2], [3])
    assert [one.no for one in result.winners] == [1]
    assert "est préféré 4 fois, l’autre 3 fois, et ils se valent 0 fois" in plain(result.conclusion)
    assert told(result)[1] == "Retenu en position 1 : 4 voix, il coûte 90 000 € et il restait 100 000 €."
    assert result.as_json()["comparison"]["kept"] == "second"


def test_shares_are_kept_when_as_many_prefer_either():
    poll = make_poll(costs=(60_000, 50_000), max_choices=2, rule="phragmen", preferred_by="number")
    result = vote(poll, [1], [2])
    assert (result.comparison.kept, result.comparison.prefer_second) == ("first", 1)
    assert "celui-ci est gardé" in result.conclusion
    assert purse_of(poll) is None


def test_a_voter_reads_the_prices_of_the_rule_that_was_kept():
    poll = make_poll(costs=(30_000, 20_000), max_choices=2, rule="equal-shares", preferred_by="cost")
    vote(poll, [1], [2])
    assert set(purse_of(poll).prices) == {"001", "002"}


def test_only_shares_are_compared_with_the_list(client, monkeypatch):
    with pytest.raises(IntegrityError, match="poll_compares_shares_with_the_list"), transaction.atomic():
        make_poll(sealed=False, preferred_by="cost")
    poll = make_poll(costs=(), sealed=False)
    client.force_login(make_staff("manager", poll.consultation.area))
    change = reverse("admin:participation_poll_change", args=[poll.pk])
    refused = client.post(change, form_of(poll, preferred_by="cost"))
    assert "laissez ce champ vide" in refused.content.decode()
    monkeypatch.setattr(contract, "_or_the_list", lambda poll, rule, by: rule)
    with pytest.raises(IntegrityError, match="poll_contract_holds"), transaction.atomic():
        make_poll(rule="phragmen", preferred_by="cost")


@pytest.mark.parametrize("other", ["greedy", "phragmen"])
def test_a_rule_shown_beside_compared_shares_is_not_compared_itself(other):
    said = {no: {"exclusive_group": "place"} for no in (1, 2)}
    poll = make_poll(rule="equal-shares", preferred_by="cost", other_rule=other, said=said)
    shown = json.loads(poll.rule_json)["other_rule"]
    assert (shown["name"], shown["exclusive"]) == (other, [["001", "002"]])
    assert "préfèrent" not in rule_in_words(poll.under_other_rule())
