"""What happens to the map: a year's official map comes in; a manager draws quarters below a commune."""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from crois_sens.kernel.text import slug, sort_key
from territories.areas import sql
from territories.areas.models import Area, AreaKind, PollingPlace
from territories.areas.official import KINDS, LEVELS, Key, KnownArea, OfficialArea, carry_over
from territories.areas.rules import search_key
from territories.instance.acts import record
from territories.instance.models import Act

IMPORTED = "areas.imported"
COPY_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
QUARTER_FACTS = ("name", "population", "population_year", "latitude", "longitude", "obsolete_at")
QUARTER_PARENTS = (AreaKind.COMMUNE, AreaKind.BOROUGH)


class OlderMap(Refusal):
    code = "older_map"
    message = _("La carte de %(known)s est déjà là : celle de %(given)s ferait revivre des territoires disparus.")


class NotAQuarter(Refusal):
    code = "not_a_quarter"
    message = _("Les territoires officiels viennent de la carte de France ; on ne les change pas ici.")


class NotForPolling(Refusal):
    code = "not_for_polling"
    message = _("Un bureau de vote se trouve dans une commune, un arrondissement ou un quartier.")


class NotAboveQuarters(Refusal):
    code = "not_above_quarters"
    message = _("Un quartier se dessine dans une commune ou un arrondissement municipal qui existe encore.")


