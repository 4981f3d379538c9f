"""One key, one voter: how a person is recognised by a poll, across accounts, erasure and channels."""

import hashlib
import hmac
import secrets
from datetime import date

from django.conf import settings

from crois_sens.kernel.text import fold
from participation.ballots.models import KeyMethod
from territories.accounts.rules import civil_key

#: Providers that ignore dots before the @: « j.dupont » and « jdupont » reach the same mailbox.
DOTS_MEAN_NOTHING = frozenset({"gmail.com", "googlemail.com"})

#: Signs of the codes in letters: none that looks like another one, read aloud or printed. 12 of them are 59 bits.
CODE_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 12


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


def identity_of_list_line(number: int, born: date) -> str:
    """Say who a person of an imported list is: their number and their date of birth, which their account must tell."""
    return f"list:{number}|{born.isoformat()}"


def identity_of_code(code: str) -> str:
    """Say who holds a code; spaces, dashes and case are the reader's."""
    return f"code:{plain_code(code)}"


def plain_code(code: str) -> str:
    """Return a code without what helps to read it.

    >>> plain_code(" abcd-efgh jkmn ")
    'ABCDEFGHJKMN'
    """
    return "".join(sign for sign in code.upper() if sign in CODE_SIGNS)


def new_code() -> str:
    """Draw a code."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


def spaced_code(code: str) -> str:
    """Write a code in groups of four, as it is printed."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def identity_of_civil(*, birth_name: str, first_names: str, born: date, birthplace: str = "") -> str:
    """Say who a person is by their identity document, as an agent reads it."""
    told = {"birth_name": birth_name, "first_names": first_names, "born": born, "birthplace": birthplace}
    return identity_of_civil_key(civil_key(**told, secret=settings.ROLL_KEY))


def identity_of_civil_key(key: str) -> str:
    """Say who a person is by the keyed hash of an identity, as a provider's answer leaves it."""
    return f"civil:{key}"


def key_at_hand(poll, participant) -> str | None:
    """Return the key by which a poll knows this participant without asking; ``None`` where they prove it first."""
    if poll.key_method != KeyMethod.EMAIL:
        return None
    return elector_key(poll.pk, identity_of(participant))


def elector_key(poll_id: int, identity: str) -> str:
    """Return the keyed hash under which this person stands on the roll of this poll.

    The key lives outside the database; the poll is part of the message, so that rolls of two polls cannot be joined.
    """
    message = f"crois-sens/elector/1|{poll_id}|{fold(identity)}"
    return hmac.new(settings.ROLL_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()
