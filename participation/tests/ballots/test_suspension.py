"""A court's decision stops a vote where it stands, by every path, and deletes nothing."""

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from participation.ballots.life import Stage
from participation.ballots.models import Counted, Elector, Envelope, Leaf, Poll, Roll
from participation.ballots.operations import (
    cast_ballot,
    certify_poll,
    close_poll,
    count_poll,
    enter_late,
    extend_poll,
    move_polls_on,
    publish_result,
    reconcile_poll,
    record_council_decision,
    settle_duplicates,
    strike_off,
    tally_poll,
    undo_strike_off,
    withdraw_choice,
)
from participation.ballots.operations.sealing import NotAnExtension
from participation.ballots.operations.suspension import PollSuspended
from participation.consultations.operations import take_up_again, unfreeze_consultation
from participation.consultations.operations.calendar import InThePast, NotLater, PhaseOver
from participation.consultations.steps import step_url
from participation.tests.factories.ballots import AFTER, fresh, make_ballot, make_poll, suspend
from participation.tests.factories.consultations import DAY, NOW, make_phase, publisher
from territories.tests.factories.accounts import make_participant, make_staff

pytestmark = pytest.mark.django_db
GUARD = "suspended_vote_stands_still"

#: Every step of a vote, in order, and what takes it.
STEPS = {
    "closed_at": lambda poll: close_poll(poll=poll, at=AFTER),
    "reconciled_at": lambda poll: reconcile_poll(poll=poll, at=AFTER),
    "counted_at": lambda poll: count_poll(poll=poll, at=AFTER),
    "certified_at": lambda poll: certify_poll(poll=poll, by=publisher(), at=AFTER),
    "published_at": lambda poll: publish_result(poll=poll, by=publisher(), at=AFTER),
    "decided_at": lambda poll: record_council_decision(
        poll=poll, number="1", decided_on=AFTER.date(), by=publisher(), at=AFTER
    ),
}


def take(poll, step):
    STEPS[step](poll)
    if step == "counted_at":
        tally_poll(poll=fresh(poll), at=AFTER)


def before(step):
    """A poll with one ballot, for which that step comes next."""
    poll = make_poll()
    make_ballot(poll)
    for earlier in list(STEPS)[: list(STEPS).index(step)]:
        take(poll, earlier)
    return fresh(poll)


def refused_by_the_database(change):
    with pytest.raises(IntegrityError, match=GUARD), transaction.atomic():
        change()


