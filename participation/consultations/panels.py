"""What consultations add to the pages of lower floors and to the work of their teams."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation, Declaration, Phase
from participation.consultations.rules import Welcome
from participation.consultations.rules.calendar import FOR_RESIDENTS, State
from participation.consultations.views import with_states

#: A team is told that a phase closes when it can still be extended in good time.
SOON = timedelta(days=3)
CARDS = "participation/consultations/_cards.html"


def open_now(*, person, at: datetime) -> dict | None:
    """Home page: what a resident can do something about now, votes first."""
    rows = Consultation.objects.welcoming(*FOR_RESIDENTS, at=at).for_page()[:6]
    rows = sorted(with_states(rows, at), key=lambda row: not row.welcomes(Welcome.BALLOT, at))
    if not rows:
        return None
    return {"title": _("Ouvert en ce moment"), "template": CARDS, "rows": rows, "all": True}


def of_area(*, area, person, at: datetime) -> dict | None:
    """Page of an area: consultations of it, inside it and around it, what is open first."""
    here = Q(area=area) | Q(area__ancestors__contains=[area.pk]) | Q(area__in=area.ancestors)
    rows = list(with_states(Consultation.objects.published().filter(here).for_page()[:12], at))
    if not rows:
        return None
    order = [State.OPEN, State.UNDER_WAY, State.COMING, State.FROZEN, State.PAST]
    rows.sort(key=lambda row: order.index(row.state_now))
    return {"title": _("Consultations"), "template": CARDS, "rows": rows[:6]}


def waiting_for(*, user, at: datetime) -> list[dict]:
    """Start page of a team: phases that close soon, drafts, règlements that wait."""
    mine = Consultation.objects.run_by(user)
    closing = Phase.objects.running(at).filter(
        consultation__in=mine.published().filter(frozen_at__isnull=True), closes_at__lte=at + SOON
    )
    drafts = mine.filter(published_at__isnull=True)
    waiting = mine.published().filter(rulebooks__published_at__isnull=True, rulebooks__isnull=False).distinct()
    address = reverse("admin:participation_consultation_changelist")
    return [
        {
            "title": _("Phases qui ferment dans les trois jours"),
            "count": closing.count(),
            "url": address,
            "level": "warn",
        },
        {
            "title": _("Consultations à terminer et à publier"),
            "count": drafts.count(),
            "url": f"{address}?published_at__isnull=True",
            "level": "info",
        },
        {
            "title": _("Règlements écrits, pas encore publiés"),
            "count": waiting.count(),
            "url": reverse("admin:participation_rulebook_changelist") + "?published_at__isnull=True",
            "level": "info",
        },
    ]


def what_we_know(*, participant) -> dict:
    """Data export: the declarations of a person."""
    declarations = Declaration.objects.filter(participant=participant).select_related("consultation")
    return {
        "declarations": [
            {
                "consultation": row.consultation.title,
                "minimum_age": row.minimum_age,
                "text": row.text,
                "declared_at": row.declared_at.isoformat(),
            }
            for row in declarations.order_by("declared_at")
        ]
    }


def follow_merge(*, keep, away) -> None:
    """Two organisations are one: its consultations follow."""
    Consultation.objects.filter(organiser=away).update(organiser=keep)
