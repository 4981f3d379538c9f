"""What a vote costs: over HTTP with impatient people, in bare SQL, and its close and count with 100,000 ballots.

64 clients, 2,000 people, four clicks each at the same time, on a real gunicorn with real sessions: 2,000 ballots.
Beside it the naive way, « look whether they voted, then insert » on a table without constraint: it doubles.

Run by ``python3 dev.py bench``, or alone with ``DATABASE_URL`` and ``REDIS_URL`` set: ``python -m benchmarks.votes``.
It works in a database of its own, on loopback only, and drops it.
"""

import http.client
import multiprocessing
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2

PEOPLE, CLICKS, CLIENTS = 2_000, 4, 64
SQL_CLIENTS, SQL_VOTES = 8, 8_000
CROWD = 100_000
NAME = f"bench_votes_{os.getpid()}"

Row = dict[str, Any]


def run() -> list[Row]:
    """Measure; each row has a name, a figure, its unit and the limit it must keep, if any."""
    given = os.environ["DATABASE_URL"]
    with _database(given) as address:
        os.environ["DATABASE_URL"] = address
        os.environ["CONN_MAX_AGE"] = "600"
        try:
            import django

            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
            django.setup()
            return _measure(address)
        finally:
            os.environ["DATABASE_URL"] = given


def _measure(address: str) -> list[Row]:
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    poll = _open_poll("course")
    rows = [*_over_http(poll, _people()), *_naive(address)]
    connections.close_all()
    rows += [*_in_sql(_open_poll("sql"), address), *_count(_open_poll("foule"))]
    connections.close_all()
    return rows


def _row(name: str, figure: float, unit: str, limit: float | None = None) -> Row:
    return {"name": f"votes: {name}", "figure": round(figure, 3), "unit": unit, "limit": limit}


@contextmanager
def _database(given: str):
    """A database of this run's own, beside the one that was named."""
    server = urlsplit(given)

    def administer(statement: str) -> None:
        with closing(psycopg2.connect(server._replace(path="/postgres").geturl())) as link:
            link.autocommit = True
            link.cursor().execute(statement)

    administer(f"CREATE DATABASE {NAME}")
    try:
        yield server._replace(path=f"/{NAME}").geturl()
    finally:
        administer(f"DROP DATABASE {NAME} WITH (FORCE)")


def _open_poll(slug: str):
    """A sealed poll of ten projects that runs now."""
    from django.utils import timezone

    from participation.ballots.models import Choice, Poll
    from participation.ballots.operations import seal_poll
    from participation.consultations.models import Consultation, Phase, Rulebook
    from territories.accounts.models import User
    from territories.actors.models import Organisation
    from territories.areas.models import Area

    now = timezone.now()
    by, _new = User.objects.get_or_create(email="banc@exemple.fr")
    area, _new = Area.objects.get_or_create(kind="commune", code="99999", defaults={"name": "Banc", "slug": "banc"})
    town, _new = Organisation.objects.get_or_create(slug="banc", defaults={"name": "Banc"})
    consultation = Consultation.objects.create(
        title=slug,
        slug=slug,
        summary=slug,
        area=area,
        organiser=town,
        deciding_body="le conseil",
        envelope_cents=10_000_000,
        published_at=now,
        published_by=by,
    )
    Rulebook.objects.create(consultation=consultation, version=1, text="1", published_at=now, published_by=by)
    hour = timedelta(hours=1)
    Phase.objects.create(consultation=consultation, kind="vote", opens_at=now - hour, closes_at=now + hour)
    poll = Poll.objects.create(consultation=consultation, slug=slug)
    Choice.objects.bulk_create(
        Choice(consultation=consultation, poll=poll, no=no, code=f"{no:03d}", title=f"Projet {no}", cost_cents=900_000)
        for no in range(1, 11)
    )
    return seal_poll(poll=poll, by=by, at=now)


