"""The three programs of the house, started, watched and stopped together: web, worker and beat."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from crois_sens.launcher.console import Tails, say
from crois_sens.launcher.places import ROOT, VAR, Trouble, folder, last_lines, read_json, write_private
from crois_sens.launcher.processes import birth, end_leftover, spawn, stop

#: In the launcher's folder: what it started, for the next one to find should it be killed.
NOTE = "run.json"
#: A program that dies more often than this within a minute is broken.
MOST_DEATHS = 5

#: Celery's advice against root, for example: it stands at every start and nobody can follow it here.
QUIET = "ignore:You're running the worker with superuser privileges"


def commands(port: int, *, debug: bool) -> dict[str, list[str]]:
    """Return the command of each program, in the order of starting."""
    python = [sys.executable, "-m"]
    # Threads, because requests wait for the database; two processes, because Python computes in one thread at a time.
    web = ["gunicorn", "crois_sens.wsgi", "-k", "gthread", "-w", "2", "--threads", "8", "--keep-alive", "5"]
    web += ["--graceful-timeout", "3", "--log-level", "warning", "--no-control-socket"]
    web += ["--reload"] if debug else ["--preload"]
    web += [word for host in hosts() for word in ("-b", f"{host}:{port}")]
    celery = ["celery", "--quiet", "-A", "crois_sens.celery"]
    return {
        "web": [*python, *web],
        "worker": [*python, *celery, "worker", "-c", "2", "-l", "WARNING", "--without-gossip", "--without-mingle"],
        "beat": [*python, *celery, "beat", "-l", "WARNING"],
    }


def hosts() -> list[str]:
    """Return the addresses that ``localhost`` may mean on this machine."""
    return ["127.0.0.1", "[::1]"] if Path("/proc/net/if_inet6").exists() and _has_ipv6_loopback() else ["127.0.0.1"]


def _has_ipv6_loopback() -> bool:
    lines = Path("/proc/net/if_inet6").read_text(encoding="utf-8").splitlines()
    return any(line.startswith("0" * 31 + "1 ") for line in lines)


class Programs:
    """Programs under watch: one that dies is started again; leaving the block stops all of them."""

    def __init__(self, env: Mapping[str, str], *, address: str, home: Path = VAR) -> None:
        self.env, self.address = {**env, "PYTHONWARNINGS": QUIET}, address
        self.running: dict[str, tuple[list[str], subprocess.Popen]] = {}
        self.deaths: dict[str, list[float]] = {}
        self.tails = Tails()
        self.note, self.logs = home / NOTE, folder(home / "logs")

    def __enter__(self) -> "Programs":
        return self

    def __exit__(self, *_: object) -> None:
        # First ask all of them, then wait for each: they leave side by side.
        for _command, process in self.running.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for _command, process in reversed(self.running.values()):
            stop(process, patience=8)
        self.note.unlink(missing_ok=True)

    def start(self, name: str, command: list[str]) -> None:
        """Start a program and note it down."""
        log = self.log_of(name)
        if name not in self.running:
            log.write_bytes(b"")
        self.tails.follow(log)
        self.running[name] = command, spawn(command, log=log, env=self.env, cwd=ROOT)
        self._note()

    def log_of(self, name: str) -> Path:
        """Return where a program writes."""
        return self.logs / f"{name}.log"

    def _note(self) -> None:
        processes = [{"pid": process.pid, "birth": birth(process.pid)} for _, process in self.running.values()]
        note = {"launcher": os.getpid(), "address": self.address, "processes": processes}
        write_private(self.note, json.dumps(note, indent=1))

    def look(self) -> None:
        """Show what the programs wrote, and start again the one that died.

        :raises Trouble: when it dies again and again.
        """
        self.tails.show()
        for name, (command, process) in list(self.running.items()):
            if process.poll() is None:
                continue
            now = time.monotonic()
            recent = self.deaths[name] = [at for at in self.deaths.get(name, []) if now - at < 60] + [now]
            if len(recent) > MOST_DEATHS:
                raise Trouble(f"{name} stops again and again. Its last words:\n{last_lines(self.log_of(name))}")
            stop(process)
            say(f"{name} stopped by itself (status {process.returncode}): starting it again")
            self.start(name, command)


def end_leftovers() -> int:
    """End what a killed launcher left behind; return how many there were."""
    left = read_json(VAR / NOTE).get("processes", [])
    found = sum(end_leftover(one["pid"], one["birth"], patience=5) for one in left if one["birth"])
    (VAR / NOTE).unlink(missing_ok=True)
    return found
