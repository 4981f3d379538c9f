"""Pure rules of the search: how far a typing mistake goes, what to narrow by, which stretch of a text to show."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crois_sens.kernel.text import fold

#: Letters of an extract around the first word that was found, and how far a text is read for it: as far as documents.
EXTRACT, BEFORE, READ = 220, 70, 3000
#: Choices offered by each facet.
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that answers, as it is ranked; ``place`` says where it stands in the list, the best first."""

    kind: str
    object_id: int
    area_id: int | None
    themes: tuple[int, ...]
    year: int
    place: tuple[float, float, int]


@dataclass(frozen=True, slots=True)
class Facets:
    """What a list can be narrowed by, the most frequent first: pairs of a value and how often it occurs."""

    kinds: list[tuple[str, int]]
    areas: list[tuple[int, int]]
    themes: list[tuple[int, int]]
    years: list[tuple[int, int]]


def facets_of(found: Collection[Candidate]) -> Facets:
    """Count what the candidates have in common."""
    areas = Counter(one.area_id for one in found if one.area_id)
    themes = Counter(theme for one in found for theme in one.themes)
    years = Counter(one.year for one in found)
    return Facets(
        kinds=Counter(one.kind for one in found).most_common(),
        areas=areas.most_common(OFFERED),
        themes=themes.most_common(OFFERED),
        years=sorted(years.items(), reverse=True)[:OFFERED],
    )


def beyond(found: Sequence[Candidate], mark: tuple[float, float, int] | None) -> int:
    """Return where the page after a mark begins, in a list whose best come first."""
    if mark is None:
        return 0
    return next((index for index, one in enumerate(found) if one.place < mark), len(found))


def distance(one: str, other: str) -> int:
    """Count the letters to add, drop, change or swap with their neighbour until two words are the same.

    >>> distance("jadrin", "jardin"), distance("eclerage", "eclairage")
    (1, 2)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, there in enumerate(other, start=1):
            step = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                step = min(step, earlier[j - 2] + 1)
            row.append(step)
    return row[-1]


def meant(stem: str, words: Iterable[tuple[str, int]]) -> list[str]:
    """Return what a stem that exists nowhere may have meant: words that begin so, or nearly the same, three at most.

    :param words: words that exist, each with the number of documents that hold it.
    """
    slips = 1 if len(stem) < 6 else 2
    near = []
    for word, documents in words:
        steps = distance(stem, word)
        if steps <= slips or word.startswith(stem):
            near.append((min(steps, slips + 1), -documents, word))
    return [word for _steps, _documents, word in sorted(near)[:3]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, and whether it is a word that was looked for."""

    text: str
    found: bool


def marked(text: str, stems: Collection[str]) -> list[Stretch]:
    """Cut a text at the words that begin like one of the stems, accents aside."""
    edges = [0, *(edge for start, end in places(text, stems) for edge in (start, end)), len(text)]
    pieces = [Stretch(text[start:end], bool(number % 2)) for number, (start, end) in enumerate(pairwise(edges))]
    return [piece for piece in pieces if piece.text]


def places(text: str, stems: Collection[str]) -> Iterator[tuple[int, int]]:
    """Find the words that begin like one of the stems, one after the other."""
    for word in re.finditer(r"\w+", text):
        folded = fold(word.group())
        if any(folded.startswith(stem) for stem in stems):
            yield word.start(), word.end()


def extract(text: str, stems: Collection[str]) -> str:
    """Return the stretch of a text around the first word that was found, cut between words."""
    text = " ".join(text.split())
    first, _end = next(places(text[:READ], stems), (0, 0))
    start = 0 if first <= BEFORE else text.find(" ", first - BEFORE) + 1
    cut = text[start : start + EXTRACT]
    if start + EXTRACT < len(text):
        cut = f"{cut.rpartition(' ')[0] or cut} …"
    return f"… {cut}" if start else cut
