"""Votes over HTTP: four clicks each, beside the naive way that doubles; and rates beside an empty view."""

import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg2

from benchmarks.votes.stage import Row, gunicorn, open_poll, people, row
from benchmarks.votes.storm import storm

PEOPLE, CLICKS, CLIENTS = 2_000, 4, 64
#: What a vote may cost the server above an authenticated view that does nothing.
MOST_CPU = 2.5


def impatient(address: str) -> list[Row]:
    """Every person clicks « Confirmer » four times, the clicks of a person next to each other in the queue."""
    poll = open_poll("course")
    clicks = [
        headers for session in people(PEOPLE, prefix="course") for headers in [headers_of(poll, session)] * CLICKS
    ]
    with gunicorn() as server:
        seen = storm(server, f"/votes/{poll.slug}/confirmer/", clicks, clients=CLIENTS)
    _nothing_lost(poll, PEOPLE, PEOPLE * CLICKS, seen.statuses)
    what = f"{CLIENTS} clients, {PEOPLE} people, {CLICKS} clicks"
    return [
        row(f"{what}: ballots", PEOPLE, "ballots"),
        row(f"{what}: answers 5xx", sum(status >= 500 for status in seen.statuses), "errors", 0.5),
        row(f"{what}: rate", seen.rate, "votes/s"),
        *_naive(address),
    ]


def beside_an_empty_view() -> list[Row]:
    """Distinct voters on 8 and on 64 connections, each time beside the empty view with the same people."""
    rows = []
    with gunicorn() as server:
        for clients in (8, 64):
            poll = open_poll(f"cadence-{clients}")
            requests = [headers_of(poll, session) for session in people(PEOPLE, prefix=poll.slug)]
            empty = storm(server, "/vide/", requests, clients=clients)
            votes = storm(server, f"/votes/{poll.slug}/confirmer/", requests, clients=clients)
            assert set(empty.statuses) == {204}, set(empty.statuses)
            _nothing_lost(poll, PEOPLE, PEOPLE, votes.statuses)
            for name, seen in (("empty view", empty), ("vote", votes)):
                what = f"{clients} clients, {name}"
                rows += [
                    row(f"{what}: rate", seen.rate, "requests/s"),
                    row(f"{what}: half within", seen.within(50), "ms"),
                    row(f"{what}: 99 of 100 within", seen.within(99), "ms"),
                    row(f"{what}: processor", seen.cpu_each, "ms"),
                ]
            rows.append(
                row(f"{clients} clients, vote above empty view", votes.cpu_each - empty.cpu_each, "ms", MOST_CPU)
            )
            rows.append(row(f"{clients} clients, empty view ÷ vote", empty.rate / votes.rate, "×"))
    return rows


def _nothing_lost(poll, voters: int, clicks: int, statuses: list[int]) -> None:
    """Every acknowledged vote is there, none twice."""
    from participation.ballots.models import Envelope, Leaf, Roll

    ballots = Envelope.objects.filter(poll=poll).count()
    assert ballots == Roll.objects.filter(poll=poll).count() == voters, f"{ballots} ballots of {voters} people"
    assert Leaf.objects.filter(poll=poll).count() == statuses.count(200) == clicks, set(statuses)


def headers_of(poll, session: str) -> dict[str, str]:
    """What a browser sends that has chosen and is signed in: the choice, and that it waits to be confirmed."""
    from participation.ballots.pending import WAITING, cookie_name

    token, choice = secrets.token_hex(16), f"{cookie_name(poll)}=1.4.7; {WAITING}={poll.slug}"
    return {
        "Cookie": f"sessionid={session}; csrftoken={token}; {choice}",
        "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }


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
    return [row(f"the naive way, {PEOPLE} people: ballots", ballots, "ballots")]
