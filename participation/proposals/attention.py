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
        late_ones, others = _parted(user, "proposals.decide", PhaseKind.ADMISSIBILITY, at, consultation)
        common = {"url": _list("proposal", "file=a-decider", consultation), "do": _("Examiner les idées")}
        late = {"why": _("La recevabilité est terminée : leurs auteurs attendent une réponse promise.")}
        soon = {"why": _("Chaque auteur attend une réponse et son motif. La plus ancienne d’abord.")}
        over, under_way = (Proposal.objects.filter(consultation__in=ids).to_decide() for ids in (late_ones, others))
        lines += [
            {"title": _("Idées en retard de décision"), "count": over, "level": "bad", **common, **late},
            {"title": _("Idées à décider"), "count": under_way, "level": "warn", **common, **soon},
        ]
    if can(user, "proposals.moderate"):
        late_ones, others = _parted(user, "proposals.moderate", PhaseKind.STUDY, at, consultation)
        lines.append(
            {
                "title": _("Idées à confier pour étude"),
                "why": _("Une idée recevable n’avance que si quelqu’un l’étudie."),
                "do": _("Confier les études"),
                "count": Proposal.objects.filter(consultation__in=late_ones + others).to_assign(),
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
    closed = Exists(
        Phase.objects.filter(consultation=OuterRef("consultation"), kind=PhaseKind.STUDY, closes_at__lte=at)
    )
    return [
        {"title": _("Mes études en retard"), "count": rows.filter(closed), "level": "bad", **common, **late},
        {"title": _("Mes études à conclure"), "count": rows.filter(~closed), "level": "warn", **common},
    ]


def _parted(
    user, capability: str, kind: str, at: datetime, consultation: Consultation | None
) -> tuple[list[int], list[int]]:
    """Part the consultations where an account holds a capability: their phase of this kind is over, or it is not.

    They are named by their ids: the database knows how many ideas each holds, and asks the right index.
    """
    if consultation is not None:
        ids = [consultation.pk] if can(user, capability, consultation.area) else []
        over = any(phase.kind == kind and phase.closes_at <= at for phase in consultation.phases.all())
        return (ids, []) if over else ([], ids)
    closed = Exists(Phase.objects.filter(consultation=OuterRef("pk"), kind=kind, closes_at__lte=at))
    mine = Consultation.objects.filter(area__in=areas_of(user, capability)).annotate(closed=closed)
    known = list(mine.values_list("pk", "closed"))
    return [pk for pk, over in known if over], [pk for pk, over in known if not over]


def _list(model: str, query: str, consultation: Consultation | None) -> str:
    within = f"&consultation={consultation.slug}" if consultation is not None else ""
    return reverse(f"admin:participation_{model}_changelist") + f"?{query}{within}"
