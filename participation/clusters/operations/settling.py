"""Before the rolls of a vote are settled: nothing waits any more, then one vote of each person is kept."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.models import Channel, Envelope, Poll, Roll
from participation.clusters.contract import contest_ends
from participation.clusters.models import Answer, Cluster, ClusterMember, ClusterReview, Verdict
from participation.clusters.operations.deciding import search_clusters
from territories.instance.templatetags.house import deadline_and_clock


class ClustersUndecided(Refusal):
    code = "clusters_undecided"
    message = _("Des groupes de comptes attendent la décision de la commission : %(number)s.")


class ReviewsUnanswered(Refusal):
    code = "reviews_unanswered"
    message = _("Des demandes de réexamen attendent la réponse de la commission : %(number)s.")


class ContestOpen(Refusal):
    code = "contest_open"
    message = _("Une décision de la commission peut encore être contestée, jusqu’au %(when)s.")


def settle_clusters(*, poll: Poll, at: datetime) -> None:
    """Of each cluster of one person, keep the vote of the first account, and those that the commission gave back.

    :raises ClustersUndecided, ReviewsUnanswered, ContestOpen: while something may still change.
    """
    search_clusters(poll=poll, at=at)
    require_settled(poll=poll, at=at)
    on_web = Roll.objects.filter(poll=poll, channel=Channel.WEB).values("elector")
    for cluster in Cluster.objects.filter(poll=poll, verdict=Verdict.ONE):
        judged = cluster.members.exclude(review__verdict=Answer.HEARD)
        others = [member.pk for member in judged.filter(elector__in=on_web, set_aside_at=None)][1:]
        electors = ClusterMember.objects.filter(pk__in=others).values("elector")
        Envelope.objects.filter(poll=poll, roll__elector__in=electors).delete()
        ClusterMember.objects.filter(pk__in=others).update(set_aside_at=at)


def require_settled(*, poll: Poll, at: datetime) -> None:
    """Let a vote go on to its count only when every decision is taken, answered, and out of time to be contested."""
    if waiting := Cluster.objects.filter(poll=poll).undecided().count():
        raise ClustersUndecided(number=waiting)
    if waiting := ClusterReview.objects.filter(poll=poll, verdict="").count():
        raise ReviewsUnanswered(number=waiting)
    until = last_contest(poll)
    if until is not None and at < until:
        raise ContestOpen(when=deadline_and_clock(until, poll.consultation.time_zone))


def last_contest(poll: Poll) -> datetime | None:
    """When the last decision that sets votes aside can no longer be contested."""
    told = ClusterMember.objects.filter(poll=poll, cluster__verdict=Verdict.ONE).exclude(review__isnull=False)
    last = told.aggregate(last=Max("told_at"))["last"]
    return None if last is None else contest_ends(poll, told_at=last)
