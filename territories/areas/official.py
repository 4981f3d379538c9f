"""The official map as plain values: what the files say, what follows from it, what a new year changes. No Django.

A year's map is a list of ``OfficialArea``. ``apply_moves`` brings memberships up to date, ``complete`` adds what can be
computed (populations and centres of the larger areas, where an EPCI lies, time zones), ``carry_over`` compares it
with what is already known: addresses are kept for ever, former codes and names go to the successor.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crois_sens.kernel.text import slug, sort_key

Key = tuple[str, str]
FRANCE: Key = ("country", "FR")
#: From the widest to the smallest: each level only points to those before it.
LEVELS = (("country",), ("region",), ("department", "collectivity"), ("epci",), ("commune",), ("borough",))
KINDS = tuple(kind for level in LEVELS for kind in level)
FULL_WORDS = {"CC": "Communauté de communes", "CA": "Communauté d'agglomération", "CU": "Communauté urbaine"}
SLUG_STARTS = {"region": "region ", "department": "departement ", "collectivity": "collectivite "}
#: Words that addresses of the map's own pages use.
RESERVED_SLUGS = frozenset({"chercher"})
TIME_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
    # Clipperton has no zone of its own: eight hours behind, all year.
    "989": "Etc/GMT+8",
    # Places that do not keep the time of their territory.
    "98414": "Antarctica/DumontDUrville",
    "98719": "Pacific/Gambier",
    "98718": "Pacific/Marquesas",
    "98723": "Pacific/Marquesas",
    "98731": "Pacific/Marquesas",
    "98746": "Pacific/Marquesas",
    "98756": "Pacific/Marquesas",
    "98757": "Pacific/Marquesas",
}
#: The five overseas regions have two-digit codes that metropolitan departments bear as well.
REGION_TIME_ZONES = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}


class BrokenMap(ValueError):
    """The files contradict each other."""


@dataclass(slots=True)
class OfficialArea:
    """One area as the official files give it; ``parent`` is the key of what it lies in."""

    kind: str
    code: str
    name: str
    parent: Key | None = None
    epci: str = ""
    siren: str = ""
    population: int | None = None
    population_year: int | None = None
    postcodes: list[str] = field(default_factory=list)
    former_codes: list[str] = field(default_factory=list)
    former_names: list[str] = field(default_factory=list)
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str = "Europe/Paris"
    slug: str = ""

    @property
    def key(self) -> Key:
        """What identifies it: a code is unique only with its kind."""
        return (self.kind, self.code)


@dataclass(frozen=True, slots=True)
class KnownArea:
    """An area that an earlier import left in the database."""

    name: str
    slug: str
    epci: str = ""
    former_codes: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    is_obsolete: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A commune that changed its EPCI between two editions of the files."""

    commune: str
    before: str
    after: str
    after_name: str


def apply_moves(areas: list[OfficialArea], moves: Iterable[Move]) -> list[OfficialArea]:
    """Move communes to their new EPCI; add the new ones, drop those left without members.

    A move whose commune is not (or no longer) where it starts from is skipped: newer files know better.
    """
    communes = {area.code: area for area in areas if area.kind == "commune"}
    names = {area.code: area.name for area in areas if area.kind == "epci"}
    for move in moves:
        commune = communes.get(move.commune)
        if commune is not None and commune.epci == move.before:
            commune.epci = move.after
            names.setdefault(move.after, move.after_name)
    inhabited = {commune.epci for commune in communes.values()}
    kept = [area for area in areas if area.kind != "epci" or area.code in inhabited]
    known = {area.code for area in kept if area.kind == "epci"}
    new = sorted((inhabited & set(names)) - known)
    return kept + [OfficialArea("epci", code, names[code], siren=code) for code in new]


def complete(areas: list[OfficialArea]) -> list[OfficialArea]:
    """Add what follows from the communes: where an EPCI lies, who lives in the larger areas, centres, clocks.

    :raises BrokenMap: when an area points to one that is not there.
    """
    by_key = {area.key: area for area in areas}
    if len(by_key) != len(areas):
        raise BrokenMap("a code stands twice in its kind")
    members = _members(areas, by_key)
    for area in areas:
        if area.kind == "epci":
            area.parent = _smallest_around(members[area.key], by_key)
        area.name = _full_name(area)
        area.time_zone = _time_zone(area)
    for key, communes in members.items():
        _sum_up(by_key[key], communes)
    return areas


def carry_over(areas: list[OfficialArea], known: Mapping[Key, KnownArea], taken: Iterable[str] = ()) -> list[Key]:
    """Give each area its address, former codes and former names; return the keys of those that vanished.

    :param known: what the database has, obsolete areas included.
    :param taken: addresses that others bear.
    """
    current = {area.key for area in areas}
    vanished = [key for key, area in known.items() if key not in current and not area.is_obsolete]
    heirs = _heirs(areas, known, vanished)
    for area in areas:
        before = known.get(area.key)
        left = [(key, known[key]) for key in heirs.get(area.key, [])]
        codes = {*area.former_codes, *(before.former_codes if before else ())}
        names = {*area.former_names, *(before.former_names if before else ()), before.name if before else area.name}
        for (_kind, code), gone in left:
            codes |= {code, *gone.former_codes}
            names |= {gone.name, *gone.former_names}
        area.former_codes = sorted(code for code in codes if (area.kind, code) not in current)
        area.former_names = sorted(names - {area.name}, key=lambda name: (sort_key(name), name))
    _address(areas, known, {*RESERVED_SLUGS, *taken, *(area.slug for area in known.values())})
    return sorted(vanished)


