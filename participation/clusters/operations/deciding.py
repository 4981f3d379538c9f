"""Clusters found, and decided with a reason; people are told, and until when they may contest."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.keys import mailbox
from participation.ballots.models import Channel, KeyMethod, Poll, Roll
from participation.ballots.operations.suspension import refuse_if_suspended
from participation.clusters.contract import contest_ends
from participation.clusters.models import Cluster, ClusterMember, ClusterReview, Verdict
from participation.clusters.rules import SMALLEST, Account, Group, find_groups
from territories.instance.acts import record
from territories.instance.templatetags.house import deadline_and_clock
from territories.notices.operations import owe


class AlreadyDecided(Refusal):
    code = "cluster_already_decided"
    message = _("Ce groupe de comptes a déjà sa décision.")


class TooLateToDecide(Refusal):
    code = "too_late_to_decide"
    message = _("Les listes de ce scrutin sont arrêtées : il n’y a plus rien à décider.")


class DecisionWithoutReason(Refusal):
    code = "decision_without_reason"
    message = _("Une décision a un motif : il sera public si des votes sont écartés.")


@transaction.atomic
def search_clusters(*, poll: Poll, at: datetime) -> int:
    """Look for accounts that look like one person's among those that voted; returns how many came to the clusters.

    Only where an address is all that is asked: a list, a letter, a desk or the State tell people apart.
    """
    poll = Poll.objects.select_for_update(of=["self"], no_key=True).get(pk=poll.pk)
    if poll.key_method != KeyMethod.EMAIL or poll.sealed_at is None or poll.reconciled_at is not None:
        return 0
    known = dict(ClusterMember.objects.filter(poll=poll).values_list("elector", "cluster"))
    joinable = Cluster.objects.exclude(verdict=Verdict.ALL).filter(poll=poll).select_related("poll__consultation")
    homes = {cluster.pk: cluster for cluster in joinable}
    return sum(_keep(poll, group, known, homes, at=at) for group in find_groups(_accounts(poll)))


def _accounts(poll: Poll) -> list[Account]:
    """The accounts that voted on the web, by their addresses; neither choices nor times are read."""
    rows = Roll.objects.filter(poll=poll, consultation_id=poll.consultation_id, channel=Channel.WEB)
    told = rows.filter(elector__participant__user__isnull=False).values_list(
        "elector__participant__user__date_joined", "elector__participant__user__email", "elector"
    )
    return [Account(made_at, mailbox(email), key) for made_at, email, key in told.iterator()]


def _keep(poll: Poll, group: Group, known: dict[int, int], homes: dict[int, Cluster], *, at: datetime) -> int:
    """Add newcomers to the cluster of their group, or make one; a decision that they are one person holds for them too.

    Where the commission found several people, a few more are left alone.
    """
    newcomers = [account.key for account in group.accounts if account.key not in known]
    home = min({known[account.key] for account in group.accounts if account.key in known} & set(homes), default=None)
    if not newcomers or (home is None and len(newcomers) < SMALLEST):
        return 0
    common = {"consultation_id": poll.consultation_id, "poll": poll}
    signs = [[sign.value, value] for sign, value in group.signs]
    cluster = homes[home] if home else Cluster.objects.create(**common, signs=signs, found_at=at)
    ClusterMember.objects.bulk_create(ClusterMember(**common, cluster=cluster, elector_id=key) for key in newcomers)
    if cluster.verdict:
        _tell(cluster, at=at)
    return len(newcomers)


@transaction.atomic
def decide_cluster(*, cluster: Cluster, verdict: str, reason: str, by, at: datetime) -> None:
    """Write the commission's decision, and tell the people whose votes it sets aside while they can still contest it.

    :raises DecisionWithoutReason, AlreadyDecided: a decision is taken once, and says why.
    :raises TooLateToDecide: once the rolls are settled.
    :raises PollSuspended: while a court's decision stands.
    """
    poll = lock_poll(cluster.poll_id)
    rows = Cluster.objects.select_for_update(of=["self"]).select_related("poll__consultation__area")
    cluster = rows.get(pk=cluster.pk)
    require_decidable(poll, cluster, because=reason)
    cluster.verdict, cluster.reason, cluster.decided_at, cluster.decided_by = verdict, reason.strip(), at, by
    cluster.save(update_fields=["verdict", "reason", "decided_at", "decided_by"])
    after = {"verdict": verdict, "accounts": cluster.members.count()}
    area = cluster.poll.consultation.area
    record(verb="cluster.decided", subject=cluster, area=area, by=by, at=at, after=after, reason=cluster.reason)
    if verdict == Verdict.ONE:
        _tell(cluster, at=at)


def lock_poll(poll_id: int) -> Poll:
    """Take the poll before its rows, as whoever settles its rolls does."""
    rows = Poll.objects.select_for_update(of=["self"], no_key=True).select_related("consultation__area")
    return rows.get(pk=poll_id)


def require_decidable(poll: Poll, row: Cluster | ClusterReview, *, because: str) -> None:
    """Let the commission write its verdict on a row: once, with a reason, while the vote and its rolls allow it.

    :raises PollSuspended, TooLateToDecide, AlreadyDecided, DecisionWithoutReason: in this order.
    """
    refuse_if_suspended(poll)
    if poll.reconciled_at is not None:
        raise TooLateToDecide
    if row.verdict:
        raise AlreadyDecided
    if not because.strip():
        raise DecisionWithoutReason


def _tell(cluster: Cluster, *, at: datetime) -> None:
    """Tell those who have not been told yet; from then on their time to contest runs."""
    poll, zone = cluster.poll, cluster.poll.consultation.time_zone
    paragraphs = [
        _now("La commission a décidé que plusieurs comptes, dont le vôtre, sont ceux d’une seule personne."),
        _now("Un seul de leurs votes comptera : celui du premier compte."),
        _now("Motif : %(reason)s") % {"reason": cluster.reason},
    ]
    url, until = poll.get_absolute_url(), contest_ends(poll, told_at=at)
    if until > at:
        when = deadline_and_clock(until, zone)
        paragraphs.append(_now("Si c’est une erreur, demandez un réexamen avant le %(when)s.") % {"when": when})
        url = reverse("participation:contest_decision", args=[poll.slug])
    else:
        organiser = poll.consultation.organiser
        paragraphs.append(_now("Si c’est une erreur, dites-le à : %(who)s.") % {"who": organiser})
    news = cluster.members.filter(told_at=None)
    for member in news.exclude(elector__participant=None).select_related("elector__participant"):
        owe(
            kind="poll.set_aside",
            key=f"poll.set_aside:{poll.pk}:{member.elector.participant_id}",
            title=_now("Votre vote : une décision de la commission"),
            text="\n\n".join(paragraphs),
            at=at,
            participant=member.elector.participant,
            url=url,
            subject=poll,
        )
    news.update(told_at=at)
