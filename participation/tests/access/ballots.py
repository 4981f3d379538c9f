"""Who gets what: votes in public and in preparation, their ballots, results, desk, cockpit and API."""

from datetime import timedelta

from django.utils import timezone

from participation.ballots.models import Poll
from participation.ballots.operations import (
    certify_poll,
    close_poll,
    count_poll,
    publish_result,
    reconcile_poll,
    tally_poll,
)
from participation.tests.factories.ballots import fresh, make_ballot, make_poll
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

#: Roles that see what their team prepares.
TEAM = ("manager", "instructor", "commission", "elected")
SEES, RUNS = {*TEAM, "administrator"}, {"manager", "administrator"}
DAY = timedelta(days=1)
READ = ("poll", "poll_rule")
RESULT = ("poll_result", "poll_result_csv", "poll_turnout_csv", "poll_result_fields")


def running(world: World, **fields) -> Poll:
    """A vote of the area that is open now."""
    now = timezone.now()
    consultation = make_consultation(area=world.area, running=None)
    return make_poll(consultation=consultation, opens=now - DAY, closes=now + 5 * DAY, **fields)


def counted(world: World, **fields) -> Poll:
    """A vote of the area whose ballots are counted and whose result is not public."""
    poll = running(world, **fields)
    make_ballot(poll, at=timezone.now())
    for step in (close_poll, reconcile_poll, count_poll):
        step(poll=poll, at=poll.closes_at + DAY)
    poll = fresh(poll)
    tally_poll(poll=poll, at=poll.closes_at + DAY)
    return poll


def told(world: World, **fields) -> Poll:
    """A vote of the area whose result is public."""
    poll = counted(world, **fields)
    for step in (certify_poll, publish_result):
        step(poll=poll, by=publisher(), at=poll.closes_at + DAY)
    return poll


def told_under_two_rules(world: World) -> Poll:
    """A vote whose result is public, and what another rule would have given."""
    return told(world, other_rule="equal-shares")


def at(make, **more):
    """The arguments of an address of the vote that ``make`` makes."""
    return lambda world: {"slug": make(world).slug, **more}


def coded(make):
    """The short address of the vote that ``make`` makes."""
    return lambda world: {"code": make(world).short_code}


def draft(world: World) -> Poll:
    return running(world, sealed=False)


def coming(world: World) -> Poll:
    """A vote of the area that is sealed and opens later."""
    now = timezone.now()
    return make_poll(
        consultation=make_consultation(area=world.area, running=None), opens=now + DAY, closes=now + 5 * DAY
    )


def with_urn(world: World) -> Poll:
    return running(world, urns=1)


def seen_at_desk(world: World) -> Poll:
    return running(world, key_method="desk")


def in_cockpit(make, **more):
    return lambda world: {"pk": make(world).pk, **more}


def unknown_elsewhere(allowed: set[str], **answers) -> dict[str, int]:
    """Answers of a page of one vote in the admin: staff who do not see it learn nothing of it."""
    return admin_answers(allowed, **answers) | {"elsewhere": 404, "agent": 404}


DESK = only("manager", "agent")
STEP = unknown_elsewhere(RUNS) | dict.fromkeys(TEAM[1:], 403)

