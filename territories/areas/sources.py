"""Where the official map comes from: the files shipped in ``data/``, or the folder of a newer package.

See ``data/README.md`` for the sources and their licence.
"""

import csv
import gzip
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from territories.areas.official import FRANCE, Key, Move, OfficialArea

DATA = Path(__file__).parent / "data"
AREAS = "areas.csv.gz"
MOVES = "epci_moves_2026.csv"
OUTLINES = {
    "region": "regions_outline.geojson.gz",
    "department": "departements_outline.geojson.gz",
    "epci": "epci_outline.geojson.gz",
    "commune": "communes_MEL.geojson.gz",
}
#: The shipped files are the package of this year, with the EPCI of the year before; the moves bring them up to date.
SHIPPED_YEAR = 2026
COLUMNS = (
    "kind",
    "code",
    "name",
    "parent_kind",
    "parent",
    "epci",
    "siren",
    "population",
    "population_year",
    "postcodes",
    "former_codes",
    "former_names",
    "latitude",
    "longitude",
)
#: Censuses behind the populations of the package where they are not those of three years before.
CENSUSES = {"976": 2017, "986": 2023, "987": 2022, "988": 2025}


def read_shipped(folder: Path = DATA) -> list[OfficialArea]:
    """Read the map that the repository ships."""
    with gzip.open(folder / AREAS, "rt", encoding="utf-8", newline="") as file:
        return [_from_row(row) for row in csv.reader(file) if row[0] != "kind"]


def read_moves(folder: Path = DATA) -> list[Move]:
    """Read which communes changed their EPCI since the shipped memberships."""
    with (folder / MOVES).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [Move(row["commune"], row["before"], row["after"], row["after_name"]) for row in rows]


def read_outlines(folder: Path = DATA) -> dict[Key, dict]:
    """Read the borders at hand, as GeoJSON geometries."""
    found = {}
    for kind, name in OUTLINES.items():
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            for feature in json.load(file)["features"]:
                found[kind, feature["properties"]["code"]] = feature["geometry"]
    return found


def read_package(folder: Path, *, year: int, shipped: Iterable[OfficialArea] = ()) -> list[OfficialArea]:
    """Read the JSON files of a package ``@etalab/decoupage-administratif``.

    :param year: of the package; populations are those of three years before, as INSEE publishes them.
    :param shipped: the map at hand: it knows the centres, and the year of a population that has not changed.
    :raises FileNotFoundError: when the folder is not that of a package.
    """
    communes, departments, regions, groups = (
        json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("communes", "departements", "regions", "epci")
    )
    areas = [OfficialArea(*FRANCE, "France"), *_upper(regions, departments)]
    areas += [OfficialArea("epci", group["code"], group["nom"], siren=group["code"]) for group in groups]
    homes = {member["code"]: group["code"] for group in groups for member in group["membres"]}
    overseas = {row["code"] for row in departments if row["zone"] == "com"}
    areas += _communes(communes, homes, overseas)
    known = {area.key: area for area in shipped}
    for area in areas:
        _date_and_place(area, known.get(area.key), year)
    return areas


def pack(areas: Iterable[OfficialArea], centres: dict[str, tuple[float, float]], folder: Path) -> Path:
    """Write a map read from a package as the one compressed table that the repository ships."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for area in areas:
        if area.kind == "commune":
            area.latitude, area.longitude = centres.get(area.code, (None, None))
            department = area.parent[1] if area.parent else ""
            area.population_year = CENSUSES.get(department, area.population_year) if area.population_year else None
        writer.writerow(_to_row(area))
    target = folder / AREAS
    # Without a date inside, the same map gives the same bytes.
    target.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))
    return target


def read_centres(path: Path) -> dict[str, tuple[float, float]]:
    """Read the centres of communes: a compressed table ``code, lat, lon``."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return {row["code"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)}


def _upper(regions: list[dict], departments: list[dict]) -> Iterator[OfficialArea]:
    """Regions and departments; overseas collectivities stand in both lists and are neither."""
    for row in regions:
        if row["zone"] != "com":
            yield OfficialArea("region", row["code"], row["nom"], FRANCE)
    for row in departments:
        if row["zone"] == "com":
            yield OfficialArea("collectivity", row["code"], row["nom"], FRANCE)
        else:
            yield OfficialArea("department", row["code"], row["nom"], ("region", row["region"]))


def _communes(rows: list[dict], homes: dict[str, str], overseas: set[str]) -> Iterator[OfficialArea]:
    """Communes of today and municipal boroughs; communes that live on inside another give it their names."""
    inside = defaultdict(list)
    for row in rows:
        if row["type"] in ("commune-deleguee", "commune-associee"):
            inside[row["chefLieu"]].append(row["nom"])
    for row in rows:
        facts = {
            "population": row.get("population"),
            "postcodes": row.get("codesPostaux", []),
            "former_codes": row.get("anciensCodes", []),
        }
        if row["type"] == "commune-actuelle":
            above = "collectivity" if row["departement"] in overseas else "department"
            names = sorted(set(inside[row["code"]]) - {row["nom"]})
            parent, epci = (above, row["departement"]), homes.get(row["code"], "")
            facts |= {"epci": epci, "siren": row.get("siren", ""), "former_names": names}
            yield OfficialArea("commune", row["code"], row["nom"], parent, **facts)
        elif row["type"] == "arrondissement-municipal":
            yield OfficialArea("borough", row["code"], row["nom"], ("commune", row["commune"]), **facts)


def _date_and_place(area: OfficialArea, known: OfficialArea | None, year: int) -> None:
    if area.population is not None:
        same = known is not None and known.population == area.population
        area.population_year = known.population_year if same else year - 3
    if known is not None:
        area.latitude, area.longitude = known.latitude, known.longitude


def _from_row(row: list[str]) -> OfficialArea:
    kind, code, name, parent_kind, parent, epci, siren, population, year, postcodes, codes, names, lat, lon = row
    return OfficialArea(
        kind=kind,
        code=code,
        name=name,
        parent=(parent_kind, parent) if parent else None,
        epci=epci,
        siren=siren,
        population=int(population) if population else None,
        population_year=int(year) if year else None,
        postcodes=postcodes.split("|") if postcodes else [],
        former_codes=codes.split("|") if codes else [],
        former_names=names.split("|") if names else [],
        latitude=float(lat) if lat else None,
        longitude=float(lon) if lon else None,
    )


def _to_row(area: OfficialArea) -> list:
    parent_kind, parent = area.parent or ("", "")
    return [
        area.kind,
        area.code,
        area.name,
        parent_kind,
        parent,
        area.epci,
        area.siren,
        area.population,
        area.population_year,
        "|".join(area.postcodes),
        "|".join(area.former_codes),
        "|".join(area.former_names),
        area.latitude,
        area.longitude,
    ]
