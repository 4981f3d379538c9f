"""Shapes for maps without tiles: an area and what lies inside it, as GeoJSON that a browser may keep."""

import hashlib
from math import cos, radians

from django.db.models import Q, QuerySet
from django.urls import reverse

from territories.areas.models import Area, AreaKind, Outline

#: Where the five overseas regions are drawn beside the mainland: centre of a box, in degrees.
INSETS = {"01": (-7.6, 48.9), "02": (-7.6, 47.1), "03": (-7.6, 45.3), "04": (-7.6, 43.5), "06": (-7.6, 41.9)}
INSET_SIZE = 1.35
#: The parallel that the mainland is seen along.
MIDDLE = 46.5


def own_shape(area: Area) -> QuerySet[Outline]:
    """The border of an area."""
    return shapes(Q(area=area))


def inner_shapes(area: Area) -> QuerySet[Outline]:
    """What the map of an area's page draws: the area below, then what lies inside; else what lies around it."""
    if area.kind == AreaKind.COUNTRY:
        return shapes(Q(area__kind=AreaKind.REGION))
    if area.kind == AreaKind.DEPARTMENT:
        groups = Area.objects.current().filter(kind=AreaKind.EPCI, members__parent=area).values("pk")
        return shapes(Q(area=area) | Q(area__in=groups))
    if area.kind == AreaKind.COMMUNE:
        return own_shape(area) if own_shape(area).exists() else shapes(Q(area=area.epci_id))
    if area.kind in (AreaKind.BOROUGH, AreaKind.QUARTER):
        return inner_shapes(area.parent)
    return shapes(Q(area=area) | Q(area__parent=area) & ~Q(area__kind=AreaKind.EPCI) | Q(area__epci=area))


def shapes(wanted: Q) -> QuerySet[Outline]:
    """Borders of areas of today (or of the one asked for), the widest first so that the others lie on top."""
    today = Q(area__obsolete_at__isnull=True) | wanted
    return Outline.objects.filter(wanted, today).select_related("area").order_by("-area__population", "area__slug")


def digest_of(rows: QuerySet[Outline]) -> str:
    """A mark that changes whenever one of the borders, names or addresses does; the borders are not read."""
    parts = rows.values_list("digest", "area__slug", "area__name")
    return f'"{hashlib.md5(repr(list(parts)).encode(), usedforsecurity=False).hexdigest()}"'


def collection(rows: QuerySet[Outline], *, here: Area | None = None, insets: bool = False) -> dict:
    """Write borders as a GeoJSON collection.

    :param here: the area whose page shows it: drawn without a link to itself.
    :param insets: draw overseas regions beside the mainland, as maps on paper do.
    """
    return {"type": "FeatureCollection", "features": [_feature(row, here, insets) for row in rows]}


def _feature(row: Outline, here: Area | None, insets: bool) -> dict:
    area = row.area
    properties = {"name": area.name, "code": area.code, "kind": area.kind}
    if here is None or area.pk != here.pk:
        properties["url"] = reverse("territories:area", args=[area.slug])
    geometry = inset(row.geometry, *INSETS[area.code]) if insets and area.code in INSETS else row.geometry
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def inset(geometry: dict, longitude: float, latitude: float) -> dict:
    """Move a shape into a box around a point, as large as the box allows and without bending its proportions."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    spots = [spot for polygon in polygons for ring in polygon for spot in ring]
    west, east = min(x for x, _y in spots), max(x for x, _y in spots)
    south, north = min(y for _x, y in spots), max(y for _x, y in spots)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    narrow = cos(radians(middle_y)) / cos(radians(MIDDLE))
    scale = INSET_SIZE / max((east - west) * narrow, north - south)

    def moved(spot: list[float]) -> list[float]:
        x, y = spot[0] - middle_x, spot[1] - middle_y
        return [round(longitude + x * narrow * scale, 4), round(latitude + y * scale, 4)]

    rings = [[[moved(spot) for spot in ring] for ring in polygon] for polygon in polygons]
    return {"type": "MultiPolygon", "coordinates": rings}