def _people() -> list[str]:
    """2,000 people with accounts, signed in: the session key of each."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from territories.accounts.models import Identity, Participant, User

    now = timezone.now()
    participants = Participant.objects.bulk_create(Participant(created_at=now) for _ in range(PEOPLE))
    Identity.objects.bulk_create(Identity(participant=one, display_name="Banc") for one in participants)
    users = User.objects.bulk_create(
        User(email=f"banc-{no}@exemple.fr", participant=one, password="!") for no, one in enumerate(participants)
    )
    sessions = []
    for user in users:
        signed_in = {
            "_auth_user_id": str(user.pk),
            "_auth_user_backend": "django.contrib.auth.backends.ModelBackend",
            "_auth_user_hash": user.get_session_auth_hash(),
        }
        data = Session.objects.encode(signed_in)
        key = secrets.token_hex(16)
        sessions.append(Session(session_key=key, session_data=data, expire_date=now + timedelta(days=1)))
    Session.objects.bulk_create(sessions)
    return [session.session_key for session in sessions]


@contextmanager
def _gunicorn():
    """A real server with the settings of ``dev.py run``; its port."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # As many connections as threads stay open: two workers with eight threads each, as in ``dev.py run``.
    command = [sys.executable, "-m", "gunicorn", "crois_sens.wsgi", "-b", f"127.0.0.1:{port}"]
    command += ["-k", "gthread", "-w", "2", "--threads", "8", "--keep-alive", "30", "--log-level", "warning"]
    root = Path(__file__).resolve().parent.parent
    server = subprocess.Popen(command, cwd=root, env={**os.environ, "LOG_LEVEL": "ERROR", "DEBUG": "1"})
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(port: int, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as link:
            try:
                link.request("GET", "/votes/course/")
                if link.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.2)
    raise RuntimeError("the server of the benchmark did not start")


