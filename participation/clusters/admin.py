"""Clusters in the admin: what the commission reads, and the one decision it takes."""

from django.contrib import admin
from django.db.models import Count
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from participation.clusters.models import Cluster, ClusterReview
from participation.clusters.operations.settling import last_contest
from participation.clusters.steps import CLUSTER_STEPS
from participation.clusters.wording import account_told, signs_told
from territories.accounts.scoping import HouseAdmin
from territories.accounts.steps import StepPages
from territories.instance.templatetags.house import deadline_and_clock

#: How many accounts are listed one by one.
MOST_SHOWN = 100


class WaitingFilter(admin.SimpleListFilter):
    """What waits for a decision."""

    title = _("décision")
    parameter_name = "decision"

    def lookups(self, request, model_admin):
        return [("attendue", _("Décision attendue"))]

    def queryset(self, request, rows):
        return rows.to_judge() if self.value() == "attendue" else rows


@admin.register(Cluster)
class ClusterAdmin(StepPages, HouseAdmin):
    """Groups of accounts of the areas whose votes one judges; no choice, no time of a vote is anywhere here."""

    see = "polls.judge"
    edit = None
    adds = False
    area_path = "poll__consultation__area"
    steps = CLUSTER_STEPS
    list_display = ("group", "accounts", "poll", "found_at", "decision")
    list_filter = (WaitingFilter,)
    fields = (
        *("poll", "accounts", "signs_seen", "members_seen", "found_at"),
        *("decision", "reason", "decided_at", "decided_by", "contest_until", "reviews_seen"),
    )

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("poll__consultation__area")
        return rows.annotate(number=Count("members"))

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_change_permission(self, request, obj=None):
        """Nobody rewrites a cluster; what is decided is a step."""
        return False

    @admin.display(description=_("groupe"))
    def group(self, cluster):
        """The number by which people speak of it."""
        return _("Groupe %(number)s") % {"number": cluster.pk}

    @admin.display(description=_("comptes"), ordering="number")
    def accounts(self, cluster):
        """How many accounts are in it."""
        return cluster.number

    @admin.display(description=_("décision"), ordering="verdict")
    def decision(self, cluster):
        """What was decided, or that it waits."""
        return cluster.get_verdict_display() or _("attendue")

    @admin.display(description=_("ce qu’ils ont en commun"))
    def signs_seen(self, cluster):
        """The signs, one per line."""
        return format_html_join("", "<p>{}</p>", [(sign,) for sign in signs_told(cluster)])

    @admin.display(description=_("les comptes"))
    def members_seen(self, cluster):
        """Each account by its masked address and the moment it was made, the first ones of a large group."""
        zone = cluster.poll.consultation.time_zone
        members = cluster.members.select_related("elector__participant__user")[:MOST_SHOWN]
        return format_html_join("", "<p>{}</p>", [(account_told(member, zone),) for member in members])

    @admin.display(description=_("peut être contestée jusqu’au"))
    def contest_until(self, cluster):
        """When the decisions of this vote can no longer be contested."""
        until = last_contest(cluster.poll)
        return until and deadline_and_clock(until, cluster.poll.consultation.time_zone)

    @admin.display(description=_("demandes de réexamen"))
    def reviews_seen(self, cluster):
        """What each person says, and what was answered."""
        zone = cluster.poll.consultation.time_zone
        reviews = ClusterReview.objects.filter(member__cluster=cluster)
        told = [
            (account_told(one.member, zone), one.reason, one.get_verdict_display() or _("réponse attendue"), one.answer)
            for one in reviews.select_related("member__elector__participant__user")
        ]
        return format_html_join("", "<p>{} : {}<br>→ {} {}</p>", told) or None
