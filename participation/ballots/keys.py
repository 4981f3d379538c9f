"""One key, one voter: how a person is recognised by a poll, across accounts, erasure and channels."""

import hashlib
import hmac

from django.conf import settings

from crois_sens.kernel.text import fold

#: Providers that ignore dots before the @: « j.dupont » and « jdupont » reach the same mailbox.
DOTS_MEAN_NOTHING = frozenset({"gmail.com", "googlemail.com"})


def mailbox(email: str) -> str:
    """Return one spelling for all the addresses that reach the same mailbox.

    >>> mailbox(" Jeanne.Dupont+vote@Gmail.com ")
    'jeannedupont@gmail.com'
    >>> mailbox("jean.petit+bp@exemple.fr")
    'jean.petit@exemple.fr'
    """
    local, _, domain = email.strip().casefold().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in DOTS_MEAN_NOTHING:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def identity_of(participant) -> str:
    """Say who a participant is to a poll: their confirmed address, or the person registered at a desk without one."""
    user = getattr(participant, "user", None)
    email = user.email if user is not None else getattr(getattr(participant, "identity", None), "email", "")
    return identity_of_email(email) if email else f"person:{participant.public_id}"


def identity_of_email(email: str) -> str:
    """Say who the owner of an address is to a poll."""
    return f"email:{mailbox(email)}"


def identity_of_line(urn_id: int, line_no: int) -> str:
    """Say who a person is of whom the poll only knows a line of the signature sheet of an urn."""
    return f"line:{urn_id}:{line_no}"


def elector_key(poll_id: int, identity: str) -> str:
    """Return the keyed hash under which this person stands on the roll of this poll.

    The key lives outside the database; the poll is part of the message, so that rolls of two polls cannot be joined.
    """
    message = f"crois-sens/elector/1|{poll_id}|{fold(identity)}"
    return hmac.new(settings.ROLL_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()
