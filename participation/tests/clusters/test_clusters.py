"""A hundred accounts of one person: put before the commission, decided with a reason, told on the result."""

import json
from runpy import run_path

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from participation.ballots.bundle.content import RECOUNT, content_of
from participation.ballots.models import Envelope, Roll
from participation.ballots.operations import (
    cast_ballot,
    certify_poll,
    move_polls_on,
    publish_result,
    reconcile_poll,
)
from participation.ballots.results import result_of
from participation.ballots.turnout import turnout_of
from participation.clusters.models import Cluster, ClusterMember, Verdict
from participation.clusters.operations import (
    AlreadyDecided,
    ClustersUndecided,
    DecisionWithoutReason,
    TooLateToDecide,
    decide_cluster,
    search_clusters,
)
from participation.clusters.panels import waiting_for, waiting_in
from participation.tests.factories.ballots import AFTER, close, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, publisher
from participation.tests.factories.voters import cast, listed_poll, prove_line, resident
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db


def vote_as_many(poll, number=7, *, start=0, choices=(1,)):
    """Somebody opens accounts one after the other, and votes with each."""
    for place in range(start, start + number):
        user = make_user(email=f"vote{place}@jetable.example")
        cast_ballot(poll=poll, participant=user.participant, choices=choices, at=NOW)


def clustered(number=7):
    """A vote with one cluster of so many accounts, and three people beside it."""
    poll = make_poll()
    vote_as_many(poll, number)
    for _ in range(3):
        make_ballot(poll, [2])
    search_clusters(poll=poll, at=NOW)
    return poll, Cluster.objects.get(poll=poll)


def decide(cluster, verdict=Verdict.ONE, reason="Sept adresses numérotées, créées en une heure", at=NOW):
    decide_cluster(cluster=cluster, verdict=verdict, reason=reason, by=publisher(), at=at)


def test_accounts_that_look_alike_become_a_cluster_once():
    poll, cluster = clustered()
    assert cluster.members.count() == 7
    assert cluster.signs == [["alike", "vote#@jetable.example"], ["domain", "jetable.example"]]
    assert search_clusters(poll=poll, at=NOW) == 0
    vote_as_many(poll, 2, start=7)
    assert search_clusters(poll=poll, at=NOW) == 2
    assert Cluster.objects.get().members.count() == 9


def test_the_vote_waits_for_the_commission_and_counts_one_vote_of_one_person():
    poll, cluster = clustered()
    poll = close(poll)
    with pytest.raises(ClustersUndecided, match=": 1"):
        reconcile_poll(poll=poll, at=AFTER)
    decide(cluster)
    poll = count_votes(fresh(poll))
    assert result_of(poll).voters == 4
    assert {one.no: one.votes for one in result_of(poll).projects}[1] == 1
    (aside,) = turnout_of(poll).set_aside
    assert aside.number == 6
    assert "numérotées" in aside.motive
    assert poll.gap_reason == ""
    assert Roll.objects.filter(poll=poll).count() == 10


def test_the_vote_of_the_first_account_is_the_one_that_counts():
    poll = make_poll()
    vote_as_many(poll, 1, choices=[3])
    vote_as_many(poll, 6, start=1)
    search_clusters(poll=poll, at=NOW)
    decide(Cluster.objects.get())
    close(poll)
    reconcile_poll(poll=poll, at=AFTER)
    assert [one.choices for one in Envelope.objects.filter(poll=poll)] == [[3]]


def test_the_bundle_says_how_many_were_set_aside_and_its_roll_still_adds_up():
    poll, cluster = clustered()
    decide(cluster)
    poll = count_votes(close(poll))
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    files = content_of(fresh(poll)).files
    assert json.loads(files["dossier.json"])["set_aside_on_web"] == 6
    assert b"web,10" in files["emargement.csv"] or b"web;10" in files["emargement.csv"]
    namespace = run_path(str(RECOUNT))
    totals, about = namespace["read_totals"](files), json.loads(files["dossier.json"])
    rule = json.loads(files["regle.json"])
    namespace["check_totals"](files, rule, about, totals, None, None)
    with pytest.raises(namespace["Wrong"], match="on the roll"):
        namespace["check_totals"](files, rule, {**about, "set_aside_on_web": 5}, totals, None, None)


