"""Words as keys: folded for search, sorted as French readers sort, shortened for addresses."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "’": "'", "–": "-", "—": "-"})


def fold(text: str) -> str:
    """Strip accents, ligatures, case and doubled spaces, so that « Saint-Dié » is found by ``saint-die``."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def sort_key(text: str) -> str:
    """Return the key by which French names are ordered, whatever the collation of the database."""
    return " ".join(re.sub(r"[^0-9a-z]+", " ", fold(text)).split())


def slug(text: str, *, length: int = 60) -> str:
    """Return a readable address part, cut between words; empty text gives ``sans-titre``."""
    words = sort_key(text).replace(" ", "-")
    if len(words) > length:
        words = words[: length + 1].rpartition("-")[0] or words[:length]
    return words or "sans-titre"