def raw(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("step", STEPS)
def test_no_step_is_taken_by_operation_update_or_raw_sql(step):
    poll = suspend(before(step), at=AFTER)
    with pytest.raises(PollSuspended, match="Tribunal administratif de Nancy"):
        STEPS[step](poll)
    by = {"certified_at": {"certified_by": publisher()}, "published_at": {"published_by": publisher()}}.get(step, {})
    refused_by_the_database(lambda: Poll.objects.filter(pk=poll.pk).update(**{step: AFTER}, **by))
    refused_by_the_database(lambda: raw(f"UPDATE participation_poll SET {step} = now() WHERE id = %s", poll.pk))
    unfreeze_consultation(consultation=poll.consultation, reason="Rejet au fond", by=publisher(), at=AFTER)
    take(fresh(poll), step)
    assert getattr(fresh(poll), step) == AFTER


def test_no_ballot_and_nobody_on_the_roll_comes_in():
    poll = make_poll(urns=1)
    urn, person = poll.urns.get(), make_participant(email="jeanne@exemple.fr")
    strike_off(poll=poll, urn=urn, line_no=1, by=publisher(), at=NOW)
    make_ballot(poll, participant=person)
    poll = suspend(poll)
    with pytest.raises(PollSuspended):
        cast_ballot(poll=poll, participant=make_participant(), choices=[1], at=NOW)
    with pytest.raises(PollSuspended):
        strike_off(poll=poll, urn=urn, line_no=2, by=publisher(), at=NOW)
    with pytest.raises(PollSuspended):
        undo_strike_off(poll=poll, urn=urn, line_no=1, reason="Erreur", by=publisher(), at=NOW)
    common = {"consultation": poll.consultation, "poll": poll}
    elector = Elector.objects.create(**common, key_hmac="0" * 64)
    refused_by_the_database(lambda: Roll.objects.create(**common, elector=elector, channel="web"))
    refused_by_the_database(lambda: Envelope.objects.filter(poll=poll).update(choices=[2]))
    assert Roll.objects.filter(poll=poll).count() == 2


def test_paper_waits_too():
    poll = make_poll(urns=1)
    close_poll(poll=poll, at=AFTER)
    poll = suspend(poll, at=AFTER)
    with pytest.raises(PollSuspended):
        enter_late(poll=poll, urn=poll.urns.get(), line_no=1, by=publisher(), at=AFTER)
    with pytest.raises(PollSuspended):
        settle_duplicates(poll=poll, by=publisher(), at=AFTER)


def test_nothing_is_deleted():
    poll = before("reconciled_at")
    suspend(poll, at=AFTER)
    refused_by_the_database(lambda: Envelope.objects.filter(poll=poll).delete())
    refused_by_the_database(lambda: raw("DELETE FROM participation_envelope"))
    assert Envelope.objects.filter(poll=poll).count() == Leaf.objects.filter(poll=poll).count() == 1


def test_workers_leave_a_suspended_vote_where_it_is_and_take_it_up_afterwards():
    poll = make_poll()
    make_ballot(poll)
    poll = suspend(poll)
    assert poll.stage(AFTER) is Stage.SUSPENDED
    assert move_polls_on(at=AFTER) == []
    unfreeze_consultation(consultation=poll.consultation, reason="Rejet au fond", by=publisher(), at=AFTER)
    assert f"counted {poll.slug}" in move_polls_on(at=AFTER)
    assert Counted.objects.filter(poll=poll).count() == 1


def test_a_suspended_vote_may_be_given_more_time_or_lose_a_project_in_public():
    poll = suspend(make_poll())
    extend_poll(poll=poll, closes_at=poll.closes_at + 9 * DAY, reason="Suspension", by=publisher(), at=NOW)
    withdraw_choice(choice=poll.choices.get(no=2), reason="Jugement", by=publisher(), at=NOW)
    assert list(fresh(poll).versions.values_list("kind", "reason")) == [
        ("sealed", ""),
        ("extended", "Suspension"),
        ("withdrawal", "Jugement"),
    ]


def test_a_vote_gets_its_time_back_when_the_decision_is_lifted_after_its_last_day():
    poll = make_poll()
    count = make_phase(poll.consultation, kind="count", opens=5, closes=6)
    poll = suspend(poll)
    late, until = NOW + 40 * DAY, NOW + 45 * DAY
    lifted = {"consultation": poll.consultation, "reason": "Rejet au fond.", "by": publisher(), "at": late}
    take_up_again(**lifted, vote_closes_at=until)
    poll = fresh(poll)
    assert (poll.stage(late), poll.closes_at) == (Stage.OPEN, until)
    version = poll.versions.last()
    assert (version.no, version.kind, version.reason) == (2, "extended", "Rejet au fond.")
    count.refresh_from_db()
    assert (count.opens_at, count.closes_at) == (until, until + DAY)
    assert move_polls_on(at=late) == []
    make_ballot(poll, at=late + DAY)


def test_only_time_that_was_taken_is_given_back():
    poll = suspend(make_poll())
    late = NOW + 40 * DAY
    for until, refusal in ((late, InThePast), (NOW + DAY, InThePast)):
        with pytest.raises(refusal):
            take_up_again(consultation=poll.consultation, reason="x", vote_closes_at=until, by=publisher(), at=late)
    with pytest.raises(NotLater):
        take_up_again(consultation=poll.consultation, reason="x", vote_closes_at=NOW + DAY, by=publisher(), at=NOW)
    over = suspend(make_poll(), at=AFTER)
    with pytest.raises(PhaseOver):
        take_up_again(consultation=over.consultation, reason="x", vote_closes_at=late, by=publisher(), at=AFTER)
    with pytest.raises(NotAnExtension):
        extend_poll(poll=over, closes_at=late, reason="Trop tard", by=publisher(), at=AFTER)
    assert fresh(poll).consultation.frozen_at == NOW


def test_a_manager_lifts_a_suspension_and_is_offered_the_time_that_was_left(client):
    poll = suspend(make_poll())
    client.force_login(make_staff("manager", poll.consultation.area))
    page = step_url(poll.consultation, "reprendre")
    with time_machine.travel(NOW + 40 * DAY, tick=False):
        form = client.get(page).context["form"]
        offered = form["vote_closes_at"].value().isoformat(timespec="minutes")
        assert form.initial["vote_closes_at"] == NOW + 45 * DAY
        client.post(page, {"vote_closes_at": offered, "reason": "Rejet au fond."})
        assert fresh(poll).stage(NOW + 40 * DAY) is Stage.OPEN
    over = suspend(make_poll(), at=AFTER)
    client.force_login(make_staff("manager", over.consultation.area))
    assert "vote_closes_at" not in client.get(step_url(over.consultation, "reprendre")).context["form"].fields
