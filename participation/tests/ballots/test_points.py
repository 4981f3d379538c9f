"""Points to distribute, from the ballot to the recount: kept beside the choices, counted by each rule."""

import re
from random import Random

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from participation.ballots.bundle.content import content_of
from participation.ballots.contract import contract_for
from participation.ballots.models import Counted, Envelope, PaperBallot, Poll
from participation.ballots.operations import (
    close_poll,
    enter_ballots,
    enter_totals,
    issues_before_sealing,
    sequence_log,
    strike_off,
)
from participation.ballots.operations.casting import commitment_of
from participation.ballots.operations.sheets import SheetDoesNotAddUp, differences
from participation.ballots.results import result_of
from participation.ballots.rules import BallotForm
from participation.ballots.rules.ballot_file import read
from participation.ballots.rules.refusals import NegativePoints, NotOnTheBallot, TooManyChoices, TooManyPoints
from participation.papers.catalogue import PAPERS
from participation.tests.ballots.test_bundle import publish, recount, written
from participation.tests.factories.ballots import AFTER, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, make_consultation, publisher
from territories.tests.factories.accounts import make_participant, make_user

pytestmark = pytest.mark.django_db

FORM = BallotForm(kind="points", minimum=1, maximum=3, points=10, blank=True)
OFFERED = {"1": 100, "2": 200, "3": 300, "4": 400}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def distribute(**fields) -> Poll:
    """Ten points among four projects, open at ``NOW``."""
    return make_poll(**{"ballot_kind": "points", "points": 10, "max_choices": None, **fields})


def page(poll, name):
    return reverse(f"participation:{name}", args=[poll.slug])


# --- What is valid -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "refusal"),
    [
        ({"1": 11}, TooManyPoints),
        ({"1": 5, "2": 6}, TooManyPoints),
        ({"1": -1, "2": 3}, NegativePoints),
        ({"9": 1}, NotOnTheBallot),
        ({"1": 1, "2": 1, "3": 1, "4": 1}, TooManyChoices),
    ],
)
def test_more_points_than_there_are_or_none_at_all_are_refused(marks, refusal):
    with pytest.raises(refusal):
        FORM.check_numbers(marks, OFFERED)


@given(st.dictionaries(st.sampled_from(list(OFFERED)), st.integers(0, 4), max_size=4))
def test_a_valid_ballot_keeps_its_points_and_drops_what_got_none(marks):
    wanted = {one: points for one, points in marks.items() if points}
    if len(wanted) > 3 or sum(wanted.values()) > 10:
        return
    assert FORM.check_numbers(marks, OFFERED) == dict(sorted(wanted.items()))


def test_points_are_asked_of_ballots_that_give_some_and_of_no_others():
    for wrong in ({"kind": "points"}, {"kind": "one-to-n", "points": 3}, {"kind": "points", "points": 0}):
        with pytest.raises(ValueError, match="points"):
            BallotForm(**wrong)


# --- The seal and the database -----------------------------------------------------------------------------------


def test_the_sealed_form_says_how_many_points_and_the_rule_counts_them():
    contract = contract_for(distribute()).json
    assert contract["ballot"] == {
        "kind": "points",
        "minimum": 1,
        "maximum": None,
        "envelope": None,
        "blank": True,
        "points": 10,
    }
    assert contract["rule"]["by"] == "points"
    assert contract_for(distribute(rule="equal-shares")).json["rule"]["by"] == "points"


def test_paper_totals_are_refused_before_the_seal():
    poll = distribute(urns=1, sealed=False)
    assert {issue.code for issue in issues_before_sealing(poll, at=NOW)} == {"numbers_need_ballots"}


def test_the_database_refuses_points_without_a_choice():
    poll = distribute()
    make_ballot(poll, {1: 4, 3: 6})
    with pytest.raises(IntegrityError, match="envelope_points_beside_choices"), transaction.atomic():
        Envelope.objects.filter(poll=poll).update(points=[4])
    with pytest.raises(IntegrityError, match="counted_points_beside_choices"), transaction.atomic():
        Counted.objects.create(consultation=poll.consultation, poll=poll, no=1, choices=[1], points=[1, 2])
    with pytest.raises(IntegrityError, match="poll_has_points_to_give"), transaction.atomic():
        Poll.objects.create(consultation=make_consultation(running=None), slug="p", ballot_kind="points", points=None)


