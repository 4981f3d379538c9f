"""What consultations add to the pages of lower floors and to the work of their teams."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel import registries
from participation.consultations import duties_panels as duties
from participation.consultations import feeds
from participation.consultations.act_words import ACT_WORDS
from participation.consultations.attention import waiting_for
from participation.consultations.models import Consultation, Declaration, Phase, PhaseKind
from participation.consultations.registries import cockpit_panels
from participation.consultations.rules import Welcome
from participation.consultations.rules.calendar import FOR_RESIDENTS, State
from participation.consultations.start_panel import going_on
from participation.consultations.views import with_states
from territories.areas.contents import common_area
from territories.instance.acts import name_acts
from territories.instance.templatetags.house import deadline

CARDS = "participation/consultations/_cards.html"
OPEN = "participation/consultations/_open.html"
#: What the button of an open consultation leads to, by the kind of phase that runs.
ACTIONS = {
    PhaseKind.VOTE: _("Voir les projets et voter"),
    PhaseKind.IDEAS: _("Proposer ou soutenir une idée"),
    PhaseKind.CAMPAIGN: _("Découvrir les projets"),
}
#: More than a calendar of a page shows.
NEXT = 12


def open_now(*, person, at: datetime) -> dict | None:
    """Home page: what a resident can do something about now, votes first."""
    rows = _with_actions(Consultation.objects.welcoming(*FOR_RESIDENTS, at=at), at)
    ground = common_area([row.area for row in rows])
    return {
        "title": _("Ouvert en ce moment"),
        "template": OPEN,
        "rows": rows,
        "now": at,
        "points": [_point(row) for row in rows if row.area.latitude is not None],
        "outline_url": reverse("territories:area_map", args=[ground.slug]) if ground else "",
    }


def open_near(*, participant, at: datetime) -> dict | None:
    """« Mon espace »: the same where this person lives; anywhere as long as they did not say where."""
    rows = Consultation.objects.welcoming(*FOR_RESIDENTS, at=at)
    if participant.home is not None:
        rows = rows.filter(area__in=[participant.home_id, *participant.home.ancestors])
    rows = _with_actions(rows, at)
    return {"title": _("Ouvert près de chez vous"), "template": OPEN, "rows": rows, "now": at} if rows else None


def _with_actions(rows, at: datetime) -> list[Consultation]:
    """The first of these consultations, votes before all, each with what its button says."""
    found = sorted(with_states(rows.for_page()[:6], at), key=lambda row: not row.welcomes(Welcome.BALLOT, at))
    for row in found:
        actions = [ACTIONS[phase.kind] for phase in row.running if phase.kind in ACTIONS]
        row.action = actions[0] if actions else _("Voir la consultation")
    return found


def _point(row) -> dict:
    """Where a consultation stands on a map, and until when it is open."""
    notes = [
        f"{capfirst(phase.get_kind_display())} : {_('jusqu’au')} {deadline(phase.closes_at, row.time_zone)}"
        for phase in row.running
    ]
    return {
        "latitude": row.area.latitude,
        "longitude": row.area.longitude,
        "title": row.title,
        "url": row.get_absolute_url(),
        "note": " · ".join(notes),
    }


def coming(*, area, person, at: datetime) -> list[dict]:
    """Calendar: phases that will open, in an area and inside it, or everywhere."""
    running = Phase.objects.filter(opens_at__gt=at, consultation__frozen_at__isnull=True)
    rows = running.filter(consultation__published_at__isnull=False).select_related("consultation__area")
    if area is not None:
        rows = rows.filter(Q(consultation__area=area) | Q(consultation__area__ancestors__contains=[area.pk]))
    return [
        {
            "at": phase.opens_at,
            "zone": phase.consultation.time_zone,
            "title": phase.consultation.title,
            "url": phase.consultation.get_absolute_url(),
            "what": capfirst(phase.get_kind_display()),
            "where": str(phase.consultation.area),
        }
        for phase in rows.order_by("opens_at", "pk")[:NEXT]
    ]


def of_area(*, area, person, at: datetime) -> dict | None:
    """Page of an area: consultations of it, inside it and around it, what is open first."""
    here = Q(area=area) | Q(area__ancestors__contains=[area.pk]) | Q(area__in=area.ancestors)
    rows = list(with_states(Consultation.objects.published().filter(here).for_page()[:12], at))
    if not rows:
        return None
    order = [State.OPEN, State.UNDER_WAY, State.DELIVERY, State.COMING, State.FROZEN, State.PAST]
    rows.sort(key=lambda row: order.index(row.state_now))
    points = [_point(row) for row in rows[:6] if row.state_now is State.OPEN and row.area.latitude is not None]
    return {"title": _("Consultations"), "template": CARDS, "rows": rows[:6], "now": at, "points": points}


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


def register() -> None:
    """Fill the registries of the house with what consultations have to say there."""
    name_acts(ACT_WORDS)
    registries.home_panels.add("consultations", open_now, rank=10)
    registries.space_panels.add("consultations", open_near, rank=10)
    registries.area_panels.add("consultations", of_area, rank=10)
    registries.calendar.add("consultations", coming, rank=10)
    registries.attention.add("consultations", waiting_for, rank=20)
    registries.attention.add("duties", duties.late, rank=30)
    registries.start_panels.add("consultations", going_on, rank=20)
    registries.start_panels.add("duties", duties.given_to, rank=15)
    cockpit_panels.add("duties", duties.in_cockpit, rank=10)
    registries.area_news.add("consultations", feeds.of_area)
    registries.personal_data.add("consultations", what_we_know)
    registries.merges.add("consultations", follow_merge)
