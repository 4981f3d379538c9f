"""Who gets what: the tasks of a team."""

from django.utils import timezone

from participation.tests.factories.consultations import make_consultation, make_duty
from territories.tests.factories.access import Row, World, admin_answers, admin_rows


def make_object(world: World) -> dict:
    """A task of the agents of the area."""
    return {"object_id": task(world).pk}


def task(world: World):
    consultation = make_consultation(area=world.area)
    return make_duty(consultation, hand="agent", due_on=timezone.localdate())


def ticked(*allowed: str) -> dict[str, int]:
    """Those who may tick are led back; for other staff the task does not exist."""
    return admin_answers({*allowed, "administrator"}, elsewhere=404, refused=404, found=302)


ROWS = [
    *admin_rows("participation_duty", edit="manager", deletes=True, make=make_object),
    Row(
        "admin:participation_duty_done",
        ticked("manager", "agent"),
        method="post",
        make=lambda world: {"pk": task(world).pk},
    ),
    Row(
        "admin:participation_duty_done",
        admin_answers(set(), refused=405),
        case="only looked at",
        make=lambda world: {"pk": task(world).pk},
    ),
]
