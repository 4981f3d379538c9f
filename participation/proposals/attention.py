"""Queues of ideas that wait for a team: on its start page over all its areas, in the cockpit for one consultation."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation, Phase, PhaseKind
from participation.proposals.judgements import Study
from participation.proposals.models import Proposal
from participation.proposals.states import Status
from territories.accounts.permissions import areas_of, can


def waiting_for(*, user, at: datetime) -> list[dict]:
    """Start page of a team: its queues, each with the list that works it off."""
    return [*_ideas(user, at), *_studies(user, at)]


def waiting_in(*, consultation: Consultation, user, at: datetime) -> list[dict]:
    """Cockpit: the same queues, of one consultation."""
    return [*_ideas(user, at, consultation), *_studies(user, at, consultation)]


def _ideas(user, at: datetime, consultation: Consultation | None = None) -> list[dict]:
    """Ideas to decide, late ones apart, and ideas that nobody studies."""
    lines = []
    if can(user, "proposals.decide"):
        rows = _ideas_of(user, "proposals.decide", consultation).to_decide()
        common = {"url": _list("proposal", "file=a-decider", consultation), "do": _("Examiner les idées")}
        late = {"why": _("La recevabilité est terminée : leurs auteurs attendent une réponse promise.")}
        soon = {"why": _("Chaque auteur attend une réponse et son motif. La plus ancienne d’abord.")}
        over, under_way = _by_phase(rows, PhaseKind.ADMISSIBILITY, at)
        lines += [
            {"title": _("Idées en retard de décision"), "count": over, "level": "bad", **common, **late},
            {"title": _("Idées à décider"), "count": under_way, "level": "warn", **common, **soon},
        ]
    if can(user, "proposals.moderate"):
        lines.append(
            {
                "title": _("Idées à confier pour étude"),
                "why": _("Une idée recevable n’avance que si quelqu’un l’étudie."),
                "do": _("Confier les études"),
                "count": _ideas_of(user, "proposals.moderate", consultation).to_assign(),
                "url": _list("proposal", "file=a-confier", consultation),
                "level": "info",
            }
        )
    return lines


def _studies(user, at: datetime, consultation: Consultation | None = None) -> list[dict]:
    """The studies given to this account that are not concluded, late ones apart."""
    if not can(user, "proposals.study"):
        return []
    rows = Study.objects.filter(proposal__instructor=user, proposal__status=Status.IN_STUDY, concluded_at=None)
    if consultation is not None:
        rows = rows.filter(consultation=consultation)
    common = {"url": _list("study", "concluded_at__isempty=1", consultation), "do": _("Ouvrir mes études")}
    late = {"why": _("La phase d’étude est terminée : sans avis, ces idées n’iront pas au vote.")}
    over, under_way = _by_phase(rows, PhaseKind.STUDY, at)
    return [
        {"title": _("Mes études en retard"), "count": over, "level": "bad", **common, **late},
        {"title": _("Mes études à conclure"), "count": under_way, "level": "warn", **common},
    ]


def _ideas_of(user, capability: str, consultation: Consultation | None):
    rows = Proposal.objects.filter(consultation__area__in=areas_of(user, capability))
    return rows if consultation is None else rows.filter(consultation=consultation)


def _by_phase(rows: QuerySet, kind: str, at: datetime) -> tuple[QuerySet, QuerySet]:
    """Part the rows whose phase of this kind is over from the others."""
    over = Exists(Phase.objects.filter(consultation=OuterRef("consultation"), kind=kind, closes_at__lte=at))
    return rows.filter(over), rows.filter(~over)


def _list(model: str, query: str, consultation: Consultation | None) -> str:
    within = f"&consultation={consultation.slug}" if consultation is not None else ""
    return reverse(f"admin:participation_{model}_changelist") + f"?{query}{within}"
