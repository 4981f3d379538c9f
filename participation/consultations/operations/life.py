"""The life of a consultation: written, published, changed in the open, suspended by a court, held again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.consultations.checklist import issues_of, sentences
from participation.consultations.models import Consultation, PhaseKind
from participation.consultations.operations.rulebooks import issue_rulebook
from participation.consultations.operations.sealing import NotPublished
from participation.consultations.rules.changes import refused_changes
from territories.instance.acts import record


class AlreadyPublished(Refusal):
    code = "already_published"
    message = _("Cette consultation est déjà publiée.")


class NotReady(Refusal):
    code = "not_ready"
    message = _("Il manque encore quelque chose avant de publier.")


class CannotChange(Refusal):
    code = "cannot_change"
    message = _("Ces points ne changent plus : %(fields)s.")


class ReasonNeeded(Refusal):
    code = "reason_needed"
    message = _("Dites pourquoi : le motif est public.")


class AlreadyFrozen(Refusal):
    code = "already_frozen"
    message = _("Cette consultation est déjà suspendue.")


class NotFrozen(Refusal):
    code = "not_frozen"
    message = _("Cette consultation n’est pas suspendue.")


def locked(consultation: Consultation) -> Consultation:
    """Return the row as it is now, held until the end of the transaction."""
    return (
        Consultation.objects.select_for_update(of=["self"]).select_related("area", "organiser").get(pk=consultation.pk)
    )


def with_reason(reason: str) -> str:
    """Return a reason worth publishing.

    :raises ReasonNeeded: when there is none.
    """
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()


@transaction.atomic
def save_draft(*, consultation: Consultation, by, at: datetime) -> Consultation:
    """Keep a consultation that is being written.

    :raises AlreadyPublished: when residents read it already: then every change has a reason.
    """
    is_new = consultation.pk is None
    if not is_new and locked(consultation).published_at is not None:
        raise AlreadyPublished
    consultation.save()
    if is_new:
        record(verb="consultation.begun", subject=consultation, area=consultation.area, by=by, at=at)
    return consultation


@transaction.atomic
def publish_consultation(*, consultation: Consultation, by, at: datetime) -> Consultation:
    """Make a consultation public, with the règlement that waits for it.

    :raises AlreadyPublished: the second time.
    :raises NotReady: with everything that is missing, also as codes in ``details["missing"]``.
    """
    row = locked(consultation)
    if row.published_at is not None:
        raise AlreadyPublished
    blocking = [issue for issue in issues_of(row, at) if issue.blocking]
    if blocking:
        raise NotReady("%(sentences)s", sentences=sentences(blocking), missing=[issue.code for issue in blocking])
    row.published_at, row.published_by = at, by
    row.save(update_fields=["published_at", "published_by", "updated_at"])
    record(verb="consultation.published", subject=row, area=row.area, by=by, at=at)
    waiting = row.rulebooks.order_by("-version").first()
    if waiting is not None and waiting.published_at is None:
        issue_rulebook(rulebook=waiting, by=by, at=at)
    return row


@transaction.atomic
def edit_consultation(
    *, consultation: Consultation, changes: dict[str, Any], reason: str, by, at: datetime, themes=None
) -> Consultation:
    """Change a published consultation in the open: before, after and reason go to its public journal.

    :param changes: field names and their new values; ``themes``: the new themes, when they change.
    :raises CannotChange: naming the fields that do not change any more.
    :raises ReasonNeeded: without a reason.
    """
    row = locked(consultation)
    changes = {name: value for name, value in changes.items() if getattr(row, name) != value}
    names = [*changes, *(["themes"] if themes is not None else [])]
    if not names:
        return row
    refused = refused_changes(names, published=True, vote_begun=vote_has_begun(row, at))
    if refused:
        raise CannotChange(fields=", ".join(_label(name) for name in refused), refused=refused)
    reason = with_reason(reason)
    before = {name: _plain(getattr(row, name)) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=[*changes, "updated_at"])
    if themes is not None:
        before["themes"] = sorted(theme.name for theme in row.themes.all())
        row.themes.set(themes)
    after = {name: _plain(value) for name, value in changes.items()}
    if themes is not None:
        after["themes"] = sorted(theme.name for theme in themes)
    record(
        verb="consultation.changed",
        subject=row,
        area=row.area,
        by=by,
        at=at,
        before=before,
        after=after,
        reason=reason,
    )
    return row


def vote_has_begun(consultation: Consultation, at: datetime) -> bool:
    """Tell whether promises made to voters hold already: rules sealed, or the phase of the vote open."""
    if consultation.rules_sealed_at is not None:
        return True
    return consultation.phases.filter(kind=PhaseKind.VOTE, opens_at__lte=at).exists()


def _label(name: str) -> str:
    return str(Consultation._meta.get_field(name).verbose_name)


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str | list | dict | None) else str(value)


@transaction.atomic
def freeze_consultation(
    *, consultation: Consultation, authority: str, decided_on: date, reason: str, url: str = "", by, at: datetime
) -> Consultation:
    """Suspend a consultation because a court or another authority decided so: nothing is welcome any more.

    :raises AlreadyFrozen: the second time; :raises NotPublished: for a draft.
    """
    row = locked(consultation)
    if row.published_at is None:
        raise NotPublished
    if row.frozen_at is not None:
        raise AlreadyFrozen
    row.frozen_at, row.frozen_authority, row.frozen_decided_on = at, authority, decided_on
    row.frozen_reason, row.frozen_url = with_reason(reason), url
    row.save()
    after = {"authority": authority, "decided_on": decided_on.isoformat(), "url": url}
    record(verb="consultation.frozen", subject=row, area=row.area, by=by, at=at, after=after, reason=row.frozen_reason)
    return row


@transaction.atomic
def unfreeze_consultation(*, consultation: Consultation, reason: str, by, at: datetime) -> Consultation:
    """Take a suspended consultation up again; the suspension stays in the journal.

    :raises NotFrozen: when it is not suspended.
    """
    row = locked(consultation)
    if row.frozen_at is None:
        raise NotFrozen
    reason = with_reason(reason)
    row.frozen_at = row.frozen_decided_on = None
    row.frozen_authority = row.frozen_reason = row.frozen_url = ""
    row.save()
    record(verb="consultation.unfrozen", subject=row, area=row.area, by=by, at=at, reason=reason)
    return row
