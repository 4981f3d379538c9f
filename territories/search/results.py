"""From ranked candidates to what a reader sees: a page of results, what narrows them, what they say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core import signing

from territories.areas.models import Area
from territories.instance.models import Theme
from territories.search.finding import Answer
from territories.search.forms import SearchForm, kinds
from territories.search.rules import Candidate, beyond, extract, facets_of, marked
from territories.search.sources import Found, sources

SALT = "search"


class WrongMark(Exception):
    """A mark that this search did not give."""


@dataclass(frozen=True)
class ResultPage:
    """A stretch of the results and the marks of its neighbours, empty where there is none."""

    rows: list[Found]
    older: str = ""
    newer: str | None = None


def page_of(answer: Answer, written: str, *, size: int) -> ResultPage:
    """Return the page that a mark names; what was withdrawn this very moment is left out.

    :raises WrongMark: for a mark that this search did not give.
    """
    start = beyond(answer.found, _read(written))
    stretch = answer.found[start : start + size]
    older = _mark(stretch[-1]) if start + size < len(answer.found) else ""
    newer = None
    if start:
        newer = _mark(answer.found[start - size - 1]) if start > size else ""
    return ResultPage(shown(stretch), older, newer)


def shown(candidates: Sequence[Candidate]) -> list[Found]:
    """Read what everyone may see of these rows, one query for each kind, in their order."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for one in candidates:
        wanted[one.kind].append(one.object_id)
    rows = {
        (source.kind, pk): found
        for source in sources()
        if source.kind in wanted
        for pk, found in source(ids=wanted[source.kind], person=AnonymousUser()).items()
    }
    return [rows[name] for one in candidates if (name := (one.kind, one.object_id)) in rows]


def lines_of(rows: Iterable[Found], stems: Iterable[str]) -> list[dict]:
    """Write results with the words that were found marked."""
    stems = [stem for stem in stems if len(stem) > 1]
    return [
        {"row": row, "title": marked(row.title, stems), "text": marked(extract(row.text, stems), stems)} for row in rows
    ]


@dataclass(frozen=True)
class Choice:
    """A value that a list can be narrowed to, in words, and how many results have it."""

    value: Any
    label: Any
    number: int


@dataclass(frozen=True)
class Facet:
    """A way to narrow a list: its parameter, its choices, and the one that was chosen, in words."""

    name: str
    title: Any
    choices: list[Choice]
    chosen: Any = ""


def facets_for(answer: Answer, form: SearchForm) -> list[Facet]:
    """Name what the candidates can be narrowed by, or are; two queries, whatever their number."""
    counted = facets_of(answer.found)
    labels = dict(kinds())
    areas = Area.objects.in_bulk([pk for pk, _number in counted.areas])
    themes = Theme.objects.in_bulk([pk for pk, _number in counted.themes])
    choices = {
        "kind": [Choice(kind, labels[kind], number) for kind, number in counted.kinds],
        "area": [Choice(areas[pk].slug, areas[pk].label, number) for pk, number in counted.areas if pk in areas],
        "theme": [Choice(themes[pk].slug, themes[pk], number) for pk, number in counted.themes if pk in themes],
        "year": [Choice(year, year, number) for year, number in counted.years],
    }
    chosen = form.cleaned_data if form.is_valid() else {}
    chosen |= {"kind": labels.get(chosen.get("kind"), "")}
    return [Facet(name, form.fields[name].label, found, chosen.get(name) or "") for name, found in choices.items()]


def _mark(one: Candidate) -> str:
    return signing.dumps(one.place, salt=SALT)


def _read(written: str) -> tuple[float, float, int] | None:
    if not written:
        return None
    try:
        score, moment, pk = signing.loads(written, salt=SALT)
    except signing.BadSignature as error:
        raise WrongMark from error
    return score, moment, pk
