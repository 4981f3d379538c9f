"""Who may: asked by pages, admin and API, answered from the roles of an account."""

from django.db.models import Q
from django.db.models.functions import Now

from territories.accounts.models import Role
from territories.accounts.rules import kinds_with
from territories.areas.models import Area


def areas_of(user, capability: str):
    """The areas, and all inside them, where this account holds a capability; every area for an administrator."""
    if not user.is_authenticated or not user.is_active:
        return Area.objects.none()
    if user.is_superuser:
        return Area.objects.all()
    named = current_roles(user).filter(kind__in=kinds_with(capability)).values("area")
    levels = ["pk", "parent", "parent__parent", "parent__parent__parent", "epci", "parent__epci"]
    inside = Q()
    for level in levels:
        inside |= Q(**{f"{level}__in": named})
    return Area.objects.filter(inside)


def can(user, capability: str, area: Area | None = None) -> bool:
    """Tell whether an account holds a capability in an area, or anywhere when none is named."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    if area is None:
        return current_roles(user).filter(kind__in=kinds_with(capability)).exists()
    return areas_of(user, capability).filter(pk=area.pk).exists()


def current_roles(user):
    """The roles of an account that have not ended (the database's clock: a role ends to the second)."""
    return Role.objects.filter(user=user).filter(Q(ends_at__isnull=True) | Q(ends_at__gt=Now()))
