"""How long the official map takes to come in, and how fast a resident finds a commune in it.

Run by ``python3 dev.py bench areas``, or alone with ``DATABASE_URL``: ``python -m benchmarks.areas``. The map is read
into a database of its own, dropped at the end.
"""

import io
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

SEED = 88413


@contextmanager
def empty_database() -> Iterator[None]:
    """Work in a new database beside the one that is named, and leave nothing behind."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
    os.environ.setdefault("TESTING", "1")
    import django

    django.setup()
    from django.db import connection

    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_areas_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def seconds(work: Callable[[], Any]) -> float:
    """Return how long the work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def p95(work: Callable[[str], Any], asked: list[str]) -> float:
    """Return, in milliseconds, the time within which 95 of 100 of these questions are answered."""
    taken = sorted(seconds(lambda one=one: work(one)) for one in asked)
    return 1000 * taken[int(len(taken) * 0.95)]


def typed_words(chance: random.Random) -> tuple[list[str], list[str]]:
    """What people type: beginnings of names and of postcodes, and names with two letters swapped."""
    from territories.areas.models import Area

    communes = list(Area.objects.filter(kind="commune", population__gt=0).order_by("code"))
    chosen = chance.sample(communes, 300)
    beginnings = [area.name[: chance.randint(3, len(area.name))] for area in chosen[:200]]
    beginnings += [area.postcodes[0][: chance.randint(3, 5)] for area in chosen[200:]]
    slips = []
    for area in chosen[:100]:
        place = chance.randint(1, max(1, len(area.name) - 3))
        slips.append(area.name[:place] + area.name[place + 1 : place + 2] + area.name[place] + area.name[place + 2 :])
    return beginnings, slips


def run() -> list[dict[str, Any]]:
    """Measure; each row has a name, a figure, its unit and the limit it must stay under, if any."""
    rows: list[dict[str, Any]] = []

    def row(name: str, figure: float, unit: str, limit: float | None = None) -> None:
        rows.append({"name": name, "figure": round(figure, 3), "unit": unit, "limit": limit})

    with empty_database():
        from django.core.management import call_command
        from django.test import Client

        from territories.areas.search import find_areas

        def bring(**options: Any) -> None:
            call_command("import_areas", stdout=io.StringIO(), **options)

        row("areas: the whole map, first time", seconds(lambda: bring(year=2025)), "s", 30.0)
        row("areas: a newer year", seconds(bring), "s", 15.0)
        row("areas: again, nothing changed", seconds(bring), "s", 15.0)
        beginnings, slips = typed_words(random.Random(SEED))
        find_areas("saint die")
        row("areas: a commune while typing, p95", p95(find_areas, beginnings), "ms", 100.0)
        row("areas: a commune mistyped, p95", p95(find_areas, slips), "ms", 250.0)
        client = Client()
        path = "/api/v1/areas/?kind=commune&format=csv"
        row("areas: CSV of all communes", seconds(lambda: sum(map(len, client.get(path)))), "s", 30.0)
    return rows


if __name__ == "__main__":
    for line in run():
        limit = f"  (limit {line['limit']:g} {line['unit']})" if line["limit"] else ""
        print(f"{line['name']:<50} {line['figure']:>8.3f} {line['unit']}{limit}")
