"""The log of acts: one line per thing done, written by operations in their own transaction."""

from datetime import datetime
from typing import Any

from django.db import models

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
) -> Act:
    """Append an act.

    :param verb: a word for programs, ``concept.verb`` (``poll.sealed``).
    :param by: the account that acts; ``None`` for the platform itself and for residents, whose name is not kept.
    :param before: plain JSON values that changed, as they were; never personal data.
    """
    return Act.objects.create(
        at=at,
        by=by,
        role=role,
        verb=verb,
        subject_kind=subject._meta.model_name,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:200],
        area=area,
        before=before,
        after=after,
        reason=reason,
    )
