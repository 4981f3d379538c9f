"""The log of acts: one line per thing done, written by operations in their own transaction."""

from datetime import datetime
from typing import Any

from django.db import models

from territories.accounts.permissions import role_in
from territories.instance.models import Act


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
