"""Publishing: someone decides that a row becomes public, or takes it back with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from territories.instance.acts import record
from territories.instance.published import Published


class AlreadyPublished(Refusal):
    code = "already_published"
    message = _("« %(row)s » est déjà public.")


class NotPublished(Refusal):
    code = "not_published"
    message = _("« %(row)s » n’est pas public.")


@transaction.atomic
def publish(*, row: Published, by, at: datetime) -> None:
    """Show a row to everyone.

    :raises AlreadyPublished: when it is public; the conditional update lets one of two people do it.
    """
    drafts = type(row)._default_manager.filter(pk=row.pk, published_at__isnull=True)
    if not drafts.update(published_at=at, published_by=by, updated_at=at):
        raise AlreadyPublished(row=row)
    row.published_at, row.published_by = at, by
    record(verb=f"{row._meta.model_name}.published", subject=row, by=by, at=at, area=row.area)


@transaction.atomic
def take_back(*, row: Published, by, at: datetime, reason: str) -> None:
    """Make a row a draft again; the reason stays in the log of acts.

    :raises NotPublished: when it is a draft.
    """
    public = type(row)._default_manager.filter(pk=row.pk, published_at__isnull=False)
    if not public.update(published_at=None, published_by=None, updated_at=at):
        raise NotPublished(row=row)
    row.published_at = row.published_by = None
    record(verb=f"{row._meta.model_name}.taken_back", subject=row, by=by, at=at, area=row.area, reason=reason)
