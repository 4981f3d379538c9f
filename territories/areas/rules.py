"""Pure rules of the map: what words find an area, which time a territory keeps, how an address is made."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crois_sens.kernel.text import sort_key

#: What people write short in names of places, and how the official map writes it.
SHORT_WORDS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
#: A department after a name, as labels show it: « Sainte-Colombe (16) », or typed: ``sainte colombe 16``.
NAME_AND_DEPARTMENT = re.compile(r"(?P<name>.*[a-z].*) (?P<department>\d\d|2a|2b|9[78]\d)")


@dataclass(frozen=True)
class Words:
    """What somebody looks for: folded words, and the department they named beside them."""

    text: str
    department: str = ""

    @property
    def is_code(self) -> bool:
        """Whether these are the beginnings of a postcode or of an official code, not of a name."""
        return bool(re.fullmatch(r"\d[\dab]?\d*", self.text))

    @property
    def is_too_short(self) -> bool:
        """Whether half of France would answer."""
        return len(self.text) < (3 if self.is_code else 2)


def read_words(typed: str) -> Words:
    """Read what was typed: accents, case, hyphens and « St » make no difference.

    >>> read_words("St-Dié").text
    'saint die'
    >>> read_words("Sainte-Colombe (16)")
    Words(text='sainte colombe', department='16')
    """
    found = re.sub(r"\bs/\s*", "sur ", typed[:200], flags=re.IGNORECASE)
    text = " ".join(SHORT_WORDS.get(word, word) for word in sort_key(found).split())
    named = NAME_AND_DEPARTMENT.fullmatch(text)
    return Words(named["name"], named["department"]) if named else Words(text)


def search_key(names: Iterable[str], codes: Iterable[str]) -> str:
    """Join all that an area is found by, each after a bar, so that one trigram index answers every beginning.

    >>> search_key(["Saint-Dié-des-Vosges"], ["88413", "88100"])
    '|saint die des vosges|88413|88100'
    """
    parts = [*map(sort_key, names), *(code.lower().replace("-", " ") for code in codes)]
    return "".join(f"|{part}" for part in parts if part)
