"""Processes that never outlive us: started to die with their parent, and stopped with all their children."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1


def birth(pid: int) -> str | None:
    """Tell when a process was born, in the machine's own words: with its pid it names one process and no stranger.

    :return: nothing when there is no such process, or only its grave (a zombie).
    """
    if sys.platform == "linux":
        try:
            state, *fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return None
        return None if state in "ZX" else fields[18]
    told = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout.strip() or None


def command_line(pid: int) -> str:
    """Return the command line of a process, empty when it is gone."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout


def _die_with_parent(deadly: int) -> Callable[[], None] | None:
    """Return what a child does before it becomes its program: ask the kernel for a signal when its parent is gone."""
    if sys.platform != "linux":
        return None
    libc, parent = ctypes.CDLL(None), os.getpid()

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, deadly)
        if os.getppid() != parent:  # it died between the fork and the line above
            os._exit(1)

    return ask


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    deadly: int = signal.SIGTERM,
    **options: Any,
) -> subprocess.Popen:
    """Start a program in a session of its own, so that Ctrl-C reaches the launcher alone, which stops it in order.

    :param deadly: the signal it gets when we are killed.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(word) for word in command],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_die_with_parent(deadly),
            **{"stdin": subprocess.DEVNULL, **options},
        )


def stopping_with_us(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path) -> subprocess.Popen:
    """Start a step whose words are for the person at the keyboard; it dies with us and leaves Ctrl-C to us."""
    return subprocess.Popen(
        [str(word) for word in command],
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_die_with_parent(signal.SIGTERM),
    )


def _signal_group(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def stop(process: subprocess.Popen, *, politely: int = signal.SIGTERM, patience: float = 10) -> None:
    """Ask a program to stop, wait, then end it and whatever it left in its session."""
    if process.poll() is None:
        process.send_signal(politely)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    _signal_group(process.pid, signal.SIGKILL)
    process.wait()


def end_leftover(pid: int, born: str, *, politely: int = signal.SIGTERM, patience: float = 10) -> bool:
    """End a process that a killed parent left behind, unless its number belongs to a stranger by now.

    :return: whether there was one.
    """
    if birth(pid) != born:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, politely)
    limit = time.monotonic() + patience
    while birth(pid) == born and time.monotonic() < limit:
        time.sleep(0.05)
    if birth(pid) == born:
        _signal_group(pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return True
