"""Making a database ready: tables, the official areas once, the demonstration once.

A warm start must not wait for Django to look at its migrations: what was done is noted in the database itself, as a
comment on Django's own table, with a fingerprint of all that could ask for more. Whoever drops the database drops the
note with it.
"""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from crois_sens.launcher.console import say
from crois_sens.launcher.places import ROOT

#: What can make a prepared database out of date.
SOURCES = ("requirements.txt", "*/migrations/*.py", "*/management/commands/*.py")


def fingerprint(sources: Iterable[str] = SOURCES) -> str:
    """Return a short name of the code that prepares a database."""
    digest = hashlib.sha256()
    for path in sorted(found for pattern in sources for found in ROOT.glob(pattern)):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:20]


def is_prepared(url: str) -> bool:
    """Tell whether this code has prepared that database. Any doubt is a no."""
    import psycopg2

    try:
        connection = psycopg2.connect(url.replace("psql://", "postgres://", 1), connect_timeout=5)
    except psycopg2.Error:
        return False  # the preparation says why
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass('django_migrations'), 'pg_class')")
        return cursor.fetchone()[0] == fingerprint()


def prepare() -> None:
    """Bring the database up to date, telling each step."""
    import django
    from django.conf import settings
    from django.core.management import CommandError, call_command, get_commands
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    say("tables are up to date")
    known = get_commands()
    if "import_areas" in known and not _has_areas():
        say("importing the official areas (once) …")
        call_command("import_areas")
    if "demo" in known and settings.DEMONSTRATION:
        say("loading the demonstration (once) …")
        try:
            call_command("demo")
        except CommandError as error:
            say(f"no demonstration: {error}")
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE django_migrations IS '{fingerprint()}'")


def _has_areas() -> bool:
    from territories.models import Area

    return Area.objects.filter(kind="commune").exists()


def main() -> int:
    """Prepare, and say in one line what the database refuses."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
    from django.db import OperationalError

    try:
        prepare()
    except OperationalError as error:
        print(f"dev.py: the database does not answer: {str(error).splitlines()[0]}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(ROOT)))
    sys.exit(main())