def outline_of_merged(areas: list[OfficialArea], known: Mapping[Key, dict], members_before: Mapping[str, str]) -> dict:
    """Put together the outlines of EPCI that merged whole into a new one.

    :param known: outlines at hand, by key.
    :param members_before: commune → EPCI, when the outlines were drawn.
    :returns: outlines of the new ones, by key.
    """
    sources, scattered = defaultdict(set), set()
    for area in areas:
        before = members_before.get(area.code) if area.kind == "commune" else None
        if before and before != area.epci:
            sources[area.epci].add(before)
        elif before:
            scattered.add(before)
    found = {}
    for code, parts in sources.items():
        whole = all(("epci", part) in known and part not in scattered for part in parts)
        if ("epci", code) not in known and whole:
            polygons = [polygon for part in sorted(parts) for polygon in _polygons(known["epci", part])]
            found["epci", code] = {"type": "MultiPolygon", "coordinates": polygons}
    return found


def _members(areas: list[OfficialArea], by_key: Mapping[Key, OfficialArea]) -> dict[Key, list[OfficialArea]]:
    """List the communes of each larger area."""
    members: dict[Key, list[OfficialArea]] = defaultdict(list)
    for area in areas:
        above = area.parent
        while above is not None:
            if above not in by_key:
                raise BrokenMap(f"{area.kind} {area.code} lies in {above}, which is not there")
            if area.kind == "commune":
                members[above].append(area)
            above = by_key[above].parent
        if area.kind == "commune" and area.epci:
            if ("epci", area.epci) not in by_key:
                raise BrokenMap(f"commune {area.code} is a member of {area.epci}, which is not there")
            members["epci", area.epci].append(area)
    return members


def _smallest_around(communes: list[OfficialArea], by_key: Mapping[Key, OfficialArea]) -> Key:
    """The smallest area that holds all these communes: their department, else their region, else France."""
    around = {commune.parent for commune in communes if commune.parent}
    while len(around) > 1:
        around = {by_key[key].parent or FRANCE for key in around}
    return around.pop() if around else FRANCE


def _sum_up(area: OfficialArea, communes: list[OfficialArea]) -> None:
    counted = [commune for commune in communes if commune.population is not None]
    if counted:
        area.population = sum(commune.population for commune in counted)
        area.population_year = Counter(commune.population_year for commune in counted).most_common(1)[0][0]
    placed = [commune for commune in communes if commune.latitude is not None]
    if placed:
        area.latitude = round(sum(commune.latitude for commune in placed) / len(placed), 5)
        area.longitude = round(sum(commune.longitude for commune in placed) / len(placed), 5)


def _full_name(area: OfficialArea) -> str:
    """Write the short forms of the files out: « CA de X ''Y'' » is « Communauté d'agglomération de X « Y » »."""
    name = re.sub(r"(?:''|\")(.+?)(?:''|\")", r"« \1 »", area.name).strip()
    if area.kind == "borough":
        return name.replace(" Arrondissement", " arrondissement")
    short, _space, rest = name.partition(" ")
    return f"{FULL_WORDS[short]} {rest}" if area.kind == "epci" and short in FULL_WORDS else name


def _time_zone(area: OfficialArea) -> str:
    if area.kind == "epci":
        key = area.parent[1] if area.parent else ""
        key = REGION_TIME_ZONES.get(key, "") if area.parent and area.parent[0] == "region" else key
    elif area.kind == "region":
        key = REGION_TIME_ZONES.get(area.code, "")
    else:
        key = area.code
    return TIME_ZONES.get(key) or TIME_ZONES.get(key[:3], "Europe/Paris")


def _heirs(areas: list[OfficialArea], known: Mapping[Key, KnownArea], vanished: list[Key]) -> dict[Key, list[Key]]:
    """Say who carries on what vanished: who names its code, or the EPCI that took most of its members."""
    naming = {(area.kind, code): area.key for area in areas for code in area.former_codes}
    moved: dict[str, Counter] = defaultdict(Counter)
    for area in areas:
        before = known.get(area.key)
        if area.kind == "commune" and before and before.epci:
            moved[before.epci][area.epci] += 1
    heirs = defaultdict(list)
    for key in vanished:
        heir = naming.get(key)
        if heir is None and key[0] == "epci" and moved[key[1]]:
            (code, most), total = moved[key[1]].most_common(1)[0], moved[key[1]].total()
            heir = ("epci", code) if code and 2 * most > total else None
        if heir is not None:
            heirs[heir].append(key)
    return heirs


def _address(areas: list[OfficialArea], known: Mapping[Key, KnownArea], taken: set[str]) -> None:
    """Give new areas an address that no one has had; the others keep theirs."""
    wished = {area.key: slug(_slug_words(area), length=80) for area in areas}
    wishes = Counter(wished.values())
    for area in areas:
        if area.key in known:
            area.slug = known[area.key].slug
            continue
        plain = wished[area.key]
        numbered = f"{plain}-{area.code.lower()}"
        home = f"{plain}-{area.parent[1].lower()}" if area.parent and area.kind == "commune" else numbered
        candidates = [plain, home, numbered] if wishes[plain] == 1 else [home, numbered]
        area.slug = next(candidate for candidate in candidates if candidate not in taken)
        taken.add(area.slug)


def _slug_words(area: OfficialArea) -> str:
    return SLUG_STARTS.get(area.kind, "") + _short_name(area)


def _short_name(area: OfficialArea) -> str:
    for short, full in FULL_WORDS.items():
        if area.kind == "epci" and area.name.startswith(f"{full} "):
            return short + area.name.removeprefix(full)
    return area.name


def _polygons(geometry: dict) -> list:
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
