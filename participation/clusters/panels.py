"""What clusters add to votes and to the pages of teams; called once when the app is ready."""

from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel import registries
from participation.ballots.registries import before_reconciling, votes_set_aside
from participation.clusters.models import Cluster, Verdict
from participation.clusters.operations import settle_clusters
from participation.consultations.registries import cockpit_queues
from territories.accounts.permissions import areas_of, can
from territories.instance.acts import name_acts

ACT_WORDS = {"cluster.decided": gettext_lazy("Groupe de comptes examiné")}
TOLD = {
    "title": gettext_lazy("Groupes de comptes à examiner"),
    "why": gettext_lazy("Des comptes qui ont voté se ressemblent trop : le dépouillement attend une décision."),
    "do": gettext_lazy("Décider"),
    "level": "warn",
}


def set_aside(*, poll) -> list[tuple[int, str]]:
    """Result: how many votes of one person were set aside, by the reason of each decision."""
    rows = Cluster.objects.filter(poll=poll, verdict=Verdict.ONE, members__set_aside_at__isnull=False)
    counted = rows.annotate(number=Count("members")).order_by("pk").values_list("number", "reason")
    motive = _("plusieurs comptes d’une seule personne : %(reason)s")
    return [(number, motive % {"reason": reason}) for number, reason in counted]


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
    registries.attention.add("clusters", waiting_for, rank=12)
    cockpit_queues.add("clusters", waiting_in, rank=32)
