"""What a bad evening does to a vote: closings under load, a database that crashes, Redis gone, a killed worker.

Every part ends with its control, the same evening without the guard, and stops the run when the control does not go
wrong: a storm that harms nobody proves nothing. It takes about a quarter of an hour.

Run by ``python3 dev.py bench faults``, or some of it by ``python -m benchmarks.faults closings`` (``crashes``,
``absences``, ``killings``). It starts a PostgreSQL and a Redis of its own, durable as real ones, and removes both.
"""

import os
from collections.abc import Sequence

from benchmarks.faults.servers import own_servers
from benchmarks.votes.stage import Row, connected_to

PARTS = ("closings", "crashes", "absences", "killings")


def run(parts: Sequence[str] = PARTS) -> list[Row]:
    """Do all the harm; each row has a name, a figure, its unit and the limit it must keep, if any."""
    from importlib import import_module

    before = dict(os.environ)
    with own_servers() as servers:
        # Pages of errors are those of an installation, not Django's for developers.
        os.environ.update({**servers.addresses, "CONN_MAX_AGE": "600", "TESTING": "1"})
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
        import django

        django.setup()
        try:
            with connected_to(servers.addresses["DATABASE_URL"]):
                _furnish()
                return [row for part in parts for row in import_module(f"benchmarks.faults.{part}").run(servers)]
        finally:
            os.environ.clear()
            os.environ.update(before)


def _furnish() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