# --- The ballot --------------------------------------------------------------------------------------------------


def test_points_from_the_ballot_to_the_receipt_without_javascript(client):
    poll, user = distribute(), make_user()
    client.force_login(user)
    shown = client.get(page(poll, "ballot")).content.decode()
    assert shown.count('type="number" name="points_') == 4
    answer = client.post(page(poll, "ballot"), {"points_1": "7", "points_2": "", "points_3": "3"})
    assert answer.cookies[f"choix-{poll.slug}"].value == "1-7.3-3"
    confirm = " ".join(client.get(answer.url).content.decode().split())
    assert "7 points" in confirm
    assert "Projet 2" not in confirm
    again = client.get(page(poll, "ballot")).content.decode()
    assert re.search(r'name="points_1"[^>]*value="7"', again)
    assert "Votre vote est enregistré" in client.post(answer.url).content.decode()
    envelope = Envelope.objects.get(poll=poll)
    assert (envelope.choices, envelope.points) == ([1, 3], [7, 3])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"points_1": "7", "points_2": "4"}, "Donnez au plus 10 points en tout ; vous en avez donné 11."),
        ({"points_1": "-2"}, "supérieure ou égale à 0"),
        ({"points_1": "beaucoup"}, "entier"),
        ({}, "Faites votre choix, ou votez blanc."),
    ],
)
def test_what_cannot_be_is_said_and_stays_on_the_page(client, typed, told):
    poll = distribute()
    answer = client.post(page(poll, "ballot"), {**typed, "autre": "1"})
    assert told in answer.content.decode().replace("\u00a0", " ")
    if typed.get("points_1") == "7":
        assert re.search(r'name="points_1"[^>]*value="7"', answer.content.decode())


def test_a_blank_ballot_gives_no_points(client):
    poll = distribute()
    client.force_login(make_user())
    client.post(page(poll, "ballot"), {"blank": "1", "points_1": "3"})
    client.post(page(poll, "confirm_vote"))
    envelope = Envelope.objects.get(poll=poll)
    assert (envelope.choices, envelope.points) == ([], [])


def test_comparing_two_projects_puts_one_point_on_the_ballot_or_takes_them_off(client):
    poll = distribute()
    client.post(page(poll, "compare_projects"), {"tick": "2"})
    assert client.cookies[f"choix-{poll.slug}"].value == "2-1"
    client.post(page(poll, "compare_projects"), {"tick": "2"})
    assert client.cookies[f"choix-{poll.slug}"].value == ""


# --- The count, the result, the recount --------------------------------------------------------------------------


def test_points_decide_and_are_told_beside_the_votes(client):
    poll = distribute(max_winners=1)
    for marks in ({1: 1, 2: 9}, {1: 1}, {1: 1}, {}):
        make_ballot(poll, marks)
    poll = publish(poll)
    result = result_of(poll)
    assert [(one.no, one.votes, one.points) for one in result.projects][:2] == [(2, 1, 9), (1, 3, 3)]
    assert [one.no for one in result.winners] == [2]
    assert "9 points" in result.winners[0].reason
    shown = client.get(page(poll, "poll_result")).content.decode()
    assert "nombre de points" in shown
    answer = client.get(f"/api/v1/polls/{poll.slug}/result/").json()
    assert [one["points"] for one in answer["projects"]][:2] == [9, 3]


def test_among_answers_without_money_the_most_points_win(client):
    poll = distribute(rule="most-votes")
    for marks in ({1: 5, 2: 4}, {3: 6}):
        make_ballot(poll, marks)
    poll = publish(poll)
    assert [one.no for one in result_of(poll).winners] == [3]
    assert "6 points" in client.get(page(poll, "poll_result")).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    "fields",
    [
        {"rule": "greedy"},
        {"rule": "equal-shares", "completion": "add1"},
        {"rule": "most-votes", "max_winners": 2},
        {"rule": "greedy", "receipts": "tracked"},
    ],
    ids=lambda fields: "-".join(map(str, fields.values())),
)
def test_a_bundle_of_points_recounts_to_the_published_bytes(fields, tmp_path):
    poll, chance = distribute(ballots_published="always", **fields), Random(3)
    person = make_ballot(poll, {1: 10})
    sequence_log(poll=poll, at=NOW)
    make_ballot(poll, {2: 10}, participant=person)
    for _ in range(20):
        make_ballot(poll, {no: chance.randint(1, 3) for no in chance.sample([1, 2, 3, 4], chance.randint(0, 3))})
    poll = publish(poll)
    content = content_of(poll)
    assert content.files["bulletins.csv"].startswith(b"no;vote;points")
    assert b"web;points;001;" in content.files["totaux.csv"]
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told
    file = read(content.files["bulletins.pb"].decode().splitlines(keepends=True))
    assert (file.vote_type, file.findings) == ("cumulative", file.findings)
    assert dict(zip([one.id for one in file.profile.projects], file.profile.points, strict=True)) == {
        one.code: one.points for one in result_of(poll).projects
    }


