"""What a vote is measured on: a database of its own, a sealed poll, people who are signed in, a real server."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2

NAME = f"bench_votes_{os.getpid()}"
ROOT = Path(__file__).resolve().parents[2]
LETTERS = str.maketrans("0123456789", "abcdefghij")

Row = dict[str, Any]


def row(name: str, figure: float, unit: str, limit: float | None = None) -> Row:
    """A line of the table; with a limit, a figure beyond it is a failure."""
    return {"name": f"votes: {name}", "figure": round(figure, 3), "unit": unit, "limit": limit}


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Do some work; return what it gave, and how many seconds it took."""
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


@contextmanager
def own_database(given: str) -> Iterator[str]:
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


@contextmanager
def connected_to(address: str) -> Iterator[None]:
    """Let this process work in the same database as the server, also where Django was set up for another one."""
    from django.db import connection, connections

    to = urlsplit(address)
    there = {"NAME": to.path[1:], "HOST": to.hostname, "PORT": to.port, "USER": to.username, "PASSWORD": to.password}
    connections.close_all()
    before = {name: connection.settings_dict[name] for name in there}
    connection.settings_dict.update({name: value or "" for name, value in there.items()})
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict.update(before)


def open_poll(slug: str, *, at: datetime | None = None, closes_at: datetime | None = None):
    """A sealed poll of ten projects that runs now, or at another moment."""
    from django.utils import timezone

    from participation.ballots.models import Choice, Poll
    from participation.ballots.operations import seal_poll
    from participation.consultations.models import Consultation, Phase, Rulebook
    from territories.accounts.models import User
    from territories.actors.models import Organisation
    from territories.areas.models import Area

    now, hour = at or timezone.now(), timedelta(hours=1)
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
    Phase.objects.create(consultation=consultation, kind="vote", opens_at=now - hour, closes_at=closes_at or now + hour)
    poll = Poll.objects.create(consultation=consultation, slug=slug)
    Choice.objects.bulk_create(
        Choice(consultation=consultation, poll=poll, no=no, code=f"{no:03d}", title=f"Projet {no}", cost_cents=900_000)
        for no in range(1, 11)
    )
    return seal_poll(poll=poll, by=by, at=now)


def people(number: int, *, prefix: str) -> list[str]:
    """Make people with accounts, signed in; return the session key of each.

    Their addresses have no figures and everybody's domain: they look like neighbours, not like one person, so that no
    cluster of accounts keeps a worker from counting.
    """
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from territories.accounts.models import Identity, Participant, User

    now = timezone.now()
    participants = Participant.objects.bulk_create(Participant(created_at=now) for _ in range(number))
    Identity.objects.bulk_create(Identity(participant=one, display_name="Banc") for one in participants)
    users = User.objects.bulk_create(
        User(email=f"{prefix}-{str(no).translate(LETTERS)}@laposte.net", participant=one, password="!")
        for no, one in enumerate(participants)
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
def gunicorn(program: str = "benchmarks.votes.server", **env: str) -> Iterator[tuple[int, int]]:
    """A real server with the settings of ``dev.py run`` and one empty view more; its port and its process.

    :param program: the module of its application; ``env`` is what that module wants to know.
    """
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # As many connections as threads stay open: two workers with eight threads each, as in ``dev.py run``.
    command = [sys.executable, "-m", "gunicorn", program, "-b", f"127.0.0.1:{port}"]
    command += ["-k", "gthread", "-w", "2", "--threads", "8", "--keep-alive", "30", "--log-level", "warning"]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "LOG_LEVEL": "ERROR", **env})
    try:
        _wait_for(port, server)
        yield port, server.pid
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
                link.request("GET", "/vide/")
                if link.getresponse().status in (204, 302, 403):
                    return
            except OSError:
                time.sleep(0.2)
    raise RuntimeError("the server of the benchmark did not start")
