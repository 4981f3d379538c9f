"""What the launcher says: one line for each step, and what its programs write, each line with its name."""

import sys
import time
from collections.abc import Iterable
from pathlib import Path

START = time.monotonic()


def say(text: str) -> None:
    """Tell a step, with the seconds since the start."""
    print(f"{time.monotonic() - START:6.1f} s  {text}", flush=True)


def warn(text: str) -> None:
    """Tell something that wants attention."""
    print(f"          {text}", file=sys.stderr, flush=True)


class Tails:
    """Follows logs, so that what the programs write is seen here and survives us in its file."""

    def __init__(self) -> None:
        self._read: dict[Path, int] = {}

    def follow(self, log: Path) -> None:
        """Follow a log from its present end."""
        self._read.setdefault(log, log.stat().st_size if log.exists() else 0)

    def show(self) -> None:
        """Print the lines that came since last time."""
        for log, position in self._read.items():
            lines, self._read[log] = _lines_after(log, position)
            for line in lines:
                print(f"{log.stem:>6} | {line}", flush=True)


def _lines_after(log: Path, position: int) -> tuple[Iterable[str], int]:
    """Return the whole lines after a position, and the position after them."""
    if not log.exists():
        return [], position
    with log.open("rb") as file:
        file.seek(position)
        whole = file.read().rpartition(b"\n")[0]
    if not whole:
        return [], position
    return whole.decode(errors="replace").splitlines(), position + len(whole) + 1
