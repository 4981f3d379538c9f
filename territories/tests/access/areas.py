"""Who gets what: the official map is public, quarters and polling places belong to their managers."""

from territories.areas.models import Area, Outline
from territories.tests.factories.access import PUBLIC, Row, World, admin_rows, api_rows
from territories.tests.factories.areas import make_polling_place, make_quarter


def slug(world: World) -> dict:
    """The world's area."""
    return {"slug": world.area.slug}


def make_inner_quarter(world: World) -> dict:
    """A quarter of the world's commune."""
    return {"object_id": make_quarter(parent=Area.objects.get(pk=world.commune.pk)).pk}


def make_place(world: World) -> dict:
    """A polling place of the world's commune."""
    return {"object_id": make_polling_place(area=world.commune).pk}


def with_outline(world: World) -> dict:
    """The world's area, with a border."""
    Outline.objects.create(area=world.area, geometry={"type": "Polygon", "coordinates": []}, digest="x")
    return {"slug": world.area.slug}


ROWS = [
    Row("territories:areas", PUBLIC),
    Row("territories:area", PUBLIC, make=slug),
    Row("territories:area_feed", PUBLIC, make=slug),
    Row("territories:area_communes", PUBLIC, make=slug),
    Row("territories:area_outline", PUBLIC, make=with_outline),
    Row("territories:area_map", PUBLIC, make=with_outline),
    Row("territories:area_search", PUBLIC),
    Row("territories:commune_suggestions", PUBLIC),
    *api_rows("area", make=slug, geo=True),
    *admin_rows("territories_area", edit="manager", make=make_inner_quarter),
    *admin_rows("territories_pollingplace", edit="manager", make=make_place),
]