ROWS = [
    *(Row(f"participation:{name}", PUBLIC, make=at(running)) for name in READ),
    Row("participation:poll", only(*TEAM), case="draft", make=at(draft)),
    Row("participation:poll_rule", everybody(404), case="draft", make=at(draft)),
    Row("participation:ballot", PUBLIC, make=at(running)),
    Row("participation:compare_projects", PUBLIC, make=at(running)),
    Row("participation:compare_projects", only(*TEAM), case="draft", make=at(draft)),
    Row("participation:rehearse", only(*TEAM), case="draft", make=at(draft)),
    Row("participation:rehearse", only(*TEAM), case="sealed", make=at(coming)),
    Row("participation:rehearse_confirm", only(*TEAM, status=302), case="nothing chosen", make=at(coming)),
    Row("participation:rehearse_count", only(*TEAM), make=at(coming)),
    Row("participation:rehearse_count", only(*TEAM, status=302), method="post", make=at(coming)),
    *(
        Row(f"participation:{name}", everybody(404), case="open", make=at(running))
        for name in ("rehearse", "rehearse_confirm", "rehearse_count")
    ),
    Row("participation:short_poll", everybody(302), make=coded(running)),
    Row("participation:short_poll", everybody(404) | dict.fromkeys(SEES, 302), case="draft", make=coded(draft)),
    Row("participation:prove_key", PUBLIC, make=at(running)),
    Row("participation:prove_key", everybody(302), case="closed", make=at(counted)),
    Row("participation:desk_people", DESK, make=at(seen_at_desk)),
    Row("participation:desk_people", everybody(404), case="nothing to see", make=at(with_urn)),
    Row("participation:ballot", everybody(302), case="closed", make=at(counted)),
    Row(
        "participation:ballot", everybody(302), method="post", make=at(running), data=lambda world: {"choices": [1, 2]}
    ),
    Row("participation:confirm_vote", everybody(302), case="nothing chosen", make=at(running)),
    Row("participation:confirm_vote", everybody(302), case="nothing chosen", method="post", make=at(running)),
    *(Row(f"participation:{name}", only("manager"), case="not published", make=at(counted)) for name in RESULT),
    *(
        Row(f"participation:{name}", everybody(404), case="running", make=at(running))
        for name in (*RESULT, "poll_final_list")
    ),
    *(Row(f"participation:{name}", PUBLIC, make=at(told)) for name in (*RESULT, "poll_final_list")),
    Row("participation:poll_other_rule", everybody(404), case="none promised", make=at(told)),
    Row("participation:poll_other_rule", PUBLIC, make=at(told_under_two_rules)),
    Row("participation:poll_final_list", everybody(404), case="not published", make=at(counted)),
    *(
        Row(f"participation:{name}", PUBLIC, make=at(counted))
        for name in ("poll_receipts", "poll_head", "poll_log", "poll_cosign")
    ),
    *(
        Row(f"participation:{name}", everybody(404), case="draft", make=at(draft))
        for name in ("poll_receipts", "poll_head", "poll_log", "poll_cosign")
    ),
    Row("participation:poll_cosign", PUBLIC, method="post", case="nothing signed", make=at(counted)),
    Row("participation:honesty", PUBLIC),
    Row("participation:poll_tool", PUBLIC, make=lambda world: {"name": "observe"}),
    Row("participation:poll_tool", everybody(404), case="unknown", make=lambda world: {"name": "manage"}),
    *(Row(f"participation:{name}", DESK, make=at(with_urn)) for name in ("desk_roll", "desk_undo")),
    Row("participation:desk_sheet", DESK, make=at(with_urn, urn="urne-1")),
    Row("participation:desk_roll", everybody(404), case="draft", make=at(draft)),
    *api_rows("poll", make=at(running)),
    *(Row(f"poll-{name}", PUBLIC, make=at(counted)) for name in ("log", "heads")),
    Row("poll-log", everybody(404), case="empty", make=at(running)),
    Row("poll-inclusion", everybody(404), case="unknown", make=at(counted)),
    Row("poll-consistency", everybody(400), case="from which head", make=at(counted)),
    Row("poll-detail", everybody(404), case="draft", make=at(draft)),
    Row("poll-result", PUBLIC, make=at(told)),
    Row("poll-result", everybody(404), case="not published", make=at(counted)),
    *admin_rows(
        "participation_poll",
        see=" ".join(TEAM),
        edit="manager",
        deletes=True,
        make=lambda world: {"object_id": draft(world).pk},
    ),
    Row(
        "admin:participation_poll_delete",
        admin_answers(set(), elsewhere=302) | {"elsewhere": 302, "agent": 403},
        case="sealed",
        make=lambda world: {"object_id": running(world).pk},
    ),
    Row("admin:participation_poll_cockpit", unknown_elsewhere(SEES), make=in_cockpit(running)),
    Row("admin:participation_poll_voters", unknown_elsewhere(SEES), make=in_cockpit(draft)),
    Row(
        "admin:participation_poll_voters",
        unknown_elsewhere(RUNS) | dict.fromkeys(TEAM[1:], 403),
        case="post",
        method="post",
        make=in_cockpit(draft),
    ),
    Row("admin:participation_poll_minutes", unknown_elsewhere(SEES), make=in_cockpit(counted)),
    Row("admin:participation_poll_step", STEP, case="sceller", make=in_cockpit(draft, step="sceller")),
    Row("admin:participation_poll_step", STEP, case="observateur", make=in_cockpit(running, step="observateur")),
    Row("admin:participation_poll_step", STEP, case="sauvegardes", make=in_cockpit(counted, step="sauvegardes")),
    Row("admin:participation_poll_step", STEP, case="constater", make=in_cockpit(counted, step="constater")),
]
