"""The clock of a demonstration, which may be moved forward so that a visitor sees what comes next.

Everything that happens gets its moment from ``django.utils.timezone.now``; in a demonstration that function adds the
shift kept in a file. The file is read by every process of the machine, which is all that a demonstration runs on.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone


class DemonstrationClock:
    """A clock ahead of the real one by the shift that its file says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read_as_of: float | None = None
        self.shift = timedelta(0)

    def now(self) -> datetime:
        """The moment that the demonstration lives."""
        self._follow()
        return datetime.now(tz=UTC) + self.shift

    def forward_to(self, moment: datetime) -> None:
        """Move to a later moment; the past is not played again."""
        self._follow()
        self.shift = max(self.shift, moment - datetime.now(tz=UTC))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps({"seconds": self.shift.total_seconds()}))

    def reset(self) -> None:
        """Come back to today."""
        self.path.unlink(missing_ok=True)

    def _follow(self) -> None:
        try:
            written = self.path.stat().st_mtime_ns
        except FileNotFoundError:
            self.read_as_of, self.shift = None, timedelta(0)
            return
        if written != self.read_as_of:
            self.shift = timedelta(seconds=json.loads(self.path.read_text())["seconds"])
            self.read_as_of = written


clock = DemonstrationClock(settings.VAR_DIR / "demonstration-clock.json")


def install() -> None:
    """Let every ``timezone.now()`` of this process ask the clock of the demonstration."""
    timezone.now = clock.now
