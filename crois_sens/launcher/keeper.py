"""A keeper: the small process that holds one server for as long as somebody uses it.

Users hold a shared lock on ``users.lock``; the kernel takes it back however they end, ``kill -9`` included. The keeper
holds ``keeper.lock``, so that there is one, and tries ``users.lock`` for itself: the moment it gets it nobody is left,
and whoever comes now waits for the lock until the server has stopped.
"""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from crois_sens.launcher.places import Trouble, read_json, write_private
from crois_sens.launcher.postgres import Postgres
from crois_sens.launcher.processes import birth, end_leftover, stop
from crois_sens.launcher.valkey import Valkey

Server = Postgres | Valkey
KINDS: dict[str, type[Server]] = {"postgres": Postgres, "valkey": Valkey}
#: How often the keeper looks whether it is still needed, in seconds.
PULSE = 0.15
#: A server that dies this often in one life of its keeper is broken.
MOST_RESTARTS = 20


def take(path: Path, how: int) -> int | None:
    """Lock a file for as long as the returned descriptor is open; nothing when ``LOCK_NB`` asked and was refused."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, how)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def state_of(home: Path) -> dict:
    """Return what the keeper at work in that folder tells of its server; nothing while there is none."""
    told = read_json(home / "state.json")
    return told if told and birth(told["keeper"]) == told["keeper_birth"] else {}


def keep(kind: str, home: Path, *, fast: bool) -> int:
    """Start a server and hold it until its last user has left. The process ends with this function."""
    if take(home / "keeper.lock", fcntl.LOCK_EX | fcntl.LOCK_NB) is None:
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        server = KINDS[kind](home, fast=fast)
        left = read_json(home / "state.json")
        if left:
            end_leftover(left["pid"], left["birth"], politely=server.goodbye)
        server.log.write_bytes(b"")
        server.prepare()
        _hold(server, port=free_port())
    except Trouble as trouble:
        write_private(home / "trouble", str(trouble))
        return 1
    return 0


def _hold(server: Server, *, port: int) -> None:
    """Run a server until nobody uses it any more; start it again should it die."""
    state, users = server.home / "state.json", server.home / "users.lock"
    process, restarts = server.start(port), 0
    try:
        server.welcome(server.url(port))
        _tell(state, server, process, port)
        while take(users, fcntl.LOCK_EX | fcntl.LOCK_NB) is None:
            time.sleep(PULSE)
            if process.poll() is not None:
                restarts += 1
                if restarts > MOST_RESTARTS:
                    raise Trouble(f"{server.name} stops again and again: see {server.log}")
                process = server.start(port)
                _tell(state, server, process, port)
    finally:
        stop(process, politely=server.goodbye)
        state.unlink(missing_ok=True)


def _tell(state: Path, server: Server, process: subprocess.Popen, port: int) -> None:
    me = os.getpid()
    told = {"url": server.url(port), "pid": process.pid, "birth": birth(process.pid)}
    write_private(state, json.dumps({**told, "keeper": me, "keeper_birth": birth(me)}, indent=1))


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1], Path(sys.argv[2]), fast="fast" in sys.argv[3:]))
