"""A migrated, empty database that test databases are copied from: migrations run once, not at every start of pytest.

It lives in the cluster of the tests under a name made of the migrations themselves, so that a change makes another.
"""

import fcntl
import os
import subprocess
import sys

from crois_sens.launcher.keeper import take
from crois_sens.launcher.places import ROOT, VAR, folder
from crois_sens.launcher.preparation import fingerprint

#: Migrations, and the SQL that they take from beside the models.
SOURCES = ("requirements.txt", "*/migrations/*.py", "*/*/*triggers.py", "*/*/search.py", "territories/instance/*.py")


def template_in(url: str) -> str | None:
    """Return the name of the template in the cluster of that address; it is made when it is not there.

    :return: nothing when the migrations do not run; Django's own attempt will then say why.
    """
    import psycopg2

    name, server = f"template_{fingerprint(SOURCES)}", url.rpartition("/")[0]
    turn = take(folder(VAR / "servers") / "template.lock", fcntl.LOCK_EX)
    connection = psycopg2.connect(f"{server}/postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%'")
            there = {found for (found,) in cursor.fetchall()}
            if name in there:
                return name
            for other in there:
                cursor.execute(f'DROP DATABASE "{other}" WITH (FORCE)')
            cursor.execute("CREATE DATABASE template_draft")
            if not _migrate(f"{server}/template_draft"):
                return None
            cursor.execute(f'ALTER DATABASE template_draft RENAME TO "{name}"')
            return name
    finally:
        connection.close()
        os.close(turn)


def _migrate(url: str) -> bool:
    command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "crois_sens.settings"}
    done = subprocess.run(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0
