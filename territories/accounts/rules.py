"""Who may do what: one table from roles to capabilities. A capability holds within the area of the role."""

import hashlib
import hmac
from datetime import date, timedelta

from crois_sens.kernel.text import sort_key

CAPABILITIES: dict[str, frozenset[str]] = {
    "manager": frozenset(
        {
            "staff.enter",
            "areas.edit",
            "people.see",
            "people.enter",
            "roles.grant",
            "consultations.see",
            "consultations.run",
            "proposals.see",
            "proposals.enter",
            "proposals.decide",
            "proposals.study",
            "proposals.moderate",
            "polls.run",
            "polls.judge",
            "polls.strike_off",
            "polls.enter_paper",
            "projects.edit",
            "actors.edit",
            "events.edit",
            "library.edit",
            "reports.ask",
            "notices.see",
            "acts.see",
        }
    ),
    "instructor": frozenset({"staff.enter", "consultations.see", "proposals.study"}),
    "commission": frozenset({"staff.enter", "consultations.see", "proposals.see", "proposals.decide", "polls.judge"}),
    "agent": frozenset({"staff.enter", "people.enter", "proposals.enter", "polls.strike_off", "polls.enter_paper"}),
    "elected": frozenset({"staff.enter", "consultations.see", "proposals.see", "acts.see"}),
    "partner": frozenset(),
}

ALL_CAPABILITIES = frozenset().union(*CAPABILITIES.values())


def kinds_with(capability: str) -> list[str]:
    """Return the roles that hold a capability.

    :raises KeyError: when no role holds it, which is a typing mistake.
    """
    if capability not in ALL_CAPABILITIES:
        raise KeyError(capability)
    return [kind for kind, held in CAPABILITIES.items() if capability in held]


#: Which roles a role may give to others, within its own areas; administrators give all of them, everywhere.
#: A manager composes the team of a territory, but does not make other managers: that is the administrator's decision.
GRANTS: dict[str, frozenset[str]] = {
    "manager": frozenset({"instructor", "commission", "agent", "elected", "partner"}),
}


def grantable(kinds: list[str]) -> frozenset[str]:
    """Return the roles that somebody holding these roles may give and take."""
    return frozenset().union(*(GRANTS.get(kind, frozenset()) for kind in kinds))


def address_key(address: str, *, secret: str) -> str:
    """Return the keyed hash that stands for an e-mail address; without the secret it cannot be guessed back."""
    folded = address.strip().casefold()
    return hmac.new(secret.encode(), f"address:{folded}".encode(), hashlib.sha256).hexdigest()


#: How often a code may be tried: five guesses among a million.
MOST_TRIES = 5


def signup_code(request: str, *, secret: str) -> str:
    """Return the six digits that confirm a request for an account.

    >>> len(signup_code("12|jeanne@exemple.fr", secret="s"))
    6
    """
    digest = hmac.new(secret.encode(), f"signup-code:{request}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8]) % 1_000_000:06}"


def civil_key(*, birth_name: str, first_names: str, born: date, birthplace: str = "", secret: str) -> str:
    """Return the keyed hash that stands for an identity as documents tell it, alike at a desk and from a provider.

    Of the first names the first one, as people and papers do not agree on the others.

    :param birthplace: only where two people of the same name were born the same day.
    """
    first = sort_key(first_names).partition(" ")[0]
    if not sort_key(birth_name) or not first:
        raise ValueError("an identity has a name and a first name")
    told = f"civil:{sort_key(birth_name)}|{first}|{born.isoformat()}|{sort_key(birthplace)}"
    return hmac.new(secret.encode(), told.encode(), hashlib.sha256).hexdigest()


#: Words in what browsers say of themselves, the first that fits wins: « Edg » also says Chrome, Chrome says Safari.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def device_name(user_agent: str) -> str:
    """Name a device as its owner would, from what its browser says of itself; empty when it says nothing known.

    >>> device_name("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox, Linux'
    """
    found = [next((name for word, name in table.items() if word in user_agent), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name)


#: How long an unconfirmed sign-up is kept; how long a copy of personal data; how long a worker may hold one.
SIGNUP_LASTS = timedelta(days=3)
EXPORT_LASTS = timedelta(days=7)
EXPORT_HELD_FOR = timedelta(minutes=10)
