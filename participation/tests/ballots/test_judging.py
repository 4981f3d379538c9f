"""Majority judgment, from the ballot to the recount: a grade for each answer, six radio buttons each."""

import re
from random import Random

import pytest
import time_machine
from django.urls import reverse

from participation.ballots.bundle.content import content_of
from participation.ballots.contract import contract_for
from participation.ballots.method_tables import answers_table, figure_of
from participation.ballots.minutes import minutes_pdf
from participation.ballots.models import Envelope, Poll
from participation.ballots.operations import close_poll, enter_ballots, issues_before_sealing, strike_off
from participation.ballots.results import result_of
from participation.ballots.rules import BallotForm
from participation.ballots.rules.judgment import GRADES
from participation.ballots.rules.refusals import UnknownGrade
from participation.papers.catalogue import PAPERS
from participation.tests.ballots.test_bundle import publish, recount, written
from participation.tests.factories.ballots import AFTER, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, publisher
from territories.tests.factories.accounts import make_participant, make_user

pytestmark = pytest.mark.django_db

WORST, FAIR, GOOD, BEST = 1, 4, 5, 6


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def judge(**fields) -> Poll:
    """Four answers to judge, open at ``NOW``; the limit of choices of other ballots does not hold here."""
    return make_poll(**{"ballot_kind": "grades", "rule": "majority-judgment", "max_choices": 2, **fields})


def page(poll, name):
    return reverse(f"participation:{name}", args=[poll.slug])


def test_the_sealed_file_names_the_grades():
    contract = contract_for(judge()).json
    assert contract["rule"] == {"name": "majority-judgment", "seats": 1, "grades": list(GRADES)}
    assert contract["ballot"] == {
        "kind": "grades",
        "minimum": 1,
        "maximum": None,
        "envelope": None,
        "blank": True,
        "grades": 6,
    }


def test_paper_totals_do_not_go_with_grades():
    poll = judge(urns=1, sealed=False)
    assert {issue.code for issue in issues_before_sealing(poll, at=NOW)} == {"numbers_need_ballots"}


def test_a_grade_is_one_of_six():
    form = BallotForm(kind="grades", maximum=None, grades=6)
    with pytest.raises(UnknownGrade):
        form.check_numbers({"1": 7}, {"1": 0})
    assert form.check_numbers({"2": 6, "1": 1}, {"1": 0, "2": 0}) == {"1": 1, "2": 6}
    with pytest.raises(ValueError, match="grades"):
        BallotForm(kind="grades")


def test_grades_from_the_ballot_to_the_receipt_without_javascript(client):
    poll = judge()
    client.force_login(make_user())
    shown = client.get(page(poll, "ballot")).content.decode()
    assert shown.count('type="radio"') == 4 * 6
    assert shown.count("Votre mention pour") == 4
    assert shown.index("Très bien</span>") < shown.index("À rejeter</span>")
    answer = client.post(page(poll, "ballot"), {"points_1": "6", "points_2": "1", "points_4": "4"})
    confirm = " ".join(client.get(answer.url).content.decode().split())
    assert "Projet 1</strong>" in confirm
    assert "· Très bien" in confirm
    assert "· À rejeter" in confirm
    assert re.search(r'name="points_4" value="4"[^>]* checked', client.get(page(poll, "ballot")).content.decode())
    client.post(answer.url)
    envelope = Envelope.objects.get(poll=poll)
    assert (envelope.choices, envelope.points) == ([1, 2, 4], [6, 1, 4])


def test_a_grade_that_does_not_exist_is_refused(client):
    answer = client.post(page(judge(), "ballot"), {"points_1": "7"})
    assert "Une mention est un nombre de 1 (la plus basse) à 6 (la plus haute)." in answer.content.decode()


def judged(**fields) -> Poll:
    """Three people: answers 1 and 2 both have « Bien » in the middle, and 2 keeps it when one of each is taken away."""
    poll = judge(ballots_published="always", **fields)
    for marks in ({1: FAIR, 2: GOOD}, {1: GOOD, 2: GOOD, 3: WORST}, {1: BEST, 2: BEST, 4: BEST}, {}):
        make_ballot(poll, marks)
    return publish(poll)


def test_the_best_median_wins_and_the_page_shows_every_grade(client):
    poll = judged()
    result = result_of(poll)
    assert [one.no for one in result.projects] == [2, 1, 4, 3]
    assert [figure_of(result, one) for one in result.winners] == ["la mention « Bien »"]
    table = answers_table(result)
    assert table.heads[0] == "Mention majoritaire"
    assert table.rows[0][1] == ("Bien", "1", "2", "0", "0", "0", "0")
    assert table.rows[3][1] == ("À rejeter", "0", "0", "0", "0", "0", "3")
    shown = client.get(page(poll, "poll_result")).content.decode()
    assert "Le vote retient : Projet 2." in shown
    assert "milieu : mention majoritaire" in shown
    assert "Mention majoritaire « Bien » : 1 au-dessus, 2 égales, 0 au-dessous." in shown
    answer = client.get(f"/api/v1/polls/{poll.slug}/result/").json()
    assert answer["details"]["medians"][0] == ["002", 5]


@pytest.mark.parametrize("seed", range(3))
def test_a_bundle_of_grades_recounts_to_the_published_bytes(seed, tmp_path):
    poll, chance = judge(ballots_published="always", max_winners=2), Random(seed)
    for _ in range(15):
        make_ballot(poll, {no: chance.randint(1, 6) for no in chance.sample([1, 2, 3, 4], chance.randint(0, 4))})
    content = content_of(publish(poll))
    assert b"vote_type;scoring" in content.files["bulletins.pb"]
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told


def test_grades_on_paper_are_read_one_by_one(tmp_path):
    poll = judge(urns=1, paper="ballots", ballots_published="always")
    urn = poll.urns.get()
    for _ in range(2):
        strike_off(poll=poll, urn=urn, participant=make_participant(), by=publisher(), at=NOW)
    for slug in ("bulletin", "depouillement"):
        assert PAPERS[slug].made(poll, {}).startswith(b"%PDF")
    assert "6 Très bien" in PAPERS["bulletin"].content(poll, {})["how"]
    close_poll(poll=poll, at=AFTER)
    for by in (publisher(), make_user()):
        enter_ballots(urn=urn, ballots=[("valid", {1: BEST, 2: WORST}), ("void", [])], by=by, at=AFTER)
    poll = publish(poll)
    assert [one.no for one in result_of(poll).winners] == [1]
    content = content_of(poll)
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told


def test_the_minutes_say_grades_and_no_votes():
    assert minutes_pdf(judged()).startswith(b"%PDF")
