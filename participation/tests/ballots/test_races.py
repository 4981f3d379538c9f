"""Many hands at once: one ballot per person, one channel per person, nothing after the close. Real commits."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from crois_sens.kernel.refusals import Refusal
from participation.ballots.locks import NAMESPACE, keep_voters_out
from participation.ballots.models import Counted, Envelope, Leaf, Poll, Roll
from participation.ballots.operations import (
    cast_ballot,
    close_poll,
    count_poll,
    make_codes,
    prove_code,
    reconcile_poll,
    seal_poll,
    strike_off,
)
from participation.ballots.operations.casting import PollClosed, VotedOnPaper
from participation.ballots.operations.striking import VotedOnTheWeb
from participation.tests.factories.ballots import AFTER, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, publisher
from territories.tests.factories.accounts import make_participant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def at_once(*acts):
    """Run acts side by side, each on its own connection, started together; return outcomes or refusals in order."""
    gate = threading.Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_four_clicks_of_each_person_at_once_are_one_ballot_each():
    poll, people = make_poll(), [make_participant(email=f"p{no}@exemple.fr") for no in range(25)]
    cast = [
        lambda person=person, click=click: cast_ballot(poll=poll, participant=person, choices=[1 + click % 4], at=NOW)
        for person in people
        for click in range(4)
    ]
    receipts = []
    for start in range(0, len(cast), 20):
        receipts += at_once(*cast[start : start + 20])
    assert not [one for one in receipts if isinstance(one, Exception)]
    assert Roll.objects.filter(poll=poll).count() == Envelope.objects.filter(poll=poll).count() == 25
    assert sum(not receipt.replaced for receipt in receipts) == 25
    assert Leaf.objects.filter(poll=poll).count() == 100


def test_one_mailbox_behind_two_accounts_is_one_ballot_even_at_once():
    poll = make_poll()
    for _ in range(6):
        twins = [make_participant(email=email) for email in ("jo.d@gmail.com", "jod+vote@gmail.com")]
        at_once(*(lambda one=one: cast_ballot(poll=poll, participant=one, choices=[1], at=NOW) for one in twins))
        assert Roll.objects.filter(poll=poll).count() == 1


def test_web_and_desk_in_the_same_second_leave_one_vote():
    poll = make_poll(urns=1)
    urn, by = poll.urns.get(), publisher()
    outcomes = Counter()
    for no in range(12):
        person = make_participant(email=f"deux-{no}@exemple.fr")
        web, desk = at_once(
            lambda: cast_ballot(poll=poll, participant=person, choices=[1], at=NOW),
            lambda: strike_off(poll=poll, urn=urn, participant=person, by=by, at=NOW),
        )
        assert isinstance(web, VotedOnPaper) != isinstance(desk, VotedOnTheWeb)
        outcomes["web" if isinstance(desk, VotedOnTheWeb) else "paper"] += 1
    assert Roll.objects.filter(poll=poll).count() == 12
    assert Envelope.objects.filter(poll=poll).count() == outcomes["web"]


def waiting_for_the_lock() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE classid = %s AND NOT granted", [NAMESPACE])
        return cursor.fetchone()[0]


def test_a_voter_who_waited_for_the_close_is_refused():
    poll, person = make_poll(), make_participant(email="tard@exemple.fr")
    outcome = []

    def vote():
        try:
            outcome.append(cast_ballot(poll=poll, participant=person, choices=[1], at=NOW))
        except Refusal as refusal:
            outcome.append(refusal)
        finally:
            connection.close()

    voter = threading.Thread(target=vote)
    with transaction.atomic():
        keep_voters_out(poll.pk)
        voter.start()
        deadline = time.monotonic() + 10
        while not waiting_for_the_lock() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert waiting_for_the_lock() == 1
        assert outcome == []
        Poll.objects.filter(pk=poll.pk).update(closed_at=AFTER)
    voter.join()
    assert isinstance(outcome[0], PollClosed)
    assert not Roll.objects.filter(poll=poll).exists()


def test_every_acknowledged_vote_of_a_close_under_load_is_counted_and_no_other():
    poll = make_poll()
    people = [make_participant(email=f"charge-{no}@exemple.fr") for no in range(40)]

    def close():
        time.sleep(0.02)
        return close_poll(poll=poll, at=AFTER)

    votes = [lambda one=one: cast_ballot(poll=poll, participant=one, choices=[2], at=NOW) for one in people]
    outcomes = at_once(close, *votes)
    acknowledged = sum(not isinstance(one, Refusal) for one in outcomes[1:])
    assert all(isinstance(one, PollClosed) for one in outcomes if isinstance(one, Refusal))
    reconcile_poll(poll=poll, at=AFTER)
    count_poll(poll=poll, at=AFTER)
    assert Counted.objects.filter(poll=poll).count() == acknowledged == Roll.objects.filter(poll=poll).count()


def test_several_workers_close_reconcile_and_count_once():
    poll = make_poll()
    for _ in range(3):
        make_ballot(poll)
    for step in (close_poll, reconcile_poll, count_poll):
        assert sorted(at_once(*[lambda step=step: step(poll=poll, at=AFTER)] * 4)) == [False, False, False, True]
    assert Counted.objects.filter(poll=poll).count() == 3


def test_a_poll_is_sealed_once():
    poll = make_poll(sealed=False)
    by = publisher()
    outcomes = at_once(*[lambda: seal_poll(poll=poll, by=by, at=NOW)] * 3)
    assert sum(not isinstance(one, Refusal) for one in outcomes) == 1
    assert fresh(poll).versions.count() == 1


def test_two_accounts_that_prove_one_line_at_once_leave_it_to_one():
    poll = make_poll(sealed=False, key_method="code")
    letters = make_codes(poll=poll, number=10, by=publisher(), at=NOW)
    poll = seal_poll(poll=poll, by=publisher(), at=NOW)
    for _no, code in letters:
        pair = [make_participant() for _ in range(2)]
        acts = [lambda one=one, code=code: prove_code(poll=poll, participant=one, code=code, at=NOW) for one in pair]
        outcomes = at_once(*acts)
        assert sorted(type(one).__name__ for one in outcomes) == ["KeyTaken", "NoneType"]
    assert poll.electors.filter(participant__isnull=False).count() == 10


def test_many_guesses_at_once_count_as_many():
    poll = make_poll(sealed=False, key_method="code")
    make_codes(poll=poll, number=1, by=publisher(), at=NOW)
    poll, person = seal_poll(poll=poll, by=publisher(), at=NOW), make_participant()
    outcomes = at_once(*[lambda: prove_code(poll=poll, participant=person, code="AAAA", at=NOW)] * 12)
    assert Counter(type(one).__name__ for one in outcomes) == {"KeyUnknown": 5, "TooManyAttempts": 7}
