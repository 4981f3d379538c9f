"""Who may: asked by pages, admin and API, answered from the roles of an account."""

from django.db.models import Q
from django.db.models.functions import Now

from territories.accounts.models import Role
from territories.accounts.rules import CAPABILITIES, kinds_with
from territories.areas.models import Area


def current_roles(user):
    """The roles of an account that have not ended (the database's clock: a role ends to the second)."""
    return Role.objects.filter(user=user).filter(Q(ends_at__isnull=True) | Q(ends_at__gt=Now()))


def held_roles(user) -> list[tuple[str, int]]:
    """Return ``(kind, area id)`` of each current role, read once for this object: an account lives for one request."""
    # By attribute, not by ``__dict__``: the user of a request is a lazy object whose own dictionary is another.
    held = getattr(user, "_held_roles", None)
    if held is None:
        held = user._held_roles = list(current_roles(user).values_list("kind", "area_id"))
    return held


def forget_roles(user) -> None:
    """Read the roles anew at the next question; called by the operations that grant and revoke."""
    user._held_roles = None


def named_areas(user, *capabilities: str) -> list[int]:
    """Return the ids of the areas of the roles that hold one of these capabilities."""
    kinds = {kind for capability in capabilities for kind in kinds_with(capability)}
    return sorted({area for kind, area in held_roles(user) if kind in kinds})


def areas_of(user, *capabilities: str):
    """The areas, and all inside them, where this account holds one of these; every area for an administrator."""
    if not is_active(user):
        return Area.objects.none()
    if user.is_superuser:
        return Area.objects.all()
    return Area.objects.within(named_areas(user, *capabilities))


def can(user, capability: str, area: Area | None = None) -> bool:
    """Tell whether an account holds a capability in an area, or anywhere when none is named.

    For a row without any area (national, foreign) ask ``can_everywhere`` instead: ``None`` means "somewhere" here.
    """
    if not is_active(user):
        return False
    if user.is_superuser:
        return True
    named = named_areas(user, capability)
    if area is None:
        return bool(named)
    return not {area.pk, *area.ancestors}.isdisjoint(named)


def role_in(user, area: Area | None = None) -> str:
    """Return the role in which an account acts in an area (or anywhere), for the log of acts; empty for residents."""
    if not is_active(user):
        return ""
    if user.is_superuser:
        return "administrator"
    inside = None if area is None else {area.pk, *area.ancestors}
    held = {kind for kind, place in held_roles(user) if inside is None or place in inside}
    return next((kind for kind in CAPABILITIES if kind in held), "")


def can_everywhere(user) -> bool:
    """Tell whether an account may touch what belongs to no area: administrators only."""
    return is_active(user) and user.is_superuser


def is_active(user) -> bool:
    """Tell whether somebody is signed in with an account that is not suspended."""
    return user is not None and user.is_authenticated and user.is_active
