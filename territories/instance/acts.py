"""The log of acts: one line per thing done, written by operations in their own transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from territories.accounts.models import RoleKind
from territories.accounts.permissions import role_in
from territories.instance.models import Act

ROLES = {**dict(RoleKind.choices), "administrator": _("administration de la plateforme")}
#: Verb → what the log calls the act; each concept adds its own in ``AppConfig.ready()``.
_words: dict[str, Any] = {}


def name_acts(words: Mapping[str, Any], *, roles: Mapping[str, Any] | None = None) -> None:
    """Add what the log calls the acts of a concept, and the bodies it acts for."""
    _words.update(words)
    for role, label in (roles or {}).items():
        ROLES.setdefault(role, label)


def named_acts() -> list[tuple[str, str]]:
    """Return every verb that has words, with them, in their order."""
    return sorted(((verb, str(words)) for verb, words in _words.items()), key=lambda named: named[1])


def words_of(act: Act) -> str:
    """Say what was done; an act that nobody named keeps its verb."""
    return str(_words.get(act.verb, act.verb))


def role_words(act: Act) -> str:
    """Say in which role it was done; empty for residents and for the platform itself."""
    return str(ROLES.get(act.role, act.role))


def acts_on(row: models.Model, *, most: int = 100) -> list[Act]:
    """Return what was done to a row, newest first, with who did it."""
    acts = Act.objects.filter(subject_kind=row._meta.model_name, subject_id=str(row.pk))
    return list(acts.select_related("by")[:most])


def record(
    *,
    verb: str,
    subject: models.Model,
    at: datetime,
    by=None,
    role: str = "",
    area=None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    label: str | None = None,
) -> Act:
    """Append an act.

    :param verb: a word for programs, ``concept.verb`` (``poll.sealed``).
    :param by: the account that acts; ``None`` for the platform itself and for residents, whose name is not kept.
    :param role: the role it is done in; empty: the one that the account holds in the area.
    :param before: plain JSON values that changed, as they were; never personal data.
    :param label: what the log calls the subject; empty for people, whose names do not outlive them in a log.
    """
    return Act.objects.create(
        at=at,
        by=by,
        role=role or role_in(by, area),
        verb=verb,
        subject_kind=subject._meta.model_name,
        subject_id=str(subject.pk),
        subject_label=(str(subject) if label is None else label)[:200],
        area=area,
        before=before,
        after=after,
        reason=reason,
    )
