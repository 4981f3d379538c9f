"""Asking the documents: all words first, then corrected ones, then any of them; a bounded number is ranked.

Three ways lead to the candidates, each along an index and never beyond its limit: titles that begin as typed, the
newest whose title holds the words, the newest that hold them at all. PostgreSQL chooses for each between reading the
newest first until enough answer (common words) and reading all that answer (rare ones).
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import connection

from crois_sens.kernel.text import sort_key
from territories.search.rules import Candidate
from territories.search.words import corrected, stems_of

#: How many candidates each way may bring: by the beginning of the title, by its words, by all words.
BEGIN, NAMED, SAYING = 20, 100, 200
CANDIDATES = """
WITH found AS (
    {begins}(SELECT id FROM territories_searchdocument WHERE title_words @@ {asked}{narrow}
             ORDER BY happened_at DESC, id DESC LIMIT {named})
    UNION (SELECT id FROM territories_searchdocument WHERE words @@ {asked}{narrow}
             ORDER BY happened_at DESC, id DESC LIMIT {saying})
)
SELECT kind, object_id, area_id, themes, extract(year FROM happened_at)::int AS year,
       round((ts_rank('{{0.1,0.2,0.4,1}}', words, {asked}, 1)
              + CASE WHEN key = %(key)s THEN 2 WHEN starts_with(key, %(key)s || ' ') THEN 0.5 ELSE 0 END)::numeric, 4)
       ::float AS score,
       extract(epoch FROM happened_at)::float AS moment, id
  FROM territories_searchdocument JOIN found USING (id)
 ORDER BY score DESC, moment DESC, id DESC
"""
BEGINS = """(SELECT id FROM territories_searchdocument WHERE key >= %(key)s AND key < %(key)s || '{{'{narrow}
             ORDER BY key, id LIMIT {begin}) UNION """
ALL_WORDS = "websearch_to_tsquery('french', search_text(%(typed)s))"
BY_STEMS = "%(stems)s::tsquery"
UNFINISHED = "to_tsquery('french', search_text(%(unfinished)s))"
#: What would end a quoted stem early.
UNSAFE = str.maketrans("", "", "'\\")
NARROWED = {
    "kind": " AND kind = %(kind)s",
    "theme": " AND themes @> ARRAY[%(theme)s]::bigint[]",
    "area": (
        " AND area_id IN (SELECT id FROM territories_area"
        " WHERE id = %(area)s OR ancestors @> ARRAY[%(area)s]::bigint[])"
    ),
    "year": " AND happened_at >= make_date(%(year)s, 1, 1) AND happened_at < make_date(%(year)s + 1, 1, 1)",
}


class How(StrEnum):
    """Which question was answered: as asked, with corrected words, or with some of the words only."""

    ASKED, CORRECTED, SOME = "asked", "corrected", "some"


@dataclass(frozen=True)
class Question:
    """What somebody looks for; ids and a year narrow it."""

    typed: str
    kind: str = ""
    area: int | None = None
    theme: int | None = None
    year: int | None = None

    @property
    def key(self) -> str:
        """The words, folded."""
        return sort_key(self.typed)[:200]

    @property
    def is_plain(self) -> bool:
        """Whether it is words alone, without the quotes and minus signs that say how to read them."""
        return bool(self.key) and not re.search(r'"|(^|\s)-', self.typed)

    @property
    def narrowed(self) -> dict:
        """What narrows the question, by name."""
        named = {name: getattr(self, name) for name in NARROWED}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Answer:
    """The best candidates, which question they answer, and the stems that were looked for."""

    found: list[Candidate] = field(default_factory=list)
    how: How = How.ASKED
    stems: list[str] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether there may be more than what is ranked."""
        return len(self.found) >= SAYING


def find(question: Question) -> Answer:
    """Answer a question that somebody finished typing, as well as the words allow."""
    stems = stems_of(question.typed)
    if not stems:
        return Answer()
    if found := candidates(question, ALL_WORDS):
        return Answer(found, How.ASKED, stems)
    instead = corrected(stems)
    known = [words for words in instead if words]
    flat = [word for words in known for word in words]
    if len(known) == len(stems) and (found := candidates(question, BY_STEMS, stems=written(known, " & "))):
        return Answer(found, How.ASKED if flat == stems else How.CORRECTED, flat)
    if known and (found := candidates(question, BY_STEMS, stems=written(known, " | "))):
        return Answer(found, How.SOME if len(stems) > 1 else How.CORRECTED, flat)
    return Answer([], How.ASKED, stems)


def suggest(typed: str, *, limit: int) -> Answer:
    """Answer a question whose last word is not finished; mistakes are forgiven when nothing begins so."""
    question = Question(typed)
    words = question.key.split()
    if not words or len(question.key) < 2:
        return Answer()
    unfinished = " & ".join([*words[:-1], f"{words[-1]}:*"])
    if found := candidates(question, UNFINISHED, unfinished=unfinished, limit=limit):
        return Answer(found, How.ASKED, words)
    return find(question) if len(words[-1]) > 3 else Answer()


def candidates(question: Question, asked: str, *, limit: int = SAYING, **words: str) -> list[Candidate]:
    """Return the best documents for a text query, in one statement whose price has a ceiling."""
    narrow = "".join(NARROWED[name] for name in question.narrowed)
    limits = {"begin": min(limit, BEGIN), "named": min(limit, NAMED), "saying": limit}
    begins = BEGINS.format(narrow=narrow, **limits) if question.is_plain else ""
    sql = CANDIDATES.format(begins=begins, asked=asked, narrow=narrow, **limits)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"typed": question.typed, "key": question.key, **question.narrowed, **words})
        return [Candidate(*row[:3], tuple(row[3]), row[4], tuple(row[5:])) for row in cursor.fetchall()]


def written(words: list[list[str]], between: str) -> str:
    """Write stems as a query: one of each group, and all groups or any; what would end a quoted one early is left out.

    >>> written([["velo"], ["abri", "arbr"]], " & ")
    "('velo') & ('abri' | 'arbr')"
    """
    quoted = [[f"'{word.translate(UNSAFE)}'" for word in group] for group in words]
    return between.join(f"({' | '.join(group)})" for group in quoted)
