"""The same lists as tables and as maps: ``?format=csv`` and ``?format=geojson``."""

import csv
import io
import json

from rest_framework.renderers import BaseRenderer, JSONRenderer

#: A cell that a spreadsheet would run as a formula is quoted as text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def cell(value) -> str:
    """Write one value for a spreadsheet: lists joined, nothing for null, formulas defused."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list | tuple):
        return " | ".join(cell(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_SIGNS) else text


class CsvRenderer(BaseRenderer):
    """A list as CSV, one row per object; the next page is named in the Link header."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        rows = data.get("results", [data]) if isinstance(data, dict) else data or []
        columns = list(rows[0]) if rows else []
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";")
        writer.writerow(columns)
        writer.writerows([cell(row.get(column)) for column in columns] for row in rows)
        return text.getvalue().encode("utf-8-sig")


class GeoJsonRenderer(JSONRenderer):
    """A list as a GeoJSON collection (RFC 7946); objects without a place have a null geometry."""

    media_type = "application/geo+json"
    format = "geojson"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        rows = data.get("results", [data]) if isinstance(data, dict) else data or []
        collection = {"type": "FeatureCollection", "features": [self.feature(row) for row in rows]}
        return super().render(collection, accepted_media_type, renderer_context)

    @staticmethod
    def feature(row: dict) -> dict:
        """Turn one object into a feature: its outline, else its point, else nothing."""
        geometry = row.get("outline")
        if geometry is None and row.get("latitude") is not None:
            geometry = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
        properties = {key: value for key, value in row.items() if key not in ("latitude", "longitude", "outline")}
        return {"type": "Feature", "geometry": geometry, "properties": properties}
