"""Who somebody is, told by the State: OpenID Connect in the shape of FranceConnect v2.

It proves an identity, not a residence, and it opens no account: a person who is signed in asks for it, and all that
stays is a keyed hash of their birth name, first name and date of birth, for ten minutes, until the page that asked
takes it (``take_identity``). ``provider`` is what FranceConnect wants and stock allauth does not do.
"""

from datetime import datetime, timedelta

from django.conf import settings

#: Where a session keeps the nonce of the request that is under way, and the page to return to.
UNDER_WAY = "identity_asked"
#: Where a session keeps what was told, and for how long.
TOLD, LASTS = "identity_told", timedelta(minutes=10)


def provider_is_set() -> bool:
    """Tell whether this installation has an identity provider."""
    return bool(settings.FRANCECONNECT["server_url"])


def keep_identity(request, civil_key: str, *, at: datetime) -> None:
    """Keep what the provider told until the page that asked takes it."""
    request.session[TOLD] = {"key": civil_key, "at": at.isoformat()}


def take_identity(request, *, at: datetime) -> str | None:
    """Return the keyed hash of the identity that was just told, once."""
    told = request.session.pop(TOLD, None)
    if told is None or at - datetime.fromisoformat(told["at"]) > LASTS:
        return None
    return told["key"]
