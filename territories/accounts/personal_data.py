"""What accounts know of a person, and how it is erased; registered when the app is ready."""

from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction

from territories.accounts.models import DataExport, Participant, Role


def card(*, participant: Participant) -> dict:
    """The person's card: name, commune, contact."""
    identity = getattr(participant, "identity", None)
    return {
        "pseudonym": str(participant.public_id),
        "since": participant.created_at,
        "home": str(participant.home) if participant.home else None,
        "links": participant.links,
        "entered_at_a_desk": participant.entered_by_id is not None,
        "display_name": identity.display_name if identity else None,
        "full_name": identity.full_name if identity else None,
        "email": identity.email if identity else None,
        "phone": identity.phone if identity else None,
        "postal_address": identity.postal_address if identity else None,
    }


def account(*, participant: Participant) -> dict:
    """The account: addresses, roles and open sessions."""
    user = getattr(participant, "user", None)
    if user is None:
        return {}
    addresses = EmailAddress.objects.filter(user=user).values("email", "verified", "primary")
    roles = Role.objects.filter(user=user).values("kind", "area__name", "granted_at", "ends_at")
    sessions = UserSession.objects.filter(user=user).values("ip", "user_agent", "created_at", "last_seen_at")
    return {
        "email": user.email,
        "joined": user.date_joined,
        "last_login": user.last_login,
        "addresses": list(addresses),
        "roles": list(roles),
        "sessions": list(sessions),
    }


def erase_exports(*, participant: Participant, at: datetime) -> None:
    """Delete the copies of data that were built for the person; one being built is waited for."""
    for export in DataExport.objects.select_for_update().filter(participant=participant):
        if export.file:
            transaction.on_commit(partial(export.file.storage.delete, export.file.name))
        export.delete()
