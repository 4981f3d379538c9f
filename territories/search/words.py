"""Mistyped words: the stems that exist, kept by a job, and those that a stem which exists nowhere may have meant."""

from django.db import connection, transaction

from territories.search.rules import meant

#: Names one lock for all workers: "SRCH".
LOCK = 0x53524348
#: Stems are folded already; numbers and odd signs are nobody's typing mistake.
LEARN = """
WITH known AS MATERIALIZED (
    SELECT word, ndoc FROM ts_stat('SELECT words FROM territories_searchdocument') WHERE word ~ '^[a-z]{3,40}$'
), gone AS (
    DELETE FROM territories_searchword WHERE stem NOT IN (SELECT word FROM known)
)
INSERT INTO territories_searchword AS written (stem, documents) SELECT word, ndoc FROM known
    ON CONFLICT (stem) DO UPDATE SET documents = EXCLUDED.documents WHERE written.documents <> EXCLUDED.documents
"""
STEMS = "SELECT tsvector_to_array(to_tsvector('french', search_text(%s)))"
# The nearest by groups of three letters, by their tree; the likeliest of those that begin so, by the key's own.
NEAR = """
SELECT asked.stem, near.stem, near.documents
  FROM unnest(%s::text[]) AS asked (stem)
  LEFT JOIN LATERAL (
    (SELECT stem, documents FROM territories_searchword WHERE stem = asked.stem)
    UNION (SELECT stem, documents FROM territories_searchword ORDER BY stem <-> asked.stem LIMIT 24)
    UNION (SELECT stem, documents FROM territories_searchword
            WHERE stem >= asked.stem AND stem < asked.stem || '{' ORDER BY stem LIMIT 24)
  ) AS near ON true
"""


def stems_of(typed: str) -> list[str]:
    """Return the French stems of what was typed, accents and little words gone."""
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [typed])
        return cursor.fetchone()[0]


def corrected(stems: list[str]) -> list[list[str]]:
    """Return for each stem those to look for instead: itself where it exists, else what it may have meant."""
    with connection.cursor() as cursor:
        cursor.execute(NEAR, [stems])
        near = cursor.fetchall()
    words: dict[str, list[tuple[str, int]]] = {stem: [] for stem in stems}
    for stem, word, documents in near:
        if word is not None:
            words[stem].append((word, documents))
    return [[stem] if stem in dict(words[stem]) else meant(stem, words[stem]) for stem in stems]


@transaction.atomic
def learn_words() -> None:
    """Keep the list of stems that exist, and in how many documents; one worker at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if cursor.fetchone()[0]:
            cursor.execute(LEARN)
