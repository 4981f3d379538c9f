"""A PostgreSQL and a Redis that a benchmark may kill: nobody else uses them, and they keep what they said they keep."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from benchmarks.votes.stage import Row, row
from crois_sens.launcher.postgres import Postgres
from crois_sens.launcher.processes import stop
from crois_sens.launcher.valkey import Valkey

PATIENCE = 60


def fault(name: str, figure: float, unit: str, limit: float | None = None) -> Row:
    """A line of the table."""
    return {**row(name, figure, unit, limit), "name": f"faults: {name}"}


def none_of(name: str, number: int, unit: str) -> Row:
    """A line that must stay zero."""
    return fault(name, number, unit, 0)


class Server:
    """One server in its folder, at one port for as long as it is started again and again."""

    def __init__(self, server: Postgres | Valkey) -> None:
        self.server, self.port = server, _free_port()
        self.server.prepare()
        self.process = self.server.start(self.port)
        self.url = self.server.url(self.port)
        self.server.welcome(self.url)

    def start(self) -> None:
        """Start it once more at the same port."""
        if isinstance(self.server, Postgres):
            self.server.prepare()
        self.process = self.server.start(self.port)

    def kill(self) -> None:
        """End it as a power cut does, and wait until all of its processes are gone."""
        children = _children_of(self.process.pid)
        self.process.kill()
        self.process.wait()
        limit = time.monotonic() + PATIENCE
        while any(Path(f"/proc/{pid}").exists() for pid in children):
            assert time.monotonic() < limit, "processes of a killed server go on"
            time.sleep(0.05)


class Servers:
    """Both servers, and what may be done to them."""

    def __init__(self, home: Path) -> None:
        self.database = Server(Postgres(_open_to_all(home / "postgres"), fast=False))
        self.redis = Server(Valkey(_open_to_all(home / "valkey"), fast=False))
        self.addresses = {"DATABASE_URL": self.database.url, "REDIS_URL": self.redis.url}

    def administer(self, statement: str) -> None:
        """Run one statement outside of any transaction."""
        with closing(psycopg2.connect(self.database.url)) as link:
            link.autocommit = True
            link.cursor().execute(statement)

    def kill_backend(self) -> None:
        """``kill -9`` one process that serves a connection: the server drops all others and recovers by itself."""
        with closing(psycopg2.connect(self.database.url)) as link, link.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' "
                "AND pid <> pg_backend_pid() ORDER BY state = 'active' DESC LIMIT 1"
            )
            os.kill(cursor.fetchone()[0], signal.SIGKILL)

    def wait_for_database(self) -> None:
        """Wait until the database answers again."""
        limit = time.monotonic() + PATIENCE
        while True:
            try:
                return psycopg2.connect(self.database.url, connect_timeout=2).close()
            except psycopg2.OperationalError:
                assert time.monotonic() < limit, "the database did not come back"
                time.sleep(0.05)


@contextmanager
def own_servers() -> Iterator[Servers]:
    """Both servers in a folder of their own, which is removed with them."""
    home = Path(tempfile.mkdtemp(prefix="faults-"))
    home.chmod(0o755)  # as root, PostgreSQL runs as a user who has to pass here
    servers = Servers(home)
    try:
        yield servers
    finally:
        stop(servers.database.process, politely=signal.SIGINT)
        stop(servers.redis.process)
        shutil.rmtree(home)


def _open_to_all(path: Path) -> Path:
    path.mkdir(mode=0o755)
    return path


def _free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _children_of(pid: int) -> list[int]:
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in told.stdout.split()]
