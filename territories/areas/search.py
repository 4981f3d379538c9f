"""Finding a place while typing: by its name without accents, its postcode or its official code."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from crois_sens.kernel.text import sort_key
from territories.areas.models import Area, AreaKind
from territories.areas.rules import Words, read_words

#: How alike a mistyped word must be before it is offered.
ALIKE = 0.4


def find_areas(
    typed: str, *, kinds: Iterable[str] = (AreaKind.COMMUNE,), inside: Area | None = None, limit: int = 8
) -> list[Area]:
    """Return the places that somebody may mean, best first; alike spellings only when nothing fits exactly.

    :param kinds: natures of areas to look among.
    :param inside: only places that lie in this one.
    """
    words = read_words(typed)
    if words.is_too_short:
        return []
    rows = Area.objects.current().filter(kind__in=list(kinds)).select_related("parent")
    if inside is not None:
        rows = rows.within([inside])
    found = list(ranked(matching(rows, words), words)[:limit])
    if found or words.is_code or len(words.text) < 4:
        return found
    return list(alike(rows, words)[:limit])


@dataclass(frozen=True)
class Answer:
    """The one place that was meant, or those that may have been."""

    area: Area | None = None
    candidates: tuple[Area, ...] = ()


def which_area(typed: str, *, kinds: Iterable[str] = (AreaKind.COMMUNE,), inside: Area | None = None) -> Answer:
    """Tell which place was meant, if that is beyond doubt: its code, its whole name, or the only one that fits.

    What merely resembles is never taken for granted: it is a candidate.
    """
    words = read_words(typed)
    found = find_areas(typed, kinds=kinds, inside=inside, limit=12)
    sure = [area for area in found if words.text in (sort_key(area.code), area.sort_key)]
    if not sure and len(found) == 1 and f"|{words.text}" in found[0].search_key:
        sure = found
    return Answer(area=sure[0]) if len(sure) == 1 else Answer(candidates=tuple(found))


def matching(rows: QuerySet, words: Words) -> QuerySet:
    """Areas with a name, former name, code or postcode that begins so, or with a word of theirs that does."""
    if len(words.text) < 3:
        # Too short for trigrams: the beginning of the name alone, by the ordinary index.
        found = rows.filter(sort_key__startswith=words.text)
    else:
        text = words.text.replace("_", "")
        found = rows.filter(Q(search_key__contains=f"|{text}") | Q(search_key__contains=f" {text}"))
    return found.filter(code__startswith=words.department.upper()) if words.department else found


def ranked(rows: QuerySet, words: Words) -> QuerySet:
    """Best first: the code itself, a postcode, the whole name, its first words, its beginning, a former name."""
    code = words.text.upper()
    rank = Case(
        When(code=code, then=Value(0)),
        When(postcodes__contains=[code[:5]], then=Value(1)),
        When(sort_key=words.text, then=Value(2)),
        When(sort_key__startswith=f"{words.text} ", then=Value(3)),
        When(sort_key__startswith=words.text, then=Value(4)),
        When(search_key__contains=f"|{words.text}", then=Value(5)),
        default=Value(6),
        output_field=IntegerField(),
    )
    return rows.annotate(rank=rank).order_by("rank", F("population").desc(nulls_last=True), "sort_key", "pk")


def alike(rows: QuerySet, words: Words) -> QuerySet:
    """Areas spelled nearly so, for hands that slip."""
    near = rows.filter(Q(sort_key__trigram_similar=words.text) | Q(search_key__trigram_word_similar=words.text))
    nearness = Greatest(TrigramSimilarity("sort_key", words.text), TrigramWordSimilarity(words.text, "search_key"))
    near = near.annotate(nearness=nearness).filter(nearness__gte=ALIKE)
    return near.order_by("-nearness", F("population").desc(nulls_last=True), "sort_key", "pk")