def test_several_people_keep_all_their_votes():
    poll, cluster = clustered()
    decide(cluster, Verdict.ALL)
    vote_as_many(poll, 2, start=7)
    assert search_clusters(poll=poll, at=NOW) == 0
    poll = count_votes(close(poll))
    assert result_of(poll).voters == 12
    assert turnout_of(poll).set_aside == ()


def test_a_decision_holds_for_accounts_that_join_and_all_are_told():
    poll, cluster = clustered()
    decide(cluster)
    told = Notice.objects.filter(kind="poll.set_aside")
    assert told.count() == 7
    assert "numérotées" in told.first().text
    vote_as_many(poll, 1, start=7)
    assert search_clusters(poll=poll, at=NOW) == 1
    assert told.count() == 8
    close(poll)
    reconcile_poll(poll=poll, at=AFTER)
    assert Envelope.objects.filter(poll=poll).count() == 4


def test_those_who_came_last_are_found_when_the_rolls_are_settled():
    poll = make_poll()
    vote_as_many(poll)
    close(poll)
    assert move_polls_on(at=AFTER) == []
    assert search_clusters(poll=fresh(poll), at=AFTER) == 7


def test_a_decision_is_taken_once_with_a_reason_and_in_time():
    poll, cluster = clustered()
    with pytest.raises(DecisionWithoutReason):
        decide(cluster, reason=" ")
    decide(cluster, Verdict.ALL)
    with pytest.raises(AlreadyDecided):
        decide(cluster)
    close(poll)
    reconcile_poll(poll=poll, at=AFTER)
    with pytest.raises(TooLateToDecide):
        decide(cluster)
    for act in (
        lambda: Cluster.objects.update(reason="autre"),
        lambda: ClusterMember.objects.update(set_aside_at=NOW),
        lambda: ClusterMember.objects.first().delete(),
    ):
        with pytest.raises(IntegrityError, match="cluster_until_reconciled"), transaction.atomic():
            act()


def test_constraints():
    poll, cluster = clustered()
    with pytest.raises(IntegrityError, match="cluster_decided_with_a_reason"), transaction.atomic():
        Cluster.objects.update(verdict=Verdict.ONE)
    member = cluster.members.first()
    common = {"consultation": poll.consultation, "poll": poll, "cluster": cluster}
    with pytest.raises(IntegrityError, match="cluster_member_once"), transaction.atomic():
        ClusterMember.objects.create(**common, elector=member.elector)


def test_where_people_are_told_apart_nobody_is_compared():
    poll = listed_poll()
    person = resident()
    prove_line(poll, person)
    cast(poll, person)
    assert search_clusters(poll=poll, at=NOW) == 0


def test_the_commission_reads_signs_and_decides_and_sees_no_choice(client):
    poll, cluster = clustered()
    member = make_staff("commission", poll.consultation.area)
    (line,) = waiting_for(user=member, at=NOW)
    assert line["count"].get() == cluster
    assert waiting_in(consultation=poll.consultation, user=member, at=NOW)[0]["count"].count() == 1
    assert waiting_for(user=make_staff("instructor", poll.consultation.area), at=NOW) == []
    client.force_login(member)
    assert client.get(line["url"]).status_code == 200
    told = client.get(reverse("admin:participation_cluster_change", args=[cluster.pk])).content.decode()
    assert "vote#@jetable.example" in told
    assert "vo…3@jetable.example" in told
    assert "vote3@" not in told
    assert "Projet 1" not in told
    step = reverse("admin:participation_cluster_step", args=[cluster.pk, "juger"])
    assert client.get(step).status_code == 200
    answer = client.post(step, {"verdict": "one", "reason": "Adresses numérotées"})
    assert answer.status_code == 302
    assert Cluster.objects.get().reason == "Adresses numérotées"


@pytest.mark.parametrize("number", [1, 3])
def test_listing_clusters_costs_the_same_however_many(client, django_assert_num_queries, number):
    for _ in range(number):
        poll = make_poll()
        Cluster.objects.create(consultation=poll.consultation, poll=poll, found_at=NOW)
    client.force_login(make_staff("administrator"))
    url = reverse("admin:participation_cluster_changelist")
    client.get(url)
    with django_assert_num_queries(3):
        assert client.get(url).status_code == 200