def _over_http(poll, sessions: list[str]) -> list[Row]:
    """Every person clicks « Confirmer » four times, the clicks of a person next to each other in the queue."""
    from participation.ballots.models import Envelope, Leaf, Roll

    headers = [_headers(poll, session) for session in sessions]
    with _gunicorn() as port:
        clicks = [(person, click) for person in range(PEOPLE) for click in range(CLICKS)]
        durations, statuses, seconds = _storm(port, poll.slug, headers, clicks)
    ballots = Envelope.objects.filter(poll=poll).count()
    assert ballots == Roll.objects.filter(poll=poll).count() == PEOPLE, f"{ballots} ballots of {PEOPLE} people"
    assert Leaf.objects.filter(poll=poll).count() == statuses.count(200) == PEOPLE * CLICKS, set(statuses)
    durations.sort()
    what = f"{CLIENTS} clients, {PEOPLE} people, {CLICKS} clicks"
    return [
        _row(f"{what}: ballots", ballots, "ballots"),
        _row(f"{what}: answers 5xx", sum(status >= 500 for status in statuses), "errors", 0.5),
        _row(f"{what}: rate", len(clicks) / seconds, "votes/s"),
        _row(f"{what}: median", durations[len(durations) // 2] * 1000, "ms"),
        _row(f"{what}: 99 of 100 within", durations[len(durations) * 99 // 100] * 1000, "ms"),
    ]


def _headers(poll, session: str) -> dict[str, str]:
    """What a browser sends that has chosen and is signed in."""
    from django.core.signing import get_cookie_signer

    from participation.ballots.pending import SALT

    name, token = f"choix-{poll.slug}", secrets.token_hex(16)
    choice = get_cookie_signer(salt=name + SALT).sign("1.4.7")
    return {
        "Cookie": f"sessionid={session}; csrftoken={token}; {name}={choice}",
        "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }


def _storm(port: int, slug: str, headers: list[dict], clicks: list[tuple[int, int]]) -> tuple[list, list, float]:
    """Send all clicks over 64 connections that stay open; durations, statuses and the whole time."""
    queue, guard = iter(clicks), threading.Lock()
    durations, statuses = [], []

    def client() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with guard:
                click = next(queue, None)
            if click is None:
                return link.close()
            start = time.perf_counter()
            link.request("POST", f"/votes/{slug}/confirmer/", body=b"", headers=headers[click[0]])
            answer = link.getresponse()
            answer.read()
            durations.append(time.perf_counter() - start)
            statuses.append(answer.status)

    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(client) for _ in range(CLIENTS)]:
            done.result()
    return durations, statuses, time.perf_counter() - start


def _naive(address: str) -> list[Row]:
    """The same clicks on a copy without constraint, by those who look first and insert then."""
    with closing(psycopg2.connect(address)) as link, link, link.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_vote (person int, choices int[])")
    queue, guard = iter([person for person in range(PEOPLE) for _ in range(CLICKS)]), threading.Lock()

    def client() -> None:
        with closing(psycopg2.connect(address)) as link:
            while True:
                with guard:
                    person = next(queue, None)
                if person is None:
                    return
                with link, link.cursor() as cursor:
                    cursor.execute("SELECT 1 FROM naive_vote WHERE person = %s", [person])
                    if cursor.fetchone() is None:
                        cursor.execute("INSERT INTO naive_vote VALUES (%s, '{1,4,7}')", [person])

    with ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(client) for _ in range(CLIENTS)]:
            done.result()
    with closing(psycopg2.connect(address)) as link, link.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM naive_vote")
        ballots = cursor.fetchone()[0]
    assert ballots > PEOPLE, "the naive way did not double this time: the storm is too weak to prove anything"
    return [_row(f"the naive way, {PEOPLE} people: ballots", ballots, "ballots")]


def _cast_many(address: str, poll: int, first: int, votes: int) -> None:
    """Cast votes of people that nobody has seen yet, as the web does: lock, statement, commit."""
    from participation.ballots.locks import NAMESPACE
    from participation.ballots.operations.casting import CAST

    with closing(psycopg2.connect(address)) as link:
        for no in range(first, first + votes):
            with link, link.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [NAMESPACE, poll])
                token = f"{poll:08d}{no:056d}"
                ballot = {"poll": poll, "participant": None, "key": token, "choices": [1, 4, 7], "nonce": token}
                cursor.execute("SELECT now()")
                cursor.execute(CAST, {**ballot, "commitment": token, "at": cursor.fetchone()[0]})


def _in_sql(poll, address: str) -> list[Row]:
    """Eight connections that do nothing but vote."""
    share = SQL_VOTES // SQL_CLIENTS
    workers = [
        multiprocessing.Process(target=_cast_many, args=(address, poll.pk, number * share, share))
        for number in range(SQL_CLIENTS)
    ]
    _nothing, seconds = _timed(lambda: ([one.start() for one in workers], [one.join() for one in workers]))
    assert not any(one.exitcode for one in workers)
    return [_row(f"in SQL, {SQL_CLIENTS} clients", SQL_VOTES / seconds, "votes/s")]


FILL = """
WITH people AS (SELECT no, md5(no || 'a') || md5(no || 'b') AS token FROM generate_series(1, %(crowd)s) no),
elector AS (
    INSERT INTO participation_elector (consultation_id, poll_id, key_hmac)
    SELECT %(consultation)s, %(poll)s, token FROM people RETURNING id, key_hmac
), roll AS (
    INSERT INTO participation_roll (consultation_id, poll_id, elector_id, channel)
    SELECT %(consultation)s, %(poll)s, id, 'web' FROM elector RETURNING id, elector_id
), envelope AS (
    INSERT INTO participation_envelope (consultation_id, poll_id, roll_id, choices, nonce, commitment)
    SELECT %(consultation)s, %(poll)s, roll.id,
           ARRAY[1 + roll.id %% 4, 5 + roll.id %% 3, 8 + roll.id %% 3]::smallint[], key_hmac, key_hmac
      FROM roll JOIN elector ON elector.id = elector_id RETURNING commitment
)
INSERT INTO participation_leaf (commitment, consultation_id, poll_id)
SELECT commitment, %(consultation)s, %(poll)s FROM envelope
"""


def _count(poll) -> list[Row]:
    """Close and count a crowd."""
    from django.db import connection

    from participation.ballots.models import Counted, Poll
    from participation.ballots.operations import close_poll, count_poll, destroy_links, reconcile_poll, tally_poll

    with connection.cursor() as cursor:
        cursor.execute(FILL, {"crowd": CROWD, "poll": poll.pk, "consultation": poll.consultation_id})
    steps = []
    for name, step, limit in [
        ("close", close_poll, 1.0),
        ("reconcile", reconcile_poll, None),
        ("count", count_poll, 10.0),
        ("rewrite the tables", destroy_links, None),
    ]:
        _done, seconds = _timed(lambda step=step: step(poll=poll, at=poll.closes_at))
        steps.append(_row(f"{CROWD:,} ballots: {name}", seconds, "s", limit))
    poll = Poll.objects.get(pk=poll.pk)
    _done, seconds = _timed(lambda: tally_poll(poll=poll, at=poll.closes_at))
    assert Counted.objects.filter(poll=poll).count() == CROWD
    return [*steps, _row(f"{CROWD:,} ballots: tally", seconds, "s")]


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


if __name__ == "__main__":
    for line in run():
        limit = f"  (limit {line['limit']:g})" if line["limit"] else ""
        print(f"{line['name']:<64} {line['figure']:>10.3f} {line['unit']}{limit}")
