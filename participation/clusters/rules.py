"""Which accounts look like one person's: two signs of three, on the accounts alone; nothing here knows a ballot."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

#: Fewer accounts than this are a family.
SMALLEST = 5
#: Accounts that follow each other within this time were made in a row.
IN_A_ROW = timedelta(minutes=30)
#: Who gives mailboxes to everybody: to share one of these domains is no sign.
FOR_EVERYBODY = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.com"),
        *("live.fr", "msn.com", "yahoo.com", "yahoo.fr", "ymail.com", "icloud.com", "me.com", "aol.com", "gmx.com"),
        *("gmx.fr", "mail.com", "proton.me", "protonmail.com", "laposte.net", "orange.fr", "wanadoo.fr", "free.fr"),
        *("sfr.fr", "neuf.fr", "bbox.fr", "numericable.fr", "club-internet.fr", "aliceadsl.fr"),
    }
)


class Sign(StrEnum):
    """What accounts of a cluster have in common; ``wording`` says each."""

    ALIKE = "alike"
    DOMAIN = "domain"
    IN_A_ROW = "in_a_row"


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """An account that voted: when it was made, its address in one spelling, and the key it votes under."""

    made_at: datetime
    address: str
    key: int


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts with at least two signs in common, the first made first."""

    accounts: tuple[Account, ...]
    signs: tuple[tuple[Sign, str], ...]


def find_groups(accounts: Iterable[Account], *, smallest: int = SMALLEST) -> list[Group]:
    """Return the groups of accounts that share two signs of three; an account is in one group at most.

    Addresses that differ by their figures only, at a domain that is not everybody's, are two signs already; at a domain
    that gives mailboxes to everybody they must have been made in a row, as must other addresses of one rare domain.
    """
    by_domain: dict[str, list[Account]] = defaultdict(list)
    for account in sorted(accounts):
        by_domain[account.address.rpartition("@")[2]].append(account)
    found = []
    for domain, people in sorted(by_domain.items()):
        if len(people) >= smallest:
            found += _of_everybody(people, smallest) if domain in FOR_EVERYBODY else _of_one_domain(people, smallest)
    return found


def pattern_of(address: str) -> str:
    """Return an address with its figures left open; without figures it is like no other.

    >>> pattern_of("vote0012@domaine.example")
    'vote#@domaine.example'
    >>> pattern_of("angela@domaine.example")
    ''
    """
    local, _at, domain = address.rpartition("@")
    opened = re.sub(r"\d+", "#", local)
    return f"{opened}@{domain}" if "#" in opened else ""


def chains(accounts: Sequence[Account]) -> Iterator[list[Account]]:
    """Split accounts, sorted by when they were made, wherever the next one came late."""
    chain: list[Account] = []
    for account in accounts:
        if chain and account.made_at - chain[-1].made_at > IN_A_ROW:
            yield chain
            chain = []
        chain.append(account)
    if chain:
        yield chain


def _of_everybody(people: list[Account], smallest: int) -> Iterator[Group]:
    for pattern, alike in _alike(people):
        for chain in chains(alike):
            if len(chain) >= smallest:
                yield Group(tuple(chain), ((Sign.ALIKE, pattern), (Sign.IN_A_ROW, _span(chain))))


def _of_one_domain(people: list[Account], smallest: int) -> Iterator[Group]:
    domain = people[0].address.rpartition("@")[2]
    taken: set[int] = set()
    for pattern, alike in _alike(people):
        if len(alike) >= smallest:
            taken |= {account.key for account in alike}
            yield Group(tuple(alike), ((Sign.ALIKE, pattern), (Sign.DOMAIN, domain)))
    for chain in chains([account for account in people if account.key not in taken]):
        if len(chain) >= smallest:
            yield Group(tuple(chain), ((Sign.DOMAIN, domain), (Sign.IN_A_ROW, _span(chain))))


def _alike(people: Iterable[Account]) -> list[tuple[str, list[Account]]]:
    by_pattern: dict[str, list[Account]] = defaultdict(list)
    for account in people:
        if pattern := pattern_of(account.address):
            by_pattern[pattern].append(account)
    return sorted(by_pattern.items())


def _span(chain: Sequence[Account]) -> str:
    """How many minutes passed between the first and the last account."""
    return str((chain[-1].made_at - chain[0].made_at) // timedelta(minutes=1))
