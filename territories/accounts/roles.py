"""Giving and taking roles: each is an act in the log, and opens or shuts the teams' space."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from territories.accounts.models import Role, User
from territories.accounts.permissions import can, forget_roles, held_roles
from territories.accounts.rules import grantable, kinds_with
from territories.areas.models import Area
from territories.instance.acts import record
from territories.notices.operations import owe


class RoleNotYours(Refusal):
    code = "role_not_yours"
    message = _("Vous ne pouvez pas donner ni retirer ce rôle sur ce territoire.")


class RoleAlreadyHeld(Refusal):
    code = "role_already_held"
    message = _("Cette personne a déjà ce rôle sur ce territoire.")


class NoSuchAccount(Refusal):
    code = "no_such_account"
    message = _(
        "Aucun compte confirmé n’a cette adresse. La personne s’inscrit d’abord, puis vous lui donnez son rôle."
    )


class NotOneself(Refusal):
    code = "not_oneself"
    message = _("On ne change pas ses propres rôles : demandez-le à un collègue.")


@transaction.atomic
def grant_role(*, email: str, kind: str, area: Area, by: User, at: datetime, ends_at: datetime | None = None) -> Role:
    """Give a role in an area to the account of an address, and tell its owner.

    Administrators give every role everywhere; managers give the other roles inside their own areas.

    :raises RoleNotYours: for a role or an area that the giver does not command.
    :raises NoSuchAccount: when no confirmed account has the address.
    :raises RoleAlreadyHeld: when the account holds this role there already.
    """
    _check(kind=kind, area=area, by=by)
    user = User.objects.filter(email=email.strip().lower(), is_active=True, emailaddress__verified=True).first()
    if user is None:
        raise NoSuchAccount
    if user.pk == by.pk and not by.is_superuser:
        raise NotOneself
    try:
        with transaction.atomic():
            role = Role.objects.create(user=user, kind=kind, area=area, granted_at=at, granted_by=by, ends_at=ends_at)
    except IntegrityError as error:
        raise RoleAlreadyHeld from error
    _open_or_shut(user)
    after = {"kind": kind, "area": area.pk, "ends_at": ends_at.isoformat() if ends_at else None}
    record(verb="role.granted", subject=role, area=area, by=by, at=at, after=after)
    owe(
        kind="staff.role",
        key=f"staff.role:{role.pk}",
        title=_("Vous avez un nouveau rôle"),
        text=_("Vous êtes désormais « %(kind)s » pour %(area)s. L’espace des équipes vous est ouvert.")
        % {"kind": role.get_kind_display(), "area": area},
        participant=user.participant,
        url="/admin/",
        at=at,
    )
    return role


@transaction.atomic
def revoke_role(*, role: Role, by: User, at: datetime, reason: str = "") -> None:
    """Take a role back.

    :raises RoleNotYours: for a role or an area that the taker does not command.
    """
    _check(kind=role.kind, area=role.area, by=by)
    if role.user_id == by.pk and not by.is_superuser:
        raise NotOneself
    before = {"kind": role.kind, "area": role.area_id}
    record(verb="role.revoked", subject=role, area=role.area, by=by, at=at, before=before, reason=reason)
    user = role.user
    role.delete()
    _open_or_shut(user)


def shut_ended(*, at: datetime) -> int:
    """Shut the teams' space to those whose last role has ended; run once a day."""
    entering = Role.objects.filter(user=OuterRef("pk"), kind__in=kinds_with("staff.enter"))
    current = entering.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))
    return User.objects.filter(~Exists(current), is_staff=True, is_superuser=False).update(is_staff=False)


def _check(*, kind: str, area: Area, by: User) -> None:
    if by.is_superuser and by.is_active:
        return
    inside = {area.pk, *area.ancestors}
    kinds = [held for held, place in held_roles(by) if place in inside]
    if not can(by, "roles.grant", area) or kind not in grantable(kinds):
        raise RoleNotYours


def _open_or_shut(user: User) -> None:
    """Let ``is_staff`` follow the roles, so that their holders, and nobody else, may open the admin."""
    forget_roles(user)
    enters = user.is_superuser or any(kind in kinds_with("staff.enter") for kind, _area in held_roles(user))
    if user.is_staff != enters:
        user.is_staff = enters
        user.save(update_fields=["is_staff"])
