"""Who gets what: actors, alliances, third places, indicators: public once published, drafts for their editors."""

from territories.indicators.models import Indicator, Measure
from territories.tests.factories.access import JSON, PUBLIC, Row, admin_rows, api_rows, everybody, only
from territories.tests.factories.actors import (
    make_alliance,
    make_organisation,
    make_person,
    make_place,
    published_fields,
)

DRAFT = only("manager")


def make_indicator(*, published: bool = True, **fields) -> Indicator:
    """An indicator; the tests of indicators need no more than its name."""
    fields = {"name": "Relations", "slug": "relations", "kind": "indice", **fields}
    return Indicator.objects.create(**published_fields(published=published), **fields)


def make_measure(*, published: bool = True, **fields) -> Measure:
    """A measure of it."""
    fields = {"label": "Liens", "slug": "liens", "value": 7, "source": "Enquête", **fields}
    return Measure.objects.create(**published_fields(published=published), **fields)


def slug_of(make, **fields):
    """Make a row in the world's area and name it by its slug."""
    return lambda world: {"slug": make(area=world.area, **fields).slug}


def pk_of(make, **fields):
    """Make a row in the world's area and name it as the admin does."""
    return lambda world: {"object_id": make(area=world.area, **fields).pk}


PAGES = [
    ("territories:organisation", "organisation", make_organisation),
    ("territories:person", "person", make_person),
    ("territories:alliance", "alliance", make_alliance),
    ("territories:place", "place", make_place),
]
ROWS = [
    Row("territories:organisations", PUBLIC),
    Row("territories:people", PUBLIC),
    Row("territories:alliances", PUBLIC),
    Row("territories:places", PUBLIC),
    # Whoever is named takes their card away in one click, without an account.
    Row("territories:person-remove", everybody(405), make=slug_of(make_person)),
]
for name, basename, make in PAGES:
    ROWS += [
        Row(name, PUBLIC, make=slug_of(make)),
        Row(name, DRAFT, case="draft", make=slug_of(make, published=False)),
        *api_rows(basename, make=slug_of(make)),
        Row(f"{basename}-detail", DRAFT, case="draft", queries=JSON, make=slug_of(make, published=False)),
    ]
for basename, make in (("indicator", make_indicator), ("measure", make_measure)):
    ROWS += [
        *api_rows(basename, make=slug_of(make)),
        Row(f"{basename}-detail", DRAFT, case="draft", queries=JSON, make=slug_of(make, published=False)),
    ]
for model, make in [(basename, make) for _name, basename, make in PAGES] + [
    ("indicator", make_indicator),
    ("measure", make_measure),
]:
    ROWS += admin_rows(f"territories_{model}", edit="manager", make=pk_of(make))
