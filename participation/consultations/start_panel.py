"""What a team sees of its consultations on its start page: those that go on, where they stand, what comes next."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation, Phase
from participation.consultations.steps import cockpit_url
from participation.consultations.timeline import coming_of, running_of, standing, timeline_of
from territories.accounts.permissions import areas_of, can

#: A start page stays a page: the rest is in the list.
MOST = 4


def going_on(*, user, at: datetime) -> dict | None:
    """The consultations of this account that are not over: drafts for who runs them, then by their next deadline."""
    if not can(user, "consultations.see"):
        return None
    rows = list(_not_over(user, at)[:MOST])
    runs = can(user, "consultations.run")
    if not rows and not runs:
        return None
    return {
        "title": _("Vos consultations"),
        "template": "participation/consultations/admin/_going_on.html",
        "rows": [_card(row, at) for row in rows],
        "all_url": reverse("admin:participation_consultation_changelist"),
        "add_url": reverse("admin:participation_consultation_add"),
        "assistant_url": reverse("admin:participation_consultation_assistant") if runs else "",
    }


def _not_over(user, at: datetime):
    """Published ones with a phase left, and the drafts of those who write them."""
    left = Phase.objects.filter(consultation=OuterRef("pk"), closes_at__gt=at)
    published = Q(published_at__isnull=False) & Exists(left)
    drafts = Q(published_at__isnull=True, area__in=areas_of(user, "consultations.run").values("pk"))
    mine = Consultation.objects.filter(area__in=areas_of(user, "consultations.see").values("pk"))
    return mine.filter(published | drafts).select_related("area").prefetch_related("phases").order_by("-pk")


def _card(consultation: Consultation, at: datetime) -> dict:
    timeline, state = timeline_of(consultation, at), consultation.state(at)
    return {
        "consultation": consultation,
        "state": state.value,
        "state_label": standing(state, timeline),
        "timeline": timeline,
        "running": running_of(timeline),
        "coming": coming_of(timeline),
        "url": cockpit_url(consultation),
    }