@dataclass(frozen=True)
class ImportReport:
    """What an import changed."""

    created: int = 0
    changed: int = 0
    vanished: int = 0
    outlines: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the map was already as the files say."""
        return not (self.created or self.changed or self.vanished or self.outlines)


@transaction.atomic
def import_map(
    *, areas: list[OfficialArea], outlines: Mapping[Key, dict], year: int, at: datetime, by=None
) -> ImportReport:
    """Bring the official map of a year into the database; nothing is deleted, an unchanged row is not touched.

    :param areas: the whole map of that year, completed (see ``official.complete``).
    :param outlines: borders at hand; areas without one keep the one they have.
    :raises OlderMap: when the map of a later year was imported before.
    """
    _refuse_older(year)
    known = known_areas()
    quarters = Area.objects.filter(kind=AreaKind.QUARTER).values_list("slug", flat=True)
    vanished = carry_over(areas, known, quarters)
    with connection.cursor() as cursor:
        cursor.execute(sql.STAGE_AREAS)
        _copy(cursor, "incoming", sql.STAGED, (_staged(area) for area in areas))
        created = changed = 0
        for level in LEVELS:
            cursor.execute(sql.UPSERT_LEVEL, {"kinds": list(level), "at": at})
            new, updated = cursor.fetchone()
            created, changed = created + new, changed + updated
        cursor.execute(
            sql.RETIRE, {"keys": [f"{kind} {code}" for kind, code in vanished], "on": _first(year), "at": at}
        )
        cursor.execute(sql.FOLLOW_PARENTS, {"at": at})
        drawn = _import_outlines(cursor, outlines)
        # Until statistics exist the planner takes both tables for empty, and joins them row by row for minutes.
        cursor.execute("ANALYZE territories_area, territories_outline")
    report = ImportReport(created, changed, len(vanished), drawn)
    if not report.is_empty:
        france = Area.objects.get(kind=AreaKind.COUNTRY, code="FR")
        record(verb=IMPORTED, subject=france, at=at, by=by, area=france, after={"year": year, **vars(report)})
    return report


def known_areas() -> dict[Key, KnownArea]:
    """Read what earlier imports left, obsolete areas included."""
    rows = Area.objects.filter(kind__in=KINDS).values_list(
        "kind", "code", "name", "slug", "epci__code", "former_codes", "former_names", "obsolete_at"
    )
    return {
        (kind, code): KnownArea(name, address, epci or "", tuple(codes), tuple(names), gone is not None)
        for kind, code, name, address, epci, codes, names, gone in rows.iterator(chunk_size=5000)
    }


@transaction.atomic
def add_quarter(*, parent: Area, name: str, by, at: datetime, **facts) -> Area:
    """Draw a quarter in a commune or one of its boroughs.

    :param facts: ``population`` with its ``population_year``, ``latitude`` and ``longitude``, when known.
    :raises NotAboveQuarters: when the parent is something else, or no longer exists.
    """
    if parent.kind not in QUARTER_PARENTS or parent.obsolete_at:
        raise NotAboveQuarters
    # One quarter at a time in a commune: numbers do not collide.
    Area.objects.select_for_update(no_key=True).get(pk=parent.pk)
    number = Area.objects.filter(kind=AreaKind.QUARTER, parent=parent).count() + 1
    code = f"{parent.code}-Q{number:02d}"
    address = slug(f"{parent.slug} {name}", length=90)
    if Area.objects.filter(slug=address).exists():
        address = f"{address[:90]}-q{number:02d}"
    quarter = Area.objects.create(
        kind=AreaKind.QUARTER,
        code=code,
        name=name,
        slug=address,
        parent=parent,
        time_zone=parent.time_zone,
        **facts,
    )
    record(verb="area.quarter_added", subject=quarter, at=at, by=by, area=parent, after={"name": name, "code": code})
    return quarter


@transaction.atomic
def change_quarter(*, quarter: Area, by, at: datetime) -> Area:
    """Keep what a manager changed on a quarter: its name, figures, place, or the day it ceased to exist.

    The address and the code stay: links and exports of partners hold them.

    :raises NotAQuarter: for an area of the official map.
    """
    if quarter.is_official:
        raise NotAQuarter
    before = Area.objects.values(*QUARTER_FACTS).get(pk=quarter.pk)
    quarter.save()
    after = {name: getattr(quarter, name) for name in QUARTER_FACTS}
    changed = [name for name in QUARTER_FACTS if before[name] != after[name]]
    if changed:
        record(
            verb="area.quarter_changed",
            subject=quarter,
            at=at,
            by=by,
            area=quarter.parent,
            before={name: _plain(before[name]) for name in changed},
            after={name: _plain(after[name]) for name in changed},
        )
    return quarter


@transaction.atomic
def save_polling_place(*, place: PollingPlace, by, at: datetime) -> PollingPlace:
    """Keep a place where people vote on paper, new or changed.

    :raises NotForPolling: when it lies in something larger than a commune.
    """
    if place.area.kind not in (*QUARTER_PARENTS, AreaKind.QUARTER):
        raise NotForPolling
    verb = "polling_place.changed" if place.pk else "polling_place.added"
    place.save()
    facts = {"name": place.name, "address": place.address, "closed_at": _plain(place.closed_at)}
    record(verb=verb, subject=place, at=at, by=by, area=place.area, after=facts)
    return place


def _plain(value):
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value


def _refuse_older(year: int) -> None:
    last = Act.objects.filter(verb=IMPORTED).order_by("-at", "-pk").first()
    if last is not None and last.after["year"] > year:
        raise OlderMap(known=last.after["year"], given=year)


def _first(year: int) -> date:
    """The day the map of a year begins to hold."""
    return date(year, 1, 1)


def _staged(area: OfficialArea) -> list:
    parent_kind, parent = area.parent or (None, None)
    return [
        area.kind,
        area.code,
        area.name,
        area.slug,
        sort_key(area.name),
        search_key([area.name, *area.former_names], [area.code, *area.former_codes, *area.postcodes]),
        parent_kind,
        parent,
        area.epci or None,
        area.siren,
        area.population,
        area.population_year,
        area.postcodes,
        area.former_codes,
        area.former_names,
        area.latitude,
        area.longitude,
        area.time_zone,
    ]


def _import_outlines(cursor, outlines: Mapping[Key, dict]) -> int:
    """Draw the borders that are new or have changed; return how many."""
    texts = {key: json.dumps(geometry, separators=(",", ":")) for key, geometry in outlines.items()}
    digests = {key: hashlib.md5(text.encode(), usedforsecurity=False).hexdigest() for key, text in texts.items()}
    cursor.execute(sql.KNOWN_DIGESTS)
    drawn = {(kind, code): digest for kind, code, digest in cursor.fetchall()}
    new = [key for key, digest in digests.items() if drawn.get(key) != digest]
    if not new:
        return 0
    cursor.execute(sql.STAGE_OUTLINES)
    _copy(cursor, "incoming_outline", sql.STAGED_OUTLINE, ([*key, texts[key], digests[key]] for key in new))
    cursor.execute(sql.UPSERT_OUTLINES)
    return cursor.rowcount


def _copy(cursor, table: str, columns: tuple[str, ...], rows: Iterable[list]) -> None:
    """Load rows into a table by COPY, in PostgreSQL's text format."""
    lines = io.StringIO()
    for row in rows:
        lines.write("\t".join(map(_field, row)) + "\n")
    lines.seek(0)
    cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", lines)


def _field(value) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, list):
        quoted = (item.replace("\\", "\\\\").replace('"', '\\"') for item in value)
        value = "{" + ",".join(f'"{item}"' for item in quoted) + "}"
    return str(value).translate(COPY_ESCAPES)
