"""Who gets what: the ledger of reminders."""

from participation.tests.factories.consultations import make_consultation
from territories.tests.factories.access import Row, World, admin_answers


def make_published(world: World) -> dict:
    """A consultation of the territory."""
    return {"pk": make_consultation(area=world.area).pk}


ROWS = [
    Row(
        "admin:participation_consultation_relances",
        # For agents, who run no consultation, there is none; those who only read it see no messages.
        admin_answers({"manager", "administrator"}, elsewhere=404) | {"agent": 404},
        make=make_published,
    ),
]
