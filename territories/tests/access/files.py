"""Who gets what: kept files."""

from django.utils import timezone

from territories.instance.files import keep_pdf
from territories.tests.factories.access import PUBLIC, Row, World, only
from territories.tests.instance.test_files import pdf

#: Roles that see what their team prepares.
TEAM = ("manager", "instructor", "commission", "elected")


def make_file(visibility: str):
    """A file that the resident handed in for the area."""

    def make(world: World) -> dict:
        owner = world.users["resident"].participant
        kept = keep_pdf(pdf(), at=timezone.now(), owner=owner, area=world.area, visibility=visibility)
        return {"public_id": kept.public_id}

    return make


ROWS = [
    Row("territories:attachment", PUBLIC, case="public", make=make_file("public")),
    Row("territories:attachment", only("resident", *TEAM), case="private", make=make_file("private")),
]