def test_forged_points_are_named(tmp_path):
    poll = distribute(ballots_published="always")
    for _ in range(3):
        make_ballot(poll, {1: 4, 2: 3})
    content = content_of(publish(poll))
    forged = content.files["bulletins.csv"].replace(b"4,3", b"3,4")
    files = {**content.files, "bulletins.csv": forged}
    files["bulletins.pb"] = files["bulletins.pb"].replace(b"4,3", b"3,4")
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert recount(tmp_path, root=content.root)[0] == 1


def test_the_commitment_of_points_is_not_that_of_a_choice():
    contract = contract_for(distribute())
    assert commitment_of("p", contract.check({1: 2}), "n") != commitment_of("p", contract.check({1: 3}), "n")


# --- Paper -------------------------------------------------------------------------------------------------------


def test_paper_ballots_with_points_are_typed_twice_and_counted(tmp_path):
    poll = distribute(urns=1, paper="ballots", ballots_published="always")
    urn = poll.urns.get()
    make_ballot(poll, {4: 10})
    for _ in range(3):
        strike_off(poll=poll, urn=urn, participant=make_participant(), by=publisher(), at=NOW)
    close_poll(poll=poll, at=AFTER)
    read_so = [("valid", {1: 5, 2: 5}), ("valid", {1: 10}), ("blank", [])]
    enter_ballots(urn=urn, ballots=read_so, by=publisher(), at=AFTER)
    second = make_user()
    enter_ballots(urn=urn, ballots=[("valid", {1: 5, 2: 4}), *read_so[1:]], by=second, at=AFTER)
    assert [line["read"] for line in differences(urn)] == [["1:5 2:5", "1:5 2:4"]]
    enter_ballots(urn=urn, ballots=read_so, by=second, at=AFTER)
    assert sorted(PaperBallot.objects.filter(entry__entered_by=second).values_list("points", flat=True)) == [
        [],
        [5, 5],
        [10],
    ]
    poll = publish(fresh(poll))
    assert {one.no: one.points for one in result_of(poll).projects} == {1: 15, 2: 5, 3: 0, 4: 10}
    content = content_of(poll)
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told


def test_a_sheet_says_which_ballot_has_too_many_points(client):
    poll = distribute(urns=1, paper="ballots")
    urn = poll.urns.get()
    close_poll(poll=poll, at=AFTER)
    with pytest.raises(SheetDoesNotAddUp, match="bulletin 1"):
        enter_ballots(urn=urn, ballots=[("valid", {1: 11})], by=publisher(), at=AFTER)
    with pytest.raises(SheetDoesNotAddUp):
        enter_totals(urn=urn, voters=1, blank=0, void=0, votes={1: 1}, by=publisher(), at=AFTER)


def test_the_papers_of_points_ask_for_figures():
    poll = distribute(urns=1, paper="ballots")
    said = PAPERS["bulletin"].content(poll, {})
    assert "vos points, en chiffres" in said["how"]
    assert "plus de 10 points en tout" in " ".join(PAPERS["depouillement"].content(poll, {})["how"])
    for slug in ("bulletin", "depouillement"):
        assert PAPERS[slug].made(poll, {}).startswith(b"%PDF")


def test_a_count_is_the_same_however_often_it_is_done():
    poll = distribute()
    for marks in ({1: 2}, {1: 1}, {1: 2, 2: 1}):
        make_ballot(poll, marks)
    count_votes(poll)
    assert list(Counted.objects.filter(poll=poll).values_list("no", "choices", "points")) == [
        (1, [1], [1]),
        (2, [1], [2]),
        (3, [1, 2], [2, 1]),
    ]
