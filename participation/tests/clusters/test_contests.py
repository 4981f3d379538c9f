"""Between a decision that sets votes aside and the count there is time to contest it, and the commission answers."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from participation.ballots.contract import contract_for
from participation.ballots.models import Elector, Envelope, Poll
from participation.ballots.operations import move_polls_on, reconcile_poll
from participation.ballots.steps import cockpit_url
from participation.clusters.models import Answer, Cluster, ClusterMember, ClusterReview, Verdict
from participation.clusters.operations import (
    AlreadyContested,
    AlreadyDecided,
    ContestOpen,
    ContestOver,
    ContestWithoutReason,
    DecisionWithoutReason,
    NothingToContest,
    ReviewsUnanswered,
    TooLateToDecide,
    answer_review,
    ask_review,
    search_clusters,
    settle_clusters,
)
from participation.clusters.panels import erase, waiting_for, what_we_know
from participation.tests.clusters.test_clusters import decide, vote_as_many
from participation.tests.factories.ballots import AFTER, close, fresh, make_poll
from participation.tests.factories.consultations import NOW, publisher
from participation.tests.factories.voters import listed_poll
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
REASON = "Nous sommes sept salariés du même atelier."


def decided(*, at=AFTER, verdict=Verdict.ONE, **fields) -> Poll:
    """A closed vote on the web with seven accounts that were found to be one person's."""
    poll = make_poll(**fields)
    vote_as_many(poll, start=Elector.objects.count())
    poll = close(poll)
    search_clusters(poll=poll, at=at)
    decide(Cluster.objects.get(poll=poll), verdict, at=at)
    return fresh(poll)


def member_of(poll, place=3) -> ClusterMember:
    return ClusterMember.objects.select_related("elector__participant__user").filter(poll=poll)[place]


def ask(poll, place=3, *, reason=REASON, at=AFTER):
    return ask_review(member=member_of(poll, place), reason=reason, at=at)


def answer(review, verdict=Answer.HEARD, *, said="Vu sur leur contrat de travail.", at=AFTER):
    answer_review(review=review, verdict=verdict, answer=said, by=publisher(), at=at)


def page(poll):
    return reverse("participation:contest_decision", args=[poll.slug])


def test_the_time_to_contest_is_sealed_where_an_address_is_all_that_is_asked():
    assert contract_for(make_poll(contest_hours=72)).json["electorate"]["contest_hours"] == 72
    assert "contest_hours" not in contract_for(listed_poll()).json["electorate"]
    poll = make_poll()
    with pytest.raises(IntegrityError, match="poll_is_frozen"), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(contest_hours=0)
    with pytest.raises(IntegrityError, match="poll_contest_lasts_a_month_at_most"), transaction.atomic():
        make_poll(sealed=False, contest_hours=721)


def test_the_count_waits_until_nobody_can_contest_any_more(client):
    poll = decided()
    with pytest.raises(ContestOpen, match="peut encore être contestée"):
        reconcile_poll(poll=poll, at=AFTER + 47 * HOUR)
    assert move_polls_on(at=AFTER + 47 * HOUR) == []
    with time_machine.travel(AFTER + HOUR, tick=False):
        shown = client.get(poll.get_absolute_url()).text
        assert "peut encore être contestée" in shown
        assert "dépouillement est en cours" not in shown
        client.force_login(make_staff("manager", poll.consultation.area))
        assert "Ce que le dépouillement attend" in client.get(cockpit_url(poll)).text
    assert f"counted {poll.slug}" in move_polls_on(at=AFTER + 48 * HOUR)


def test_without_a_delay_the_count_follows_at_once():
    poll = decided(contest_hours=0)
    assert "dites-le à" in Notice.objects.filter(kind="poll.set_aside").first().text
    with pytest.raises(ContestOver):
        ask(poll)
    reconcile_poll(poll=poll, at=AFTER)


def test_who_joins_later_has_their_time_too():
    poll = make_poll()
    vote_as_many(poll)
    search_clusters(poll=poll, at=NOW)
    decide(Cluster.objects.get())
    vote_as_many(poll, 1, start=7)
    poll = close(poll)
    search_clusters(poll=poll, at=AFTER)
    with pytest.raises(ContestOpen):
        reconcile_poll(poll=poll, at=AFTER + HOUR)
    assert Notice.objects.filter(kind="poll.set_aside").count() == 8


