"""What clusters add to votes and to the pages of teams; called once when the app is ready."""

from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel import registries
from participation.ballots.registries import before_reconciling, votes_set_aside, waits_before_count
from participation.clusters.models import Cluster, ClusterReview, Verdict
from participation.clusters.operations import (
    ClustersUndecided,
    ContestOpen,
    ReviewsUnanswered,
    require_settled,
    settle_clusters,
)
from participation.consultations.registries import cockpit_queues
from territories.accounts.permissions import areas_of, can
from territories.instance.acts import name_acts

ACT_WORDS = {
    "cluster.decided": gettext_lazy("Groupe de comptes examiné"),
    "cluster.reviewed": gettext_lazy("Demande de réexamen d’un compte : réponse de la commission"),
}
TOLD = {
    "title": gettext_lazy("Groupes de comptes à examiner"),
    "why": gettext_lazy(
        "Des comptes qui ont voté se ressemblent trop, ou une décision est contestée : le dépouillement attend."
    ),
    "do": gettext_lazy("Décider"),
    "level": "warn",
}


def set_aside(*, poll) -> list[tuple[int, str]]:
    """Result: how many votes of one person were set aside, by the reason of each decision."""
    rows = Cluster.objects.filter(poll=poll, verdict=Verdict.ONE, members__set_aside_at__isnull=False)
    counted = rows.annotate(number=Count("members")).order_by("pk").values_list("number", "reason")
    motive = _("plusieurs comptes d’une seule personne : %(reason)s")
    return [(number, motive % {"reason": reason}) for number, reason in counted]


def waits(*, poll, at: datetime) -> str:
    """Page and cockpit of a closed vote: what its count waits for."""
    try:
        require_settled(poll=poll, at=at)
    except (ClustersUndecided, ReviewsUnanswered):
        return _("La commission examine des comptes qui se ressemblent : le dépouillement attend ses décisions.")
    except ContestOpen as refusal:
        return str(refusal)
    return ""


def what_we_know(*, participant) -> dict:
    """Data export: the reviews that a person asked for, and what was answered."""
    asked = ClusterReview.objects.filter(member__elector__participant=participant).select_related("poll").order_by("pk")
    return {
        "reviews": [
            {"poll": one.poll.slug, "reason": one.reason, "asked_at": one.asked_at, "answer": one.answer}
            for one in asked
        ]
    }


def erase(*, participant, at: datetime) -> None:
    """Erasure: what a person wrote to the commission goes; that a review was asked and answered stays."""
    ClusterReview.objects.filter(member__elector__participant=participant).update(reason="")


def waiting_for(*, user, at: datetime) -> list[dict]:
    """Start page of a team: clusters that wait for its decision."""
    if not can(user, "polls.judge"):
        return []
    mine = Cluster.objects.filter(poll__consultation__area__in=areas_of(user, "polls.judge"))
    return [_line(mine.to_judge())]


def waiting_in(*, consultation, user, at: datetime) -> list[dict]:
    """Cockpit: the clusters of one consultation."""
    if not can(user, "polls.judge", consultation.area):
        return []
    return [_line(Cluster.objects.filter(consultation=consultation).to_judge())]


def _line(rows) -> dict:
    return {**TOLD, "count": rows, "url": f"{reverse('admin:participation_cluster_changelist')}?decision=attendue"}


def register() -> None:
    """Fill the registries."""
    name_acts(ACT_WORDS)
    votes_set_aside.add("clusters", set_aside)
    before_reconciling.add("clusters", settle_clusters)
    waits_before_count.add("clusters", waits)
    registries.personal_data.add("clusters", what_we_know)
    registries.erasures.add("clusters", erase)
    registries.attention.add("clusters", waiting_for, rank=12)
    cockpit_queues.add("clusters", waiting_in, rank=32)
