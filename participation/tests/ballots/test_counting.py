"""Counting: each voter once, in canonical order, fixed for good, with nothing left that links them."""

import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.ballots.life import GRACE
from participation.ballots.models import Basket, ChannelCount, Counted, Envelope, Leaf, Roll, Tally
from participation.ballots.operations import (
    close_poll,
    count_poll,
    destroy_links,
    enter_totals,
    move_polls_on,
    reconcile_poll,
    remember_choice,
    strike_off,
    tally_poll,
)
from participation.ballots.operations.casting import VotedOnPaper
from participation.ballots.operations.counting import NotReconciled, StillOpen
from participation.ballots.operations.striking import AlreadyStruckOff, VotedOnTheWeb
from participation.ballots.results import result_of
from participation.tests.factories.ballots import AFTER, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, publisher
from territories.tests.factories.accounts import make_participant, make_user

pytestmark = pytest.mark.django_db


def ballots(poll):
    return list(Counted.objects.filter(poll=poll).order_by("no").values_list("no", "choices"))


def test_ballots_are_counted_in_the_order_of_their_content():
    poll = make_poll()
    for choices in ([3], [1, 2], [2], [], [1], [1, 2]):
        make_ballot(poll, choices)
    poll = count_votes(poll)
    assert ballots(poll) == [(1, []), (2, [1]), (3, [1, 2]), (4, [1, 2]), (5, [2]), (6, [3])]
    web = ChannelCount.objects.get(poll=poll)
    assert (web.voters, web.blank, web.votes) == (6, 1, {"001": 3, "002": 3, "003": 1, "004": 0})


def test_the_same_ballots_in_another_order_give_the_same_bytes():
    results = []
    for order in ([[3], [1, 2], [2]], [[2], [3], [1, 2]]):
        poll = make_poll()
        for choices in order:
            make_ballot(poll, choices)
        poll = count_votes(poll)
        results.append((ballots(poll), Tally.objects.get(poll=poll).result_json))
    assert results[0] == results[1]


def test_a_tally_run_again_is_the_same_row():
    poll = make_poll()
    make_ballot(poll)
    poll = count_votes(poll)
    first = Tally.objects.get(poll=poll)
    assert tally_poll(poll=poll, at=AFTER) == first


def test_nothing_is_closed_before_its_hour_nor_counted_before_it_is_reconciled():
    poll = make_poll(urns=1)
    for early in (NOW, poll.closes_at, poll.closes_at + GRACE - timedelta(microseconds=1)):
        with pytest.raises(StillOpen):
            close_poll(poll=poll, at=early)
    assert close_poll(poll=poll, at=poll.closes_at + GRACE)
    assert not close_poll(poll=poll, at=AFTER)
    with pytest.raises(NotReconciled):
        count_poll(poll=poll, at=AFTER)


def test_each_step_is_done_once():
    poll = make_poll()
    make_ballot(poll)
    close_poll(poll=poll, at=AFTER)
    assert reconcile_poll(poll=poll, at=AFTER)
    assert not reconcile_poll(poll=poll, at=AFTER)
    assert count_poll(poll=poll, at=AFTER)
    assert not count_poll(poll=poll, at=AFTER)
    assert Counted.objects.filter(poll=poll).count() == 1


def test_the_count_destroys_what_ties_a_ballot_to_a_person():
    poll = make_poll()
    person = make_ballot(poll)
    remember_choice(poll=poll, participant=make_participant(), at=NOW)
    make_ballot(poll, [2], participant=person)
    poll = count_votes(poll)
    assert not Envelope.objects.filter(poll=poll).exists()
    assert not Basket.objects.filter(poll=poll).exists()
    assert Roll.objects.filter(poll=poll).count() == 1
    assert sorted(Leaf.objects.filter(poll=poll).values_list("kept", flat=True)) == [False, True]


def test_leaves_are_written_anew_so_that_no_transaction_tells_who_came_when():
    poll = make_poll()
    for _ in range(3):
        make_ballot(poll)
    poll = count_votes(poll)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM participation_leaf WHERE poll_id = %s", [poll.pk])
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("model", [Counted, ChannelCount, Tally])
def test_what_was_counted_refuses_to_change_and_to_grow(model):
    poll = make_poll()
    make_ballot(poll)
    poll = count_votes(poll)
    row = model.objects.get(poll=poll)
    with pytest.raises(IntegrityError, match="written_once"), transaction.atomic():
        model.objects.filter(poll=poll).update(poll=poll)
    with pytest.raises(IntegrityError, match="written_once"), transaction.atomic():
        row.delete()
    if model is not Tally:
        row.pk, row.no, row.channel = None, 99, "all"
        with pytest.raises(IntegrityError, match="counted_set_is_fixed"), transaction.atomic():
            row.save(force_insert=True)


