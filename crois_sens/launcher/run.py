"""``python3 dev.py run``: from nothing to an open door, and back to nothing."""

import contextlib
import errno
import fcntl
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping

from crois_sens.launcher.console import say
from crois_sens.launcher.environment import chosen_port, house_environment
from crois_sens.launcher.keeper import take
from crois_sens.launcher.places import ROOT, VAR, Trouble, folder, last_lines, read_json
from crois_sens.launcher.preparation import is_prepared
from crois_sens.launcher.processes import stop, stopping_with_us
from crois_sens.launcher.programs import NOTE, Programs, commands, end_leftovers, hosts
from crois_sens.launcher.servers import borrowed, wait_until_stopped

PATIENCE = 60


def run() -> None:
    """Start everything, hold it, and stop it on Ctrl-C, a hang-up or a polite kill."""
    port = chosen_port()
    address = f"http://localhost:{port}"
    with signals_are_interrupts() as heed, _alone():
        try:
            found = end_leftovers()
            if found:
                say(f"ended {found} processes that a killed launcher left behind")
            _check_port(port)
            with borrowed(os.environ) as servers:
                say("servers: " + ", ".join(_told(servers)))
                _hold_house({**house_environment(), **servers}, port, address, heed)
        except KeyboardInterrupt:
            say("stopping")
        finally:
            for name in wait_until_stopped():
                say(f"{name} goes on: another program of this checkout uses it")
    say("stopped")


def _hold_house(env: Mapping[str, str], port: int, address: str, heed: Callable[[], None]) -> None:
    if not is_prepared(env["DATABASE_URL"]):
        _prepare(env)
    with Programs(env, address=address) as programs:
        starting = commands(port, debug=env.get("DEBUG", "").lower() in ("1", "true", "on", "yes"))
        programs.start("web", starting["web"])
        _wait_for_page(programs, port, heed)
        programs.start("worker", starting["worker"])
        programs.start("beat", starting["beat"])
        say("web, worker and beat are running; their logs are in var/logs")
        _welcome(address)
        while True:
            heed()
            programs.look()
            time.sleep(0.25)


def _prepare(env: Mapping[str, str]) -> None:
    """Bring the database up to date in a process of its own, which tells its steps here."""
    process = stopping_with_us([sys.executable, "-m", "crois_sens.launcher.preparation"], env=env, cwd=ROOT)
    try:
        status = process.wait()
    finally:
        stop(process)
    if status:
        sys.exit(status)  # it said why


def _wait_for_page(programs: Programs, port: int, heed: Callable[[], None]) -> None:
    """Wait until the first page answers."""
    limit = time.monotonic() + PATIENCE
    while True:
        heed()
        programs.look()
        with contextlib.suppress(OSError):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE)
            except urllib.error.HTTPError as error:
                if error.code >= 500:
                    say(f"the first page answers with an error {error.code}: see var/logs/web.log")
            return
        if time.monotonic() > limit:
            raise Trouble(f"no answer within {PATIENCE} s:\n{last_lines(programs.log_of('web'))}")
        time.sleep(0.05)


def _welcome(address: str) -> None:
    say(f"open {address}  (Ctrl-C stops everything)")
    accounts = read_json(VAR / "demonstration.json").get("accounts", [])
    for account in accounts:
        print(f"          {account['email']:32} {account['password']:20} {account['who']}", flush=True)


def _told(servers: Mapping[str, str]) -> Iterator[str]:
    yield "PostgreSQL" if "DATABASE_URL" in servers else "the PostgreSQL of DATABASE_URL"
    yield "Valkey" if "REDIS_URL" in servers else "the Redis of REDIS_URL"


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Hold the place of the one launcher of this checkout.

    :raises Trouble: when another holds it.
    """
    lock = take(folder(VAR) / "run.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    if lock is None:
        note = read_json(VAR / NOTE)
        where = f" at {note['address']} (process {note['launcher']})" if note else ""
        raise Trouble(f"this checkout is already running{where}: stop it there with Ctrl-C first")
    try:
        yield
    finally:
        os.close(lock)


@contextlib.contextmanager
def signals_are_interrupts() -> Iterator[Callable[[], None]]:
    """Treat a polite kill and a closed terminal like Ctrl-C; once we are stopping, nothing interrupts that.

    Yields what raises the interrupt again: a library that was at work when it came may have lost it.
    """
    came = []

    def interrupt(number: int, _frame: object) -> None:
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, signal.SIG_IGN)
        came.append(number)
        raise KeyboardInterrupt

    def heed() -> None:
        if came:
            raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    yield heed


def _check_port(port: int) -> None:
    """:raises Trouble: when the port is taken, or not ours to take."""
    for host in hosts():
        family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host.strip("[]"), port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise Trouble(
                        f"port {port} is taken by another program: PORT={port + 1} python3 dev.py run"
                    ) from None
                raise Trouble(f"port {port} cannot be used: {error.strerror}") from None
