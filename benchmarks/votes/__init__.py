"""What a vote costs: over HTTP with impatient people, beside an empty view and pgbench; its close, count and log.

64 clients, 2,000 people, four clicks each at the same time, on a real gunicorn with real sessions: 2,000 ballots.
Beside it the naive way, « look whether they voted, then insert » on a table without constraint: it doubles.

Run by ``python3 dev.py bench votes``, or alone with ``DATABASE_URL`` and ``REDIS_URL`` set: ``python -m
benchmarks.votes``. It works in a database of its own, on loopback only, and drops it.
"""

import os

from benchmarks.votes.stage import Row, connected_to, own_database


def run() -> list[Row]:
    """Measure; each row has a name, a figure, its unit and the limit it must keep, if any."""
    given = os.environ["DATABASE_URL"]
    with own_database(given) as address:
        os.environ.update({"DATABASE_URL": address, "CONN_MAX_AGE": "600"})
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
        import django

        django.setup()
        with connected_to(address):
            try:
                return _measure(address)
            finally:
                os.environ["DATABASE_URL"] = given


def _measure(address: str) -> list[Row]:
    from django.core.management import call_command
    from django.db import connections

    from benchmarks.votes import http_votes, sql_votes

    call_command("migrate", verbosity=0)
    rows = [*http_votes.impatient(address), *http_votes.beside_an_empty_view()]
    connections.close_all()
    rows += [*sql_votes.by_pgbench(address), *sql_votes.count_of_a_crowd(), *sql_votes.log_of_receipts()]
    connections.close_all()
    return rows
