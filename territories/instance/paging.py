"""Keyset pages for lists of people's size and cities' size alike: page 5,000 costs what page 1 costs."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, QueryDict

SALT = "page"


@dataclass(frozen=True)
class Page:
    """A stretch of a list and the queries of its neighbours: what comes before it (newer) and after it (older)."""

    rows: list[Model] = field(default_factory=list)
    older: str = ""
    newer: str = ""

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def keyset_page(
    rows: QuerySet, request: HttpRequest, *, order: tuple[str, ...], size: int = 24, keys_first: bool = False
) -> Page:
    """Return the page of ``rows`` that ``?page=`` names, in one query, or in two with ``keys_first``.

    :param order: names of columns or annotations, ``-`` for descending, the last one unique; none may be null.
    :param keys_first: find the keys of the page before anything else of its rows is read; for an order without index.
    :raises Http404: for a mark that this list did not give.
    """
    mark = _read(request.GET.get("page", ""), order)
    backwards = bool(mark and mark["back"])
    directions = tuple(_opposite(name) for name in order) if backwards else order
    if mark:
        rows = rows.filter(_beyond(directions, mark["key"]))
    if keys_first:
        rows = rows.filter(pk__in=list(rows.order_by(*directions).values_list("pk", flat=True)[: size + 1]))
    found = list(rows.order_by(*directions)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page()
    has_next, has_previous = (True, more) if backwards else (more, mark is not None)
    return Page(
        rows=found,
        older=_query(request.GET, found[-1], order, back=False) if has_next else "",
        newer=_query(request.GET, found[0], order, back=True) if has_previous else "",
    )


def _opposite(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: tuple[str, ...], key: list[Any]) -> Q:
    """Rows after the key: (a > 1) or (a = 1 and b > 2) or …, each column in its own direction."""
    after, equal = Q(), Q()
    for name, value in zip(order, key, strict=True):
        column, comparison = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        after |= equal & Q(**{f"{column}__{comparison}": value})
        equal &= Q(**{column: value})
    return after


def _query(current: QueryDict, row: Model, order: tuple[str, ...], *, back: bool) -> str:
    # Moments travel as ISO text, which keeps their microseconds (DjangoJSONEncoder cuts them).
    key = [_value(row, name.lstrip("-")) for name in order]
    query = current.copy()
    query["page"] = signing.dumps({"order": order, "key": key, "back": back}, salt=SALT)
    return f"?{query.urlencode()}"


def _value(row: Model, path: str) -> Any:
    value = row
    for step in path.split("__"):
        value = getattr(value, step)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _read(written: str, order: tuple[str, ...]) -> dict | None:
    if not written:
        return None
    try:
        mark = signing.loads(written, salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    if mark["order"] != list(order):
        raise Http404
    return mark