def test_somebody_contests_the_commission_answers_and_their_vote_counts(client):
    poll = decided()
    user = member_of(poll).elector.participant.user
    mail = Notice.objects.get(kind="poll.set_aside", participant=user.participant)
    assert (mail.url, "demandez un réexamen avant le" in mail.text) == (page(poll), True)
    client.force_login(user)
    with time_machine.travel(AFTER + HOUR, tick=False):
        assert "numérotées" in client.get(page(poll)).text
        assert client.post(page(poll), {"reason": " "}).status_code == 200
        assert client.post(page(poll), {"reason": REASON}).url == page(poll)
        assert "n’a pas encore répondu" in client.get(page(poll)).text
        judge = make_staff("commission", poll.consultation.area)
        assert waiting_for(user=judge, at=timezone.now())[0]["count"].count() == 1
        client.force_login(judge)
        cluster = Cluster.objects.get()
        shown = client.get(reverse("admin:participation_cluster_change", args=[cluster.pk])).text
        assert REASON in shown
        assert "vote3@" not in shown
        step = reverse("admin:participation_cluster_step", args=[cluster.pk, "repondre"])
        assert REASON in client.get(step).text
        review = ClusterReview.objects.get()
        done = client.post(step, {"review": review.pk, "verdict": "heard", "answer": "Vu sur leur contrat."})
        assert done.status_code == 302
        client.force_login(user)
        assert "La commission vous donne raison : votre vote compte." in client.get(page(poll)).text
    assert "vous donne raison" in Notice.objects.get(key__startswith="poll.reviewed:").text
    reconcile_poll(poll=poll, at=AFTER + 49 * HOUR)
    assert Envelope.objects.filter(poll=poll).count() == 2
    assert member_of(poll).set_aside_at is None


def test_a_decision_that_is_upheld_sets_the_vote_aside():
    poll = decided()
    review = ask(poll)
    with pytest.raises(ReviewsUnanswered, match=": 1"):
        reconcile_poll(poll=poll, at=AFTER + 49 * HOUR)
    answer(review, Answer.UPHELD)
    reconcile_poll(poll=poll, at=AFTER + 49 * HOUR)
    assert Envelope.objects.filter(poll=poll).count() == 1
    assert member_of(poll).set_aside_at is not None


def test_where_the_first_account_is_somebody_else_the_next_one_counts():
    poll = decided()
    answer(ask(poll, 0))
    reconcile_poll(poll=poll, at=AFTER + 49 * HOUR)
    assert [one.set_aside_at is None for one in ClusterMember.objects.filter(poll=poll)] == [True, True, *[False] * 5]


def test_a_review_is_asked_once_in_time_and_with_a_reason():
    poll = decided()
    with pytest.raises(ContestWithoutReason):
        ask(poll, reason=" ")
    with pytest.raises(ContestOver):
        ask(poll, at=AFTER + 48 * HOUR)
    ask(poll, at=AFTER + 47 * HOUR)
    with pytest.raises(AlreadyContested):
        ask(poll)
    with pytest.raises(NothingToContest):
        ask(decided(verdict=Verdict.ALL))


def test_an_answer_is_given_once_with_a_reason_and_before_the_rolls_are_settled():
    poll = decided()
    review = ask(poll)
    with pytest.raises(DecisionWithoutReason):
        answer(review, said=" ")
    answer(review)
    with pytest.raises(AlreadyDecided):
        answer(review)
    reconcile_poll(poll=poll, at=AFTER + 49 * HOUR)
    with pytest.raises(TooLateToDecide):
        answer(review)
    with pytest.raises(IntegrityError, match="cluster_until_reconciled"), transaction.atomic():
        ClusterReview.objects.update(verdict=Answer.UPHELD)
    with pytest.raises(IntegrityError, match="cluster_until_reconciled"), transaction.atomic():
        ask_too_late(poll)


def ask_too_late(poll):
    """Write a review past every rule of the house."""
    common = {"consultation": poll.consultation, "poll": poll}
    ClusterReview.objects.create(**common, member=member_of(poll, 1), reason=REASON, asked_at=AFTER)


def test_an_answer_has_its_reason_in_the_database_too():
    review = ask(decided())
    with pytest.raises(IntegrityError, match="cluster_review_answered_with_a_reason"), transaction.atomic():
        ClusterReview.objects.filter(pk=review.pk).update(verdict=Answer.HEARD)


def test_what_a_person_wrote_is_theirs_to_take_and_to_erase():
    poll = decided()
    review, participant = ask(poll), member_of(poll).elector.participant
    assert what_we_know(participant=participant)["reviews"][0]["reason"] == REASON
    answer(review)
    reconcile_poll(poll=poll, at=AFTER + 49 * HOUR)
    erase(participant=participant, at=AFTER + 50 * HOUR)
    assert ClusterReview.objects.get().reason == ""


def test_to_others_there_is_no_page(client):
    poll = decided()
    client.force_login(make_user())
    assert client.get(page(poll)).status_code == 404
    assert client.get(page(decided(verdict=Verdict.ALL))).status_code == 404


def test_settling_again_changes_nothing():
    poll = decided()
    settle_clusters(poll=poll, at=AFTER + 49 * HOUR)
    settle_clusters(poll=poll, at=AFTER + 50 * HOUR)
    assert Envelope.objects.filter(poll=poll).count() == 1
