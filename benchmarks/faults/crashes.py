"""Ten crashes of the database during ten thousand votes: by turns of one of its processes and of all of them."""

from benchmarks.faults.clients import Crowd
from benchmarks.faults.servers import Servers, fault, none_of
from benchmarks.votes.http_votes import headers_of
from benchmarks.votes.stage import Row, gunicorn, open_poll, people

PEOPLE, CLIENTS, CRASHES = 10_000, 64, 10
#: For the control: how many vote while the database keeps its promises later than it makes them, and its crashes.
FEW, FEW_CRASHES = 2_500, 5


def run(servers: Servers) -> list[Row]:
    """Crash a durable database, then one that says « done » before it has written."""
    crowd, lost = _vote(servers, "crashes", PEOPLE, CRASHES)
    away = [one for one in crowd.answers if one.status != 200]
    wrong = [one.status for one in away if one.status != 503 or not one.retry_after]
    assert not wrong, f"other answers than 503 with Retry-After: {set(wrong)}"
    servers.administer("ALTER SYSTEM SET synchronous_commit = off")
    servers.administer("SELECT pg_reload_conf()")
    _crowd, forgotten = _vote(servers, "forgetful", FEW, FEW_CRASHES, kinds=(servers.kill_backend,))
    servers.administer("ALTER SYSTEM RESET synchronous_commit")
    servers.administer("SELECT pg_reload_conf()")
    assert forgotten, "a forgetful database lost nothing: the crashes are too weak to prove anything"
    what = f"{CRASHES} crashes during {PEOPLE:,} votes"
    return [
        fault(f"{what}: acknowledged", len(crowd.acknowledged), "votes"),
        none_of(f"{what}: acknowledged and lost", lost, "votes"),
        none_of(f"{what}: people with two ballots", _doubled("crashes"), "people"),
        fault(f"{what}: answers 503 with Retry-After", len(away), "answers"),
        none_of(f"{what}: other answers than a receipt or 503", len(wrong), "answers"),
        fault(f"{what}: the slowest receipt", max(one.took for one in crowd.acknowledged), "s"),
        fault(
            f"control, a database that writes later, {FEW_CRASHES} crashes: acknowledged and lost", forgotten, "votes"
        ),
    ]


def _vote(servers: Servers, slug: str, number: int, crashes: int, kinds=()) -> tuple[Crowd, int]:
    """Let people vote until each has a receipt, and crash the database meanwhile; return how many receipts are void."""
    from django.db import connections

    poll = open_poll(slug)
    requests = [headers_of(poll, session) for session in people(number, prefix=slug)]
    kinds = kinds or (servers.kill_backend, lambda: _power_cut(servers))
    with gunicorn("benchmarks.faults.house", LOG_LEVEL="CRITICAL") as (port, _pid):
        crowd = Crowd(port, f"/votes/{slug}/confirmer/", requests, clients=CLIENTS, patient=True)
        with crowd.voting():
            for crash in range(crashes):
                crowd.wait_for(number * (crash + 1) // (crashes + 1))
                kinds[crash % len(kinds)]()
                servers.wait_for_database()
    connections.close_all()  # ours died with the others
    return crowd, _lost(poll, crowd)


def _power_cut(servers: Servers) -> None:
    servers.database.kill()
    servers.database.start()


def _lost(poll, crowd: Crowd) -> int:
    """How many receipts are not those of a ballot in the urn, with its line in the log."""
    from participation.ballots.models import Envelope, Leaf

    given = {one.commitment for one in crowd.acknowledged}
    assert len(given) == len(crowd.acknowledged)
    in_urn = set(Envelope.objects.filter(poll=poll).values_list("commitment", flat=True))
    in_log = set(Leaf.objects.filter(poll=poll).values_list("commitment", flat=True))
    return len(given - (in_urn & in_log))


def _doubled(slug: str) -> int:
    """How many ballots there are beyond one for each person on the roll."""
    from participation.ballots.models import Envelope, Roll

    ballots = Envelope.objects.filter(poll__slug=slug).count()
    voters = Roll.objects.filter(poll__slug=slug).values("elector__participant").distinct().count()
    assert voters == PEOPLE, f"{voters} people on the roll"
    return ballots - voters
