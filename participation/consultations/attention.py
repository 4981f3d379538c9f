"""Consultations that wait for those who run them: phases that close, drafts, règlements nobody has published."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation, Phase, Rulebook
from participation.consultations.steps import cockpit_url
from territories.instance.templatetags.house import moment

#: A team is told that a phase closes when it can still be extended in good time.
SOON = timedelta(days=3)


def waiting_for(*, user, at: datetime) -> list[dict]:
    """Start page of a team: phases that close soon, drafts, règlements that wait."""
    mine = Consultation.objects.run_by(user)
    going_on = mine.published().filter(frozen_at__isnull=True)
    closing = Phase.objects.running(at).filter(consultation__in=going_on, closes_at__lte=at + SOON)
    return [
        _closing(list(closing.select_related("consultation").order_by("closes_at"))),
        _drafts(list(mine.filter(published_at__isnull=True)[:20])),
        _rulebooks(Rulebook.objects.filter(consultation__in=mine.published(), published_at=None)),
    ]


def _closing(phases: list[Phase]) -> dict:
    line = {
        "title": _("Phases qui ferment dans les trois jours"),
        "count": len(phases),
        "do": _("Voir, ou prolonger"),
        "url": _one_or_all([phase.consultation for phase in phases]),
        "level": "warn",
    }
    if phases:
        first = phases[0]
        when = moment(first.closes_at, first.consultation.time_zone)
        names = {"title": first.consultation, "phase": first.get_kind_display(), "when": when}
        line["why"] = _("« %(title)s », %(phase)s : %(when)s. Après, plus rien n’est accepté.") % names
    return line


def _drafts(drafts: list[Consultation]) -> dict:
    return {
        "title": _("Consultations à terminer et à publier"),
        "why": _("Son pilotage dit ce qui manque encore, et où le faire."),
        "do": _("Terminer"),
        "count": len(drafts),
        "url": _one_or_all(drafts, "?published_at__isnull=True"),
        "level": "info",
    }


def _rulebooks(waiting) -> dict:
    return {
        "title": _("Règlements écrits, pas encore publiés"),
        "why": _("Tant qu’une version n’est pas publiée, la précédente s’applique."),
        "do": _("Relire et publier"),
        "count": waiting,
        "url": reverse("admin:participation_rulebook_changelist") + "?published_at__isnull=True",
        "level": "info",
    }


def _one_or_all(consultations: list[Consultation], query: str = "") -> str:
    """The cockpit when there is only one; else the list."""
    if len({row.pk for row in consultations}) == 1:
        return cockpit_url(consultations[0])
    return reverse("admin:participation_consultation_changelist") + query
