"""What consultations add to the pages of lower floors and to the work of their teams."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation, Declaration
from participation.consultations.rules import Welcome
from participation.consultations.rules.calendar import FOR_RESIDENTS, State
from participation.consultations.views import with_states

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


def search(*, query: str, person):
    """Search page: consultations whose title or summary holds the words, without accents."""
    rows = Consultation.objects.visible_to(person).select_related("area")
    for word in query.split():
        rows = rows.filter(Q(title__unaccent__icontains=word) | Q(summary__unaccent__icontains=word))
    return rows


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
