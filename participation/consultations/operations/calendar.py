"""The calendar after publication: a phase is added, put off, extended or closed early, always in the open.

A suspension takes time from a vote: whoever lifts it may give that time back.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.consultations.checklist import phase_name
from participation.consultations.models import Consultation, Phase, PhaseKind
from participation.consultations.operations.life import locked, unfreeze_consultation, with_reason
from participation.consultations.operations.sealing import NotPublished
from participation.consultations.registries import phase_moves
from participation.consultations.rules import PhaseState, Span
from participation.consultations.rules.publication import conflicts
from territories.instance.acts import record


class PhaseOver(Refusal):
    code = "phase_over"
    message = _("Cette phase est terminée : elle ne se rouvre pas.")


class PhaseBegun(Refusal):
    code = "phase_begun"
    message = _("Cette phase a commencé : elle peut être prolongée ou close, pas déplacée.")


class PhaseNotRunning(Refusal):
    code = "phase_not_running"
    message = _("Cette phase n’a pas commencé.")


class NotLater(Refusal):
    code = "not_later"
    message = _("Une prolongation ferme plus tard que prévu.")


class InThePast(Refusal):
    code = "in_the_past"
    message = _("Cette date est passée.")


class PhasesCollide(Refusal):
    code = "phases_collide"
    message = _("« %(kind)s » ouvrirait avant la fin de « %(other)s ».")


@transaction.atomic
def extend_phase(*, phase: Phase, closes_at: datetime, reason: str, by, at: datetime) -> Phase:
    """Close a phase later than announced; never earlier, and not once it is over.

    :raises PhaseOver: :raises NotLater: :raises PhasesCollide: when a later phase would open before.
    """
    consultation, row = _open_to_changes(phase)
    if row.state(at) is PhaseState.OVER:
        raise PhaseOver
    if closes_at <= row.closes_at:
        raise NotLater
    return _move(consultation, row, "phase.extended", row.opens_at, closes_at, reason=reason, by=by, at=at)


@transaction.atomic
def close_phase_early(*, phase: Phase, reason: str, by, at: datetime) -> Phase:
    """Close a running phase now.

    :raises PhaseOver: :raises PhaseNotRunning:
    """
    consultation, row = _open_to_changes(phase)
    state = row.state(at)
    if state is PhaseState.OVER:
        raise PhaseOver
    if state is PhaseState.COMING or row.opens_at == at:
        raise PhaseNotRunning
    return _move(consultation, row, "phase.closed_early", row.opens_at, at, reason=reason, by=by, at=at)


@transaction.atomic
def schedule_phase(
    *, consultation: Consultation, kind: str, opens_at: datetime, closes_at: datetime, reason: str, by, at: datetime
) -> Phase:
    """Add a phase to a published calendar, or move one that has not begun.

    :raises PhaseBegun: :raises InThePast: :raises PhasesCollide:
    """
    row = locked(consultation)
    _require_published(row)
    if opens_at < at:
        raise InThePast
    phase = row.phases.filter(kind=kind).first()
    if phase is None:
        phase = Phase(consultation=row, kind=kind, opens_at=opens_at, closes_at=closes_at)
        return _move(row, phase, "phase.added", opens_at, closes_at, reason=reason, by=by, at=at)
    if phase.state(at) is not PhaseState.COMING:
        raise PhaseBegun
    return _move(row, phase, "phase.moved", opens_at, closes_at, reason=reason, by=by, at=at)


@transaction.atomic
def take_up_again(
    *, consultation: Consultation, reason: str, vote_closes_at: datetime | None = None, by, at: datetime
) -> Consultation:
    """Lift a suspension; a vote that it interrupted may get its time back, even when its last day went by meanwhile.

    :param vote_closes_at: when the vote closes now; every phase that comes after it is put off by as much.
    :raises NotFrozen: when it is not suspended. :raises ReasonNeeded:
    :raises PhaseOver: when no vote was left to interrupt. :raises InThePast: :raises NotLater:
    """
    row = locked(consultation)
    if vote_closes_at is not None:
        _give_time_back(row, vote_closes_at, reason=reason, by=by, at=at)
    return unfreeze_consultation(consultation=row, reason=reason, by=by, at=at)


def interrupted_vote(consultation: Consultation) -> Phase | None:
    """The phase of a vote that was not over when the consultation was suspended."""
    if consultation.frozen_at is None:
        return None
    return consultation.phases.filter(kind=PhaseKind.VOTE, closes_at__gt=consultation.frozen_at).first()


def _give_time_back(consultation: Consultation, closes_at: datetime, *, reason: str, by, at: datetime) -> None:
    vote = interrupted_vote(consultation)
    if vote is None:
        raise PhaseOver
    if closes_at <= at:
        raise InThePast
    if closes_at <= vote.closes_at:
        raise NotLater
    later = closes_at - vote.closes_at
    told = {"reason": reason, "by": by, "at": at}
    for phase in consultation.phases.filter(opens_at__gte=vote.closes_at).order_by("-opens_at"):
        _move(consultation, phase, "phase.moved", phase.opens_at + later, phase.closes_at + later, **told)
    _move(consultation, vote, "phase.extended", vote.opens_at, closes_at, **told)


def _open_to_changes(phase: Phase) -> tuple[Consultation, Phase]:
    """Hold the consultation, so that two people do not move its calendar at once, and read the phase after that."""
    consultation = locked(phase.consultation)
    _require_published(consultation)
    row = consultation.phases.get(pk=phase.pk)
    row.consultation = consultation
    return consultation, row


def _require_published(consultation: Consultation) -> None:
    if consultation.published_at is None:
        raise NotPublished


def _move(consultation, phase, verb, opens_at, closes_at, *, reason, by, at) -> Phase:
    """Give a phase its new dates, after asking who else lives by them, and tell the public journal."""
    reason = with_reason(reason)
    _require_order(consultation, Span(phase.kind, opens_at, closes_at))
    before = None if phase.pk is None else _dates(phase)
    if phase.pk is not None:
        for _name, move in phase_moves:
            move(phase=phase, opens_at=opens_at, closes_at=closes_at, by=by, reason=reason, at=at)
    phase.opens_at, phase.closes_at = opens_at, closes_at
    phase.save()
    consultation.save(update_fields=["updated_at"])
    record(
        verb=verb,
        subject=consultation,
        area=consultation.area,
        by=by,
        at=at,
        before=before,
        after=_dates(phase),
        reason=reason,
    )
    return phase


def _require_order(consultation: Consultation, moved: Span) -> None:
    others = [phase for phase in consultation.phases.all() if phase.kind != moved.kind]
    for kind, other in conflicts([*others, moved]):
        if moved.kind in (kind, other):
            raise PhasesCollide(kind=phase_name(kind), other=phase_name(other))


def _dates(phase: Phase) -> dict[str, str]:
    return {
        "phase": phase.kind,
        "opens_at": phase.opens_at.isoformat(),
        "closes_at": phase.closes_at.isoformat(),
    }
