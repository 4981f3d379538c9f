"""Areas for tests: each call makes a place of its own."""

from itertools import count

from crois_sens.kernel.text import slug
from territories.areas.models import Area, AreaKind, PollingPlace

_numbers = count(1)


def make_area(**fields) -> Area:
    """Create an area: a region unless ``kind`` says otherwise; code, name and slug are invented when absent."""
    number = next(_numbers)
    kind = fields.setdefault("kind", AreaKind.REGION)
    fields.setdefault("code", f"Z{number:04d}")
    fields.setdefault("name", f"{AreaKind(kind).label.capitalize()} {number}")
    fields.setdefault("slug", f"{slug(fields['name'])}-{number}")
    return Area.objects.create(**fields)


def make_commune(**fields) -> Area:
    """Create a commune of 1 000 people."""
    fields.setdefault("population", 1000)
    fields.setdefault("population_year", 2023)
    return make_area(**{"kind": AreaKind.COMMUNE, **fields})


def make_quarter(**fields) -> Area:
    """Create a quarter, in a new commune unless ``parent`` names one."""
    fields.setdefault("parent", None)
    fields["parent"] = fields["parent"] or make_commune()
    return make_area(**{"kind": AreaKind.QUARTER, **fields})


def make_polling_place(**fields) -> PollingPlace:
    """Create a polling place, in a new commune unless ``area`` names one."""
    fields.setdefault("name", f"École {next(_numbers)}")
    fields.setdefault("area", None)
    fields["area"] = fields["area"] or make_commune()
    return PollingPlace.objects.create(**fields)
