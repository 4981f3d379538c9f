"""How answers are written: JSON, CSV for spreadsheets, GeoJSON for maps; all of them say when data are invented."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.serializers import ListSerializer, Serializer
from rest_framework.utils.encoders import JSONEncoder

#: Said on every page, document, file and answer of a demonstration.
DEMONSTRATION = _("Démonstration, votes inventés")
#: A cell that a spreadsheet would run as a formula is quoted as text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
LICENCE = "Licence Ouverte 2.0"
LINES_AT_ONCE = 200


def demonstration_mark() -> dict[str, str]:
    """What an answer adds when its data are invented: nothing in a real installation."""
    return {"demonstration": str(DEMONSTRATION)} if settings.DEMONSTRATION else {}


def cell(value: Any) -> str:
    """Write one value for a spreadsheet: lists joined, nothing for null, formulas defused."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list | tuple):
        return " | ".join(cell(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, cls=JSONEncoder)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_SIGNS) else text


def csv_columns(serializer: Serializer) -> list[tuple[str, ...]]:
    """The columns of a list, each the path to its value: a nested object gives one column per part."""
    if isinstance(serializer, ListSerializer):
        serializer = serializer.child
    columns = []
    for name, part in serializer.fields.items():
        if part.write_only:
            continue
        inner = csv_columns(part) if isinstance(part, Serializer) else [()]
        columns += [(name, *path) for path in inner]
    return columns


def csv_stream(columns: list[tuple[str, ...]], rows: Iterable[dict]) -> Iterator[bytes]:
    """Write rows as CSV, some lines at a time; the header stands even when there is no row."""
    mark = demonstration_mark()
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["_".join(path) for path in columns] + list(mark))
    yield b"\xef\xbb\xbf"
    for number, row in enumerate(rows, start=1):
        writer.writerow([cell(_value_at(row, path)) for path in columns] + list(mark.values()))
        if number % LINES_AT_ONCE == 0:
            yield _take(text)
    yield _take(text)


def geojson_stream(features: Iterable[tuple[dict | None, dict]]) -> Iterator[bytes]:
    """Write ``(geometry, properties)`` pairs as a GeoJSON collection (RFC 7946), feature by feature."""
    head = {"type": "FeatureCollection", "licence": LICENCE, **demonstration_mark()}
    yield (_json(head)[:-1] + ',"features":[').encode()
    comma = ""
    for geometry, properties in features:
        yield (comma + _json({"type": "Feature", "geometry": geometry, "properties": properties})).encode()
        comma = ",\n"
    yield b"]}"


def point(row: Any) -> dict | None:
    """The point of a row that has ``latitude`` and ``longitude``."""
    if row.latitude is None:
        return None
    return {"type": "Point", "coordinates": [row.longitude, row.latitude]}


class HouseJsonRenderer(JSONRenderer):
    """JSON that says when its data are invented."""

    def render(self, data, accepted_media_type=None, renderer_context=None):
        if isinstance(data, dict):
            data = {**data, **demonstration_mark()}
        return super().render(data, accepted_media_type, renderer_context)


class CsvRenderer(BaseRenderer):
    """Names the format; lists are streamed by ``HouseViewSet.export``, this writes what was gathered elsewhere."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        rows = data if isinstance(data, list) else [data] if data else []
        return b"".join(csv_stream([(name,) for name in rows[0]] if rows else [], rows))


class GeoJsonRenderer(HouseJsonRenderer):
    """Names the format; a list is streamed by ``HouseViewSet.export``, a detail is one feature."""

    media_type = "application/geo+json"
    format = "geojson"


def _value_at(row: dict, path: tuple[str, ...]) -> Any:
    value: Any = row
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _take(text: io.StringIO) -> bytes:
    """Return what was written so far and start anew."""
    written = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return written


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), cls=JSONEncoder)
