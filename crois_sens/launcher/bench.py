"""``python3 dev.py bench``: how fast the house is, measured on an empty database of its own, durable as a real one."""

import importlib
import json
import os
import pkgutil
from typing import Any

from crois_sens.launcher.console import say
from crois_sens.launcher.places import ROOT, VAR, Trouble

RESULTS = VAR / "bench.json"


def chosen(words: list[str]) -> list[str]:
    """Return the benchmarks whose name holds one of the words; all of them without words.

    :raises Trouble: when there is none.
    """
    names = sorted(module.name for module in pkgutil.iter_modules([str(ROOT / "benchmarks")]))
    found = [name for name in names if not words or any(word in name for word in words)]
    if not found:
        raise Trouble(f"no benchmark is called {' or '.join(words)}: there are {', '.join(names)}")
    return found


def main(words: list[str]) -> int:
    """Run benchmarks, print their table and keep it as JSON; the status tells whether a limit was missed."""
    names = chosen(words)
    os.environ.update({"TESTING": "1", "DJANGO_SETTINGS_MODULE": "crois_sens.settings"})
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = f"test_bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        rows = [row for name in names for row in _measured(name)]
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    RESULTS.write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")
    for row in rows:
        print(_line(row))
    print(f"kept in {RESULTS.relative_to(ROOT)}")
    return int(any(map(_is_missed, rows)))


def _measured(name: str) -> list[dict[str, Any]]:
    say(f"measuring {name} …")
    return importlib.import_module(f"benchmarks.{name}").run()


def _is_missed(row: dict[str, Any]) -> bool:
    """Tell whether a figure is beyond its limit; figures without one are for information."""
    return row.get("limit") is not None and row["figure"] > row["limit"]


def _line(row: dict[str, Any]) -> str:
    limit = "" if row.get("limit") is None else f"limit {row['limit']:g}"
    figure = row["figure"] if isinstance(row["figure"], str) else f"{row['figure']:,.4g}"
    return (
        f"{row['name']:<64} {figure:>10} {row['unit']:<10} {limit:<12} {'MISSED' if _is_missed(row) else ''}".rstrip()
    )
