"""Suspending an account that does harm, and restoring it: an act in the log, sessions closed at once."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from territories.accounts.models import User
from territories.instance.acts import record


class NotAnAdministrator(Refusal):
    code = "not_an_administrator"
    message = _("Seul un administrateur suspend ou rétablit un compte, et jamais le sien.")


@transaction.atomic
def suspend_account(*, user: User, by: User, at: datetime, reason: str = "") -> None:
    """Keep somebody from signing in, and end what is open.

    :raises NotAnAdministrator: for anybody else, and for one's own account.
    """
    _set_active(user, False, by=by, at=at, reason=reason)
    for opened in UserSession.objects.filter(user=user):
        opened.end()


@transaction.atomic
def restore_account(*, user: User, by: User, at: datetime, reason: str = "") -> None:
    """Let somebody sign in again.

    :raises NotAnAdministrator: for anybody else, and for one's own account.
    """
    _set_active(user, True, by=by, at=at, reason=reason)


def _set_active(user: User, active: bool, *, by: User, at: datetime, reason: str) -> None:
    if not by.is_superuser or user.pk == by.pk:
        raise NotAnAdministrator
    changed = User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active)
    if changed:
        verb = "account.restored" if active else "account.suspended"
        record(verb=verb, subject=user, label="", by=by, at=at, reason=reason)