def test_a_web_vote_passes_the_steps_by_itself():
    poll = make_poll()
    make_ballot(poll)
    assert move_polls_on(at=NOW) == []
    slug = poll.slug
    done = move_polls_on(at=AFTER)
    assert done == [f"closed {slug}", f"reconciled {slug}", f"counted {slug}", f"tallied {slug}"]
    assert move_polls_on(at=AFTER) == []
    assert result_of(fresh(poll)).voters == 1


def test_a_vote_with_paper_waits_for_its_sheets():
    poll = make_poll(urns=1)
    assert move_polls_on(at=AFTER) == [f"closed {poll.slug}"]


@pytest.mark.django_db(transaction=True)
def test_the_tables_are_rewritten_after_the_count():
    poll = make_poll()
    make_ballot(poll)
    with pytest.raises(NotReconciled):
        destroy_links(poll=poll, at=AFTER)
    done, deadline = move_polls_on(at=AFTER), time.monotonic() + 90
    while not fresh(poll).links_destroyed_at and time.monotonic() < deadline:
        time.sleep(0.1)  # the server's own housekeeping may still read what was there before the count
        done = move_polls_on(at=AFTER)
    assert done[-1] == f"links destroyed of {poll.slug}"
    assert move_polls_on(at=AFTER) == []
    assert fresh(poll).links_destroyed_at == AFTER
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('participation_envelope')")
        assert cursor.fetchone() == (0,)


# Each act: (person, "web", choices) or (person, "paper", None).
ACTS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.one_of(st.none(), st.frozensets(st.integers(1, 4), max_size=3).map(sorted)),
    ),
    max_size=14,
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
def test_whatever_the_order_of_votes_changes_and_strike_offs_each_voter_counts_once(acts):
    poll = make_poll(urns=1)
    urn, people = poll.urns.get(), [make_user().participant for _ in range(6)]
    expected = {}
    for person, choices in acts:
        try:
            if choices is None:
                strike_off(poll=poll, urn=urn, participant=people[person], by=publisher(), at=NOW)
                assert person not in expected
                expected[person] = "paper"
            else:
                make_ballot(poll, choices, participant=people[person])
                assert expected.get(person) != "paper"
                expected[person] = choices
        except (VotedOnPaper, AlreadyStruckOff):
            assert expected[person] == "paper"
        except VotedOnTheWeb:
            assert expected[person] != "paper"
    on_paper = sum(how == "paper" for how in expected.values())
    close_poll(poll=poll, at=AFTER)
    for by in (publisher(), make_user()):
        enter_totals(urn=urn, voters=on_paper, blank=0, void=0, votes={1: on_paper}, by=by, at=AFTER)
    poll = count_votes(poll)
    assert Roll.objects.filter(poll=poll).count() == len(expected)
    web = sorted(how for how in expected.values() if how != "paper")
    assert [choices for _no, choices in ballots(poll)] == web
    assert Leaf.objects.filter(poll=poll, kept=True).count() == len(web)
    assert result_of(poll).voters == len(expected)


@pytest.mark.django_db(transaction=True)
def test_the_link_is_not_said_destroyed_while_somebody_still_reads_it():
    poll = make_poll()
    make_ballot(poll)
    close_poll(poll=poll, at=AFTER)
    reader = connection.copy()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM participation_envelope")
        reconcile_poll(poll=poll, at=AFTER)
        count_poll(poll=poll, at=AFTER)
        assert not destroy_links(poll=poll, at=AFTER)
        assert fresh(poll).links_destroyed_at is None
    reader.close()


def bytes_on_disk(table):
    """Every page of a table as it lies on the disk, rows that were deleted included."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
        cursor.execute(
            "SELECT get_raw_page(%s, no::int) FROM generate_series(0, pg_relation_size(%s) / 8192 - 1) no",
            [table, table],
        )
        return b"".join(bytes(page) for (page,) in cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_no_disk_page_ties_a_person_to_a_ballot_after_the_count():
    poll, person = make_poll(), make_participant(email="jeanne@exemple.fr")
    make_ballot(poll, [1, 3], participant=person)
    make_ballot(poll, [2], participant=person)
    nonce = Envelope.objects.get(poll=poll).nonce.encode()
    tables = [model._meta.db_table for model in (Envelope, Leaf, Basket, Roll, Counted)]
    close_poll(poll=poll, at=AFTER)
    reconcile_poll(poll=poll, at=AFTER)
    count_poll(poll=poll, at=AFTER)
    # The control: the count deletes the envelope, and its bytes are still there for whoever reads the disk.
    assert not Envelope.objects.filter(poll=poll).exists()
    assert nonce in bytes_on_disk(Envelope._meta.db_table)
    deadline = time.monotonic() + 90
    while not destroy_links(poll=poll, at=AFTER) and time.monotonic() < deadline:
        time.sleep(0.1)  # the server's own housekeeping may still read what was there before the count
    assert fresh(poll).links_destroyed_at == AFTER
    for table in tables:
        assert nonce not in bytes_on_disk(table), table
    assert bytes_on_disk(Envelope._meta.db_table) == b""
