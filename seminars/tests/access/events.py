"""Who gets what: events, registrations and the library."""

from django.utils import timezone

from seminars.events.models import Registration
from seminars.tests.factories.events import make_event, make_publication
from territories.tests.factories.access import JSON, PUBLIC, Row, World, admin_rows, api_rows, only, signed_in

DRAFT = only("manager")


def slug_of(make, **fields):
    """Make a row in the world's area and name it by its slug."""
    return lambda world: {"slug": make(area=world.area, **fields).slug}


def pk_of(make):
    """Make a row in the world's area and name it as the admin does."""
    return lambda world: {"object_id": make(area=world.area).pk}


def make_registration(world: World) -> dict:
    """The resident comes to an event."""
    resident = world.users["resident"].participant
    event = make_event(area=world.area, seats=9)
    return {"object_id": Registration.objects.create(event=event, participant=resident, at=timezone.now()).pk}


ROWS = [
    Row("seminars:events", PUBLIC),
    Row("seminars:event", PUBLIC, make=slug_of(make_event)),
    Row("seminars:event", DRAFT, case="draft", make=slug_of(make_event, published=False)),
    Row("seminars:register", signed_in(), make=slug_of(make_event)),
    Row("seminars:cancel", signed_in(302), method="post", make=slug_of(make_event)),
    Row("seminars:publications", PUBLIC),
    Row("seminars:publication", PUBLIC, make=slug_of(make_publication)),
    Row("seminars:publication", DRAFT, case="draft", make=slug_of(make_publication, published=False)),
    *api_rows("event", make=slug_of(make_event)),
    Row("event-detail", DRAFT, case="draft", queries=JSON, make=slug_of(make_event, published=False)),
    *api_rows("publication", make=slug_of(make_publication)),
    Row("publication-detail", DRAFT, case="draft", queries=JSON, make=slug_of(make_publication, published=False)),
    *admin_rows("seminars_event", edit="manager", make=pk_of(make_event)),
    *admin_rows("seminars_publication", edit="manager", make=pk_of(make_publication)),
    *admin_rows("seminars_registration", see="manager", make=make_registration),
]
