"""Who gets the list of all that was put to the vote: everyone, once results are public."""

from participation.ballots.operations import certify_poll, publish_result
from participation.tests.factories.ballots import AFTER, count_votes, make_ballot, make_poll
from participation.tests.factories.consultations import make_consultation, publisher
from territories.tests.factories.access import PUBLIC, Row, World, api_rows, everybody


def counted(world: World) -> dict:
    poll = make_poll(consultation=make_consultation(area=world.commune, running=None))
    make_ballot(poll, [1])
    poll = count_votes(poll)
    return {"id": f"{poll.slug}.1", "poll": poll}


def hidden(world: World) -> dict:
    return {"id": counted(world)["id"]}


def published(world: World) -> dict:
    row = counted(world)
    certify_poll(poll=row["poll"], by=publisher(), at=AFTER)
    publish_result(poll=row["poll"], by=publisher(), at=AFTER)
    return {"id": row["id"]}


ROWS = [
    *api_rows("voted-project", make=published, expected=PUBLIC, geo=True),
    Row("voted-project-detail", everybody(404), make=hidden, case="before publication"),
]
