"""Who gets what of a vote: the sealed one is everyone's, the prepared one its team's, the desk the agents'."""

from datetime import timedelta

from django.utils import timezone

from participation.ballots.models import Poll
from participation.ballots.operations import certify_poll, publish_result
from participation.tests.factories.ballots import AFTER, count_votes, make_ballot, make_poll
from participation.tests.factories.consultations import make_consultation, publisher
from territories.tests.factories.access import (
    PUBLIC,
    Row,
    World,
    admin_answers,
    admin_rows,
    api_rows,
    everybody,
    only,
)

TEAM = ("manager", "instructor", "commission", "elected")


def make(world: World, **fields) -> Poll:
    """A vote that runs today, in the world's area."""
    now, day = timezone.now(), timedelta(days=1)
    consultation = make_consultation(area=world.area, running=None)
    return make_poll(consultation=consultation, opens=now - day, closes=now + day, **fields)


def running(world: World) -> dict:
    return {"slug": make(world).slug}


def prepared(world: World) -> dict:
    return {"slug": make(world, sealed=False).slug}


def with_urn(world: World) -> dict:
    return {"slug": make(world, urns=1).slug}


def counted(world: World) -> Poll:
    poll = make_poll(consultation=make_consultation(area=world.area, running=None))
    make_ballot(poll, [1])
    return count_votes(poll)


def published(world: World) -> dict:
    poll = counted(world)
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    return {"slug": poll.slug}


def sheet_of_closed(world: World) -> dict:
    poll = make_poll(consultation=make_consultation(area=world.area, running=None), urns=1)
    return {"slug": poll.slug, "urn": poll.urns.get().slug}


STAFF_PAGES = admin_answers(
    {"manager", "elected", "instructor", "commission", "administrator"}, elsewhere=404, refused=404
)

ROWS = [
    Row("participation:poll", PUBLIC, make=running),
    Row("participation:poll", only(*TEAM), make=prepared, case="prepared"),
    Row("participation:ballot", PUBLIC, make=running),
    Row("participation:confirm_vote", everybody(302), make=running, case="nothing chosen"),
    Row("participation:poll_rule", PUBLIC, make=running),
    Row("participation:poll_rule", everybody(404), make=prepared, case="prepared"),
    Row("participation:poll_receipts", PUBLIC, make=published),
    Row("participation:poll_result", everybody(404), make=running, case="running"),
    Row("participation:poll_result", only("manager"), make=lambda world: {"slug": counted(world).slug}, case="counted"),
    Row("participation:poll_result", PUBLIC, make=published, case="published"),
    Row("participation:poll_result_csv", everybody(404), make=running, case="running"),
    Row(
        "participation:poll_result_csv",
        only("manager"),
        make=lambda world: {"slug": counted(world).slug},
        case="counted",
    ),
    Row("participation:poll_result_csv", PUBLIC, make=published, case="published"),
    Row("participation:desk_roll", only("manager", "agent"), make=with_urn),
    Row("participation:desk_undo", only("manager", "agent"), make=with_urn),
    Row("participation:desk_sheet", only("manager", "agent"), make=sheet_of_closed),
    *api_rows("poll", make=running),
    Row("poll-detail", everybody(404), make=prepared, case="prepared"),
    Row("poll-result", everybody(404), make=running, case="running"),
    Row("poll-result", PUBLIC, make=published, case="published"),
    *admin_rows(
        "participation_poll",
        see="manager elected instructor commission",
        edit="manager",
        deletes=True,
        make=lambda world: {"object_id": make(world, sealed=False).pk},
    ),
    Row("admin:participation_poll_cockpit", STAFF_PAGES, make=lambda world: {"pk": make(world).pk}),
    Row("admin:participation_poll_minutes", STAFF_PAGES, make=lambda world: {"pk": counted(world).pk}),
    Row(
        "admin:participation_poll_step",
        STAFF_PAGES | {"instructor": 403, "commission": 403, "elected": 403},
        make=lambda world: {"pk": make(world, sealed=False).pk, "step": "sceller"},
    ),
]
