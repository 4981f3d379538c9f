"""Queues of ideas that wait for a team: on its start page over all its areas, in the cockpit for one consultation."""

from datetime import datetime

from django.db.models import Exists, OuterRef
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
        over = Exists(_over(PhaseKind.ADMISSIBILITY, at, "consultation"))
        late = {"why": _("La recevabilité est terminée : leurs auteurs attendent une réponse promise.")}
        soon = {"why": _("Chaque auteur attend une réponse et son motif. La plus ancienne d’abord.")}
        url, do = _list("proposal", "file=a-decider", consultation), _("Examiner les idées")
        lines += [
            {"title": _("Idées en retard de décision"), "rows": rows.filter(over), "level": "bad", **late},
            {"title": _("Idées à décider"), "rows": rows.exclude(over), "level": "warn", **soon},
        ]
        lines = [{**line, "url": url, "do": do} for line in lines]
    if can(user, "proposals.moderate"):
        lines.append(
            {
                "title": _("Idées à confier pour étude"),
                "why": _("Une idée recevable n’avance que si quelqu’un l’étudie."),
                "do": _("Confier les études"),
                "rows": _ideas_of(user, "proposals.moderate", consultation).to_assign(),
                "url": _list("proposal", "file=a-confier", consultation),
                "level": "info",
            }
        )
    return [_counted(line) for line in lines]


def _studies(user, at: datetime, consultation: Consultation | None = None) -> list[dict]:
    """The studies given to this account that are not concluded, late ones apart."""
    if not can(user, "proposals.study"):
        return []
    rows = Study.objects.filter(proposal__instructor=user, proposal__status=Status.IN_STUDY, concluded_at=None)
    if consultation is not None:
        rows = rows.filter(consultation=consultation)
    over = Exists(_over(PhaseKind.STUDY, at, "consultation"))
    common = {"url": _list("study", "concluded_at__isempty=1", consultation), "do": _("Ouvrir mes études")}
    late = {"why": _("La phase d’étude est terminée : sans avis, ces idées n’iront pas au vote.")}
    lines = [
        {"title": _("Mes études en retard"), "rows": rows.filter(over), "level": "bad", **common, **late},
        {"title": _("Mes études à conclure"), "rows": rows.exclude(over), "level": "warn", **common},
    ]
    return [_counted(line) for line in lines]


def _ideas_of(user, capability: str, consultation: Consultation | None):
    rows = Proposal.objects.filter(consultation__area__in=areas_of(user, capability))
    return rows if consultation is None else rows.filter(consultation=consultation)


def _over(kind: str, at: datetime, path: str):
    """The phase of this kind of the row's consultation, once it is over."""
    return Phase.objects.filter(consultation=OuterRef(path), kind=kind, closes_at__lte=at)


def _list(model: str, query: str, consultation: Consultation | None) -> str:
    within = f"&consultation={consultation.slug}" if consultation is not None else ""
    return reverse(f"admin:participation_{model}_changelist") + f"?{query}{within}"


def _counted(line: dict) -> dict:
    return {**line, "count": line.pop("rows").count()}
