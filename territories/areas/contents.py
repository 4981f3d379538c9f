"""What the page of an area lists: what it lies in, what lies in it, and the points on its map."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from territories.areas.models import Area, AreaKind, PollingPlace


@dataclass
class Section:
    """A list of areas with its title."""

    title: str
    areas: list[Area] = field(default_factory=list)


def above(area: Area) -> list[Area]:
    """What the area lies in, widest first, without the country; one query."""
    found = Area.objects.exclude(kind=AreaKind.COUNTRY).in_bulk(area.ancestors)
    return [found[pk] for pk in dict.fromkeys(area.ancestors) if pk in found]


#: Wide enough that its map, drawn with what lies inside, shows where one is; the narrowest first.
WIDE = (AreaKind.DEPARTMENT, AreaKind.COLLECTIVITY, AreaKind.REGION, AreaKind.COUNTRY)


def common_area(areas: list[Area]) -> Area | None:
    """The narrowest wide area that holds all of these; one query, none for no area."""
    shared = set.intersection(*({area.pk, *area.ancestors} for area in areas)) if areas else set()
    found = Area.objects.filter(pk__in=shared, kind__in=WIDE) if shared else []
    return min(found, key=lambda area: WIDE.index(area.kind), default=None)


def inside(area: Area) -> list[Section]:
    """The lists of an area's page, one query each."""
    lists = {
        AreaKind.REGION: [(_("Départements"), children(area, AreaKind.DEPARTMENT))],
        AreaKind.DEPARTMENT: [(_("Intercommunalités"), groups_touching(area))],
        AreaKind.COLLECTIVITY: [(_("Communes"), children(area, AreaKind.COMMUNE))],
        AreaKind.EPCI: [(_("Communes membres"), area.members.current())],
        AreaKind.COMMUNE: [
            (_("Arrondissements"), children(area, AreaKind.BOROUGH).order_by("code")),
            (_("Quartiers"), children(area, AreaKind.QUARTER)),
        ],
        AreaKind.BOROUGH: [(_("Quartiers"), children(area, AreaKind.QUARTER))],
    }
    sections = [Section(title, list(rows)) for title, rows in lists.get(area.kind, [])]
    return [section for section in sections if section.areas]


def children(area: Area, kind: AreaKind) -> QuerySet[Area]:
    """Areas of one nature right below."""
    return area.children.current().filter(kind=kind)


def groups_touching(department: Area) -> QuerySet[Area]:
    """EPCI with a commune in this department, even if the rest of them lies in another."""
    members = Area.objects.current().filter(kind=AreaKind.COMMUNE, parent=department, epci__isnull=False)
    return Area.objects.current().filter(pk__in=members.values("epci"))


def communes_of(area: Area) -> QuerySet[Area]:
    """The communes of a larger area."""
    return Area.objects.current().within([area]).filter(kind=AreaKind.COMMUNE)


def polling_places_of(area: Area) -> list[PollingPlace]:
    """Where people of a commune vote on paper today, its quarters included."""
    if area.kind not in (AreaKind.COMMUNE, AreaKind.BOROUGH, AreaKind.QUARTER):
        return []
    places = PollingPlace.objects.filter(area__in=Area.objects.within([area]), closed_at__isnull=True)
    return list(places.select_related("area"))


def departments_of(area: Area, sections: list[Section]) -> QuerySet[Area]:
    """The departments in which an EPCI has communes; one in fourteen has some in two or more."""
    communes = [row.parent_id for section in sections for row in section.areas] if area.kind == AreaKind.EPCI else []
    return Area.objects.filter(pk__in=set(communes))


def points_of(area: Area, sections: list[Section], places: list[PollingPlace], drawn: set[int]) -> list[dict]:
    """Points of the map: what is listed on the page and not drawn with its border, and the commune itself."""
    rows = [row for section in sections for row in section.areas if row.pk not in drawn]
    rows = rows if area.kind in POINTED else []
    points = [_point(row, row.name, row.get_absolute_url()) for row in rows]
    points += [_point(place, place.name, "", place.address) for place in places]
    if area.kind in (AreaKind.COMMUNE, AreaKind.QUARTER) and area.pk not in drawn:
        points.append(_point(area, area.name))
    return [point for point in points if point["latitude"] is not None]


POINTED = (AreaKind.EPCI, AreaKind.COLLECTIVITY, AreaKind.COMMUNE, AreaKind.BOROUGH)


def _point(row, title: str, url: str = "", note: str = "") -> dict:
    """Write a point that lies below what is open now, which is what the pins of the page are for."""
    place = {"latitude": row.latitude, "longitude": row.longitude}
    return {**place, "title": title, "url": url, "note": note, "quiet": True}
