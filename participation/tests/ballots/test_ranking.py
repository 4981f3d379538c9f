"""Ranking, from the ballot to the recount: a rank for each answer, decided by duels or by successive rounds."""

import re
from random import Random

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from participation.ballots.bundle.content import content_of
from participation.ballots.contract import contract_for
from participation.ballots.method_tables import answers_table, figure_of
from participation.ballots.models import Envelope, Poll
from participation.ballots.operations import (
    close_poll,
    enter_ballots,
    issues_before_sealing,
    strike_off,
    withdraw_choice,
)
from participation.ballots.results import result_of
from participation.ballots.rules import BallotForm
from participation.ballots.rules.ballot_file import read
from participation.ballots.rules.refusals import SameRank
from participation.papers.catalogue import PAPERS
from participation.tests.ballots.test_bundle import publish, recount, written
from participation.tests.factories.ballots import AFTER, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, publisher
from territories.tests.factories.accounts import make_participant, make_user

pytestmark = pytest.mark.django_db
FORM = BallotForm(kind="ranking", maximum=None, blank=True)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def rank(**fields) -> Poll:
    """Four answers to rank, open at ``NOW``."""
    return make_poll(**{"ballot_kind": "ranking", "rule": "schulze", "ballots_published": "always", **fields})


def runoff(**fields) -> Poll:
    return rank(rule="instant-runoff", **fields)


def page(poll, name):
    return reverse(f"participation:{name}", args=[poll.slug])


@given(st.dictionaries(st.sampled_from("1234"), st.integers(0, 9)))
def test_only_the_order_of_ranks_counts_and_each_is_given_once(marks):
    offered = dict.fromkeys("1234", 0)
    wanted = {one: number for one, number in marks.items() if number}
    if len(set(wanted.values())) < len(wanted):
        with pytest.raises(SameRank):
            FORM.check_numbers(marks, offered)
        return
    kept = FORM.check_numbers(marks, offered)
    assert sorted(kept.values()) == list(range(1, len(wanted) + 1))
    assert sorted(kept, key=kept.get) == sorted(wanted, key=wanted.get)


def test_the_sealed_rule_and_what_it_cannot_do():
    assert contract_for(rank(max_winners=2)).json["rule"] == {"name": "schulze", "seats": 2}
    assert contract_for(runoff()).json["rule"] == {"name": "instant-runoff"}
    poll = runoff(max_winners=2, urns=1, sealed=False)
    assert {issue.code for issue in issues_before_sealing(poll, at=NOW)} == {
        "runoff_has_one_winner",
        "numbers_need_ballots",
    }


def test_ranks_from_the_ballot_to_the_receipt_without_javascript(client):
    poll = rank()
    client.force_login(make_user())
    shown = client.get(page(poll, "ballot")).content.decode()
    assert shown.count('<select id="rang-') == 4
    answer = client.post(page(poll, "ballot"), {"points_1": "4", "points_2": "", "points_3": "2"})
    confirm = " ".join(client.get(answer.url).content.decode().split())
    assert "· rang 1" in confirm
    assert "· rang 2" in confirm
    client.post(answer.url)
    envelope = Envelope.objects.get(poll=poll)
    assert (envelope.choices, envelope.points) == ([1, 3], [2, 1])


def test_a_rank_given_twice_is_refused_and_stays_on_the_page(client):
    answer = client.post(page(rank(), "ballot"), {"points_1": "1", "points_2": "1"})
    told = answer.content.decode()
    assert "Un même rang est donné deux fois : classez l’un avant l’autre." in told
    assert len(re.findall(r'<option value="1" selected>', told)) == 2


#: 1 wins its duels although 2 has the most first ranks; by rounds 2 wins.
VOTES = [({2: 1, 1: 2, 3: 3}, 4), ({3: 1, 1: 2, 2: 3}, 3), ({1: 1, 2: 2}, 2)]


def voted(poll) -> Poll:
    for marks, times in VOTES:
        for _ in range(times):
            make_ballot(poll, marks)
    make_ballot(poll, {})
    return publish(poll)


def test_duels_decide_by_schulze_and_the_page_shows_each(client):
    poll = voted(rank())
    result = result_of(poll)
    assert [figure_of(result, one) for one in result.winners] == ["3 réponses devancées"]
    assert [one.no for one in result.projects] == [1, 2, 3, 4]
    table = answers_table(result)
    assert table.heads == ("Réponses devancées", "avant 1", "avant 2", "avant 3", "avant 4")
    assert table.rows[0][1] == ("3", "–", "5", "6", "9")
    shown = client.get(page(poll, "poll_result")).content.decode()
    assert "Le vote retient : Projet 1." in shown
    assert "Face à face, préféré à 3 des 3 autres" in shown


def test_rounds_decide_by_run_off_and_the_page_shows_each(client):
    poll = voted(runoff())
    result = result_of(poll)
    table = answers_table(result)
    assert table.heads == ("Tour 1", "Tour 2", "Tour 3")
    assert [one.no for one in result.winners] == [2]
    assert table.rows[0][1] == ("4", "4", "6")
    shown = client.get(page(poll, "poll_result")).content.decode()
    assert "Retenu au tour 3 : 6 bulletins sur 9 encore en jeu." in shown


@pytest.mark.parametrize("make", [rank, runoff])
@pytest.mark.parametrize("seed", range(2))
def test_a_bundle_of_ranks_recounts_to_the_published_bytes(make, seed, tmp_path):
    poll, chance = make(), Random(seed)
    for _ in range(15):
        chosen = chance.sample([1, 2, 3, 4], chance.randint(0, 4))
        make_ballot(poll, {no: place for place, no in enumerate(chosen, start=1)})
    withdraw_choice(choice=poll.choices.get(no=3), reason="Impossible", by=publisher(), at=NOW)
    content = content_of(publish(fresh(poll)))
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told
    file = read(content.files["bulletins.pb"].decode().splitlines(keepends=True))
    assert file.vote_type == "ordinal"
    assert file.profile.voters == 15


def test_ranks_on_paper_are_read_one_by_one(tmp_path):
    poll = runoff(urns=1, paper="ballots")
    urn = poll.urns.get()
    for _ in range(2):
        strike_off(poll=poll, urn=urn, participant=make_participant(), by=publisher(), at=NOW)
    for slug in ("bulletin", "depouillement"):
        assert PAPERS[slug].made(poll, {}).startswith(b"%PDF")
    assert "Écrivez 1 dans la case" in PAPERS["bulletin"].content(poll, {})["how"]
    close_poll(poll=poll, at=AFTER)
    for by in (publisher(), make_user()):
        enter_ballots(urn=urn, ballots=[("valid", {4: 1, 2: 2}), ("blank", [])], by=by, at=AFTER)
    poll = publish(poll)
    assert [one.no for one in result_of(poll).winners] == [4]
    content = content_of(poll)
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told
