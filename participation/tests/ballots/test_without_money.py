"""Votes without money, from the seal to the recount: a question with oui, non and blank; one choice among several."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from participation.ballots.bundle.content import content_of
from participation.ballots.contract import contract_for
from participation.ballots.headlines import headline
from participation.ballots.minutes import minutes_pdf
from participation.ballots.models import Choice, Envelope, Poll
from participation.ballots.operations import (
    close_poll,
    enter_ballots,
    enter_past_result,
    enter_totals,
    issues_before_sealing,
    record_council_decision,
    start_projects,
    strike_off,
    withdraw_choice,
)
from participation.ballots.operations.delivery import NothingVoted
from participation.ballots.operations.sealing import AnswerStays
from participation.ballots.operations.sheets import SheetDoesNotAddUp
from participation.ballots.results import result_of
from participation.ballots.rules.refusals import TooManyChoices
from participation.ballots.steps import STEPS, cockpit_url
from participation.papers.catalogue import PAPERS
from participation.tests.ballots.test_bundle import publish, recount, written
from participation.tests.factories.ballots import AFTER, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, make_consultation, make_phase, publisher
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.accounts import make_participant, make_staff, make_user

pytestmark = pytest.mark.django_db

OUI, NON = 1, 2


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def ask(**fields) -> Poll:
    """A question that is open at ``NOW``."""
    question = {"question": "Faut-il fermer la place aux voitures le dimanche ?", "costs": ()}
    return make_poll(**{**question, "ballot_kind": "yes-no", "rule": "yes-no", **fields})


def choose_one(**fields) -> Poll:
    """One choice among four answers, open at ``NOW``."""
    return make_poll(**{"ballot_kind": "single", "rule": "most-votes", **fields})


def vote(poll, *ballots):
    for ballot in ballots:
        make_ballot(poll, [ballot] if ballot else [])
    return poll


def page(poll, name):
    return reverse(f"participation:{name}", args=[poll.slug])


# --- The seal ----------------------------------------------------------------------------------------------------


def test_a_question_is_sealed_with_its_two_answers_and_no_money():
    consultation = make_consultation(running=None)
    make_proposal(consultation=consultation, status="feasible", cost_cents=1_000_000)
    poll = ask(consultation=consultation, quorum=3, electorate=40)
    contract = contract_for(poll).json
    assert [(one["code"], one["title"], one["cost_cents"]) for one in contract["projects"]] == [
        ("oui", "Oui", None),
        ("non", "Non", None),
    ]
    assert (contract["envelope"], poll.envelope_cents, poll.cap_cents) == (None, None, None)
    assert contract["ballot"] == {"kind": "single", "minimum": 1, "maximum": 1, "envelope": None, "blank": True}
    assert contract["rule"] == {"name": "yes-no", "yes": "oui", "no": "non"}
    assert (contract["quorum"], contract["electorate"]["number"]) == (3, 40)
    assert consultation.proposals.get().status == "feasible"


def test_what_is_written_by_hand_does_not_go_with_oui_and_non():
    poll = ask(costs=(1_000,), sealed=False)
    assert {issue.code for issue in issues_before_sealing(poll, at=NOW)} == {"a_question_has_its_answers"}


def test_an_answer_is_not_withdrawn():
    poll = ask()
    with pytest.raises(AnswerStays):
        withdraw_choice(choice=poll.choices.first(), reason="Trop tard", by=publisher(), at=NOW)
    assert not STEPS["retirer"].offered(poll, NOW)


def test_answers_among_several_lose_their_costs_at_the_seal():
    poll = choose_one()
    assert set(poll.choices.values_list("cost_cents", flat=True)) == {None}
    assert contract_for(poll).json["rule"] == {"name": "most-votes", "by": "votes", "seats": 1}


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("poll_rule_goes_with_its_ballot", {"ballot_kind": "yes-no", "rule": "greedy"}),
        ("poll_rule_goes_with_its_ballot", {"ballot_kind": "single", "rule": "yes-no"}),
        ("poll_thresholds_are_positive", {"electorate": 10, "quorum": 11}),
        ("poll_thresholds_are_positive", {"electorate": 0}),
    ],
)
def test_the_database_refuses_what_does_not_go_together(name, fields):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Poll.objects.create(consultation=make_consultation(running=None), slug="non", **fields)


@pytest.mark.parametrize(
    ("poll", "change"),
    [
        (ask, {"envelope_cents": 1}),
        (make_poll, {"envelope_cents": None}),
    ],
    ids=["money without a use", "a budget without money"],
)
def test_a_seal_has_money_or_none(poll, change):
    sealed = poll()
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.filter(pk=sealed.pk).update(**change)


def test_a_cost_in_a_vote_without_money_breaks_the_seal(monkeypatch):
    monkeypatch.setattr("participation.ballots.operations.sealing.choices_for", lambda poll: with_costs(poll))
    with pytest.raises(IntegrityError, match="poll_contract_holds"), transaction.atomic():
        choose_one()


def with_costs(poll):
    common = {"poll": poll, "consultation": poll.consultation}
    return [Choice(no=no, code=f"{no:03d}", title=f"Projet {no}", cost_cents=1, **common) for no in (1, 2)]


# --- The ballot --------------------------------------------------------------------------------------------------


def test_oui_non_and_blank_from_the_ballot_to_the_receipt_without_javascript(client):
    poll, user = ask(), make_user()
    client.force_login(user)
    shown = client.get(page(poll, "ballot")).content.decode()
    assert shown.count('type="radio" name="choices"') == 2
    assert shown.index("<span>Oui</span>") < shown.index("<span>Non</span>")
    assert "Comparer" not in shown
    assert "€" not in shown
    assert "fermer la place" in shown
    for chosen, told, kept in (
        ({"choices": [OUI]}, "<strong>Oui</strong>", [1]),
        ({"blank": "1"}, "Bulletin blanc : vous ne choisissez aucune réponse.", []),
    ):
        confirm = client.post(page(poll, "ballot"), chosen)
        assert told in client.get(confirm.url).content.decode()
        assert "Votre vote est enregistré" in client.post(confirm.url).content.decode()
        assert Envelope.objects.get(poll=poll).choices == kept


def test_two_answers_at_once_are_refused(client):
    poll = ask()
    answer = client.post(page(poll, "ballot"), {"choices": [OUI, NON]})
    assert "Faites au plus 1 choix ; vous en avez fait 2." in answer.content.decode()
    with pytest.raises(TooManyChoices):
        make_ballot(poll, [OUI, NON])


def test_the_page_of_a_question_says_its_rule_its_quorum_and_who_is_on_the_list(client):
    shown = client.get(page(ask(quorum=20_000, electorate=90_000), "poll")).content.decode()
    assert "Répondez par oui ou par non, ou votez blanc." in shown
    assert "Il faut au moins 20\u202f000 votants" in shown or "Il faut au moins 20000 votants" in shown
    assert "inscrites" in shown
    assert "€" not in shown
    assert "Les projets" not in shown


# --- The count and the result ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ballots", "quorum", "told", "won"),
    [
        ([OUI, OUI, NON, 0], None, "Le oui l’emporte : 2 oui, 1 non.", ["oui"]),
        ([OUI, NON, NON], 3, "Le non l’emporte : 2 non, 1 oui.", ["non"]),
        ([OUI, NON, 0, 0], None, "Autant de oui que de non, 1 de chaque : rien n’est adopté.", []),
        ([OUI, OUI, NON], 4, "Le quorum de 4 votants n’est pas atteint : rien n’est retenu.", []),
        ([OUI, OUI, NON, 0], 4, "Le oui l’emporte : 2 oui, 1 non.", ["oui"]),  # who votes blank is a voter
    ],
)
def test_the_answer_of_the_majority_unless_too_few_voted(client, ballots, quorum, told, won):
    poll = publish(vote(ask(quorum=quorum, electorate=8), *ballots))
    result = result_of(poll)
    assert (headline(result), [one.code for one in result.winners]) == (told, won)
    shown = client.get(page(poll, "poll_result")).content.decode()
    assert told in shown
    assert "enveloppe" not in shown.split("<main", 1)[1].split("Réutiliser", 1)[0]
    assert f"{len(ballots)} votants</strong> pour 8 personnes inscrites" in shown
    answer = client.get(f"/api/v1/polls/{poll.slug}/result/").json()
    assert (answer["envelope"], answer["spent"], answer["turnout"]["electorate"]) == (None, None, 8)
    assert answer["details"]["yes"] == ballots.count(OUI)
    assert [one["won"] for one in answer["projects"]].count(True) == len(won)
    table = client.get(page(poll, "poll_turnout_csv")).content.decode()
    assert "electorate;;registered;8" in table


def test_one_choice_among_several_with_a_tie(client):
    poll = publish(vote(choose_one(), 2, 3, 2, 3, 1, 0))
    result = result_of(poll)
    assert headline(result) == "Le vote retient : Projet 2."
    shown = client.get(page(poll, "poll_result")).content.decode()
    assert "À égalité avec 003" in shown
    rows = client.get(page(poll, "poll_result_csv")).content.decode().splitlines()
    assert rows[1].startswith("2;002;Projet 2;;2;;")


def test_the_best_two_of_several_by_approval():
    poll = make_poll(rule="most-votes", max_winners=2, max_choices=None)
    for choices in ([1, 4], [4], [2, 4], [2]):
        make_ballot(poll, choices)
    assert [one.no for one in result_of(count_votes(poll)).winners] == [4, 2]


def test_a_vote_without_money_builds_nothing_and_is_no_project_of_the_api(client):
    poll = publish(vote(choose_one(), 1, 1))
    record_council_decision(poll=poll, number="2026-1", decided_on=date(2026, 3, 1), by=publisher(), at=AFTER)
    poll = fresh(poll)
    assert not STEPS["realiser"].offered(poll, AFTER)
    with pytest.raises(NothingVoted):
        start_projects(poll=poll, by=publisher(), at=AFTER)
    assert client.get("/api/v1/voted-projects/").json()["count"] == 0


# --- Paper -------------------------------------------------------------------------------------------------------


def on_paper(poll, **totals):
    """Strike people off, close, and type the one sheet twice."""
    urn = poll.urns.get()
    for _ in range(totals["voters"]):
        strike_off(poll=poll, urn=urn, participant=make_participant(), by=publisher(), at=NOW)
    close_poll(poll=poll, at=AFTER)
    for by in (publisher(), make_user()):
        enter_totals(urn=urn, by=by, at=AFTER, **totals)


@pytest.mark.parametrize("make", [ask, choose_one])
def test_web_and_paper_are_one_vote_that_anybody_recounts(make, tmp_path):
    poll = vote(make(urns=1, ballots_published="always"), 1, 1, 2, 1, 2, 0)
    on_paper(poll, voters=8, blank=1, void=1, votes={1: 2, 2: 4})
    poll = publish(poll)
    assert [one.votes for one in sorted(result_of(poll).projects, key=lambda one: one.no)][:2] == [5, 6]
    content = content_of(poll)
    assert b"vote_type;choose-1" in content.files["bulletins.pb"]
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told
    assert "Projet 2" in told or "Non" in told


def test_paper_ballots_one_by_one(tmp_path):
    poll = ask(urns=1, paper="ballots", ballots_published="always")
    urn = poll.urns.get()
    for _ in range(3):
        strike_off(poll=poll, urn=urn, participant=make_participant(), by=publisher(), at=NOW)
    close_poll(poll=poll, at=AFTER)
    for by in (publisher(), make_user()):
        enter_ballots(urn=urn, ballots=[("valid", [OUI]), ("blank", []), ("valid", [NON])], by=by, at=AFTER)
    content = content_of(publish(poll))
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told


def test_a_sheet_of_a_question_has_as_many_answers_as_ballots():
    poll = ask(urns=1)
    close_poll(poll=poll, at=AFTER)
    with pytest.raises(SheetDoesNotAddUp):
        enter_totals(urn=poll.urns.get(), voters=5, blank=1, void=0, votes={1: 2, 2: 1}, by=publisher(), at=AFTER)


def test_a_missed_quorum_is_said_by_the_recount(tmp_path):
    content = content_of(publish(vote(ask(quorum=9, ballots_published="always"), OUI)))
    status, told = recount(written(content, tmp_path), root=content.root)
    assert (status, "quorum of 9 voters missed: nothing is kept, 1 voted" in told) == (0, True), told
    assert "1. Oui" not in told


@pytest.mark.parametrize("make", [ask, choose_one])
def test_papers_of_a_vote_without_money(make):
    poll = make(urns=1)
    offered = {slug for slug, paper in PAPERS.items() if paper.offered(poll, NOW)}
    assert ("catalogue" in offered) is not poll.asks
    for slug in offered:
        assert PAPERS[slug].made(poll, {}).startswith(b"%PDF")
    assert "€" not in str(PAPERS["bulletin"].content(poll, {}))


# --- The admin, and votes of the past ----------------------------------------------------------------------------


def test_a_manager_asks_a_question_and_reads_what_it_will_be(client):
    consultation = make_consultation(running=None)
    make_phase(consultation, kind="vote")
    client.force_login(make_staff("manager", consultation.area))
    typed = {
        "consultation": consultation.pk,
        "question": "Faut-il fermer la place aux voitures ?",
        "ballot_kind": "yes-no",
        "min_choices": 1,
        "max_choices": 3,
        "allow_blank": "on",
        "rule": "greedy",  # as the form proposes it: the only rule of this ballot takes its place
        "when_it_does_not_fit": "skip",
        "completion": "add1",
        "utility": "cost",
        "min_votes": 1,
        "quorum": 200,
        "electorate": 1_000,
        "paper": "none",
        "duplicates": "paper",
        "receipts": "sealed",
        "ballots_published": "auto",
        "key_method": "email",
        "link_proof": "declared",
        "contest_hours": 48,
        "urns-TOTAL_FORMS": 0,
        "urns-INITIAL_FORMS": 0,
        "choices-TOTAL_FORMS": 0,
        "choices-INITIAL_FORMS": 0,
    }
    client.post(reverse("admin:participation_poll_add"), typed)
    poll = Poll.objects.get()
    assert (poll.rule, poll.envelope_cents) == ("yes-no", None)
    assert "Rien ne manque" in client.get(cockpit_url(poll)).content.decode()
    refused = client.post(
        reverse("admin:participation_poll_add"), {**typed, "ballot_kind": "envelope", "rule": "most-votes"}
    )
    assert "Cette règle ne va pas avec ce bulletin." in refused.content.decode()


def test_the_past_answer_to_a_question_is_entered_from_its_totals():
    """As Grenoble voted in 2016: a majority, and fewer voters than the quorum of 20,000; these numbers are invented."""
    poll = Poll.objects.create(
        consultation=make_consultation(running=None, rulebook=False),
        slug="stationnement",
        ballot_kind="yes-no",
        rule="yes-no",
        quorum=20_000,
    )
    days = {"first_day": date(2026, 1, 12), "last_day": date(2026, 1, 13)}
    enter_past_result(poll=poll, votes={1: 4_500, 2: 2_000}, voters=6_600, blank=100, by=publisher(), at=NOW, **days)
    result = result_of(fresh(poll))
    assert headline(result) == "Le quorum de 20\u202f000 votants n’est pas atteint : rien n’est retenu."
    assert [(one.code, one.votes) for one in result.projects] == [("oui", 4_500), ("non", 2_000)]


def test_the_minutes_of_a_question_speak_of_no_money():
    poll = count_votes(vote(ask(electorate=9, quorum=2), OUI, NON, OUI))
    words = " ".join(one.extract_text() for one in PdfReader(BytesIO(minutes_pdf(poll))).pages)
    assert "Inscrits" in words
    assert "Oui" in words
    assert "€" not in words


@pytest.mark.parametrize(
    ("fields", "marks"),
    [
        ({"ballot_kind": "yes-no", "rule": "yes-no", "costs": ()}, {"choices": [OUI]}),
        ({"ballot_kind": "points", "rule": "greedy"}, {"points_1": "4", "points_3": "2"}),
        ({"ballot_kind": "grades", "rule": "majority-judgment"}, {"points_1": "6", "points_2": "2"}),
        ({"ballot_kind": "ranking", "rule": "schulze"}, {"points_1": "1", "points_2": "2"}),
    ],
    ids=lambda one: one.get("ballot_kind", "") if isinstance(one, dict) else "",
)
def test_a_team_rehearses_every_kind_of_ballot_and_counts_drawn_ones(client, fields, marks):
    poll = make_poll(opens=2, closes=5, **fields)
    client.force_login(make_staff("manager", poll.consultation.area))
    answer = client.post(page(poll, "rehearse"), marks)
    assert answer.url == page(poll, "rehearse_confirm")
    assert client.get(answer.url).status_code == 200
    client.post(answer.url)
    client.post(page(poll, "rehearse_count"), {"drawn": "100"})
    counted = client.get(page(poll, "rehearse_count")).content.decode()
    assert "retenu</span>" in counted
