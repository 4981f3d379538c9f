"""What is played: the words of the two editions, and their calendar counted from today."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from participation.consultations.models import PhaseKind

SOURCE = Path(__file__).parent.parent / "data" / "saint_die.json"
SAINT_DIE, ORGANISER = "200071066", "ca-saint-die-des-vosges-org"
ENVELOPE = 100_000_00
CAP = 30_000_00
#: Days from the opening of the vote: when each phase opens and closes.
PHASES = {
    PhaseKind.IDEAS: (-130, -95),
    PhaseKind.ADMISSIBILITY: (-95, -75),
    PhaseKind.STUDY: (-75, -30),
    PhaseKind.CAMPAIGN: (-30, 0),
    PhaseKind.VOTE: (0, 14),
    PhaseKind.COUNT: (14, 18),
    PhaseKind.RESULT: (18, 32),
    PhaseKind.DELIVERY: (32, 500),
}
VOTE_OPENED_DAYS_AGO = 8
DAYS_BETWEEN_EDITIONS = 364


@cache
def words() -> dict[str, Any]:
    """The invented ideas, reasons and names."""
    return json.loads(SOURCE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Calendar:
    """When things happen in an edition whose vote opens at a given moment."""

    vote_opens_at: datetime

    def day(self, number: float) -> datetime:
        """The moment so many days after the opening of the vote."""
        return self.vote_opens_at + timedelta(days=number)

    def phase(self, kind: str) -> tuple[datetime, datetime]:
        """When a phase opens and closes."""
        opens, closes = PHASES[kind]
        return self.day(opens), self.day(closes)


def calendars(today: datetime) -> tuple[Calendar, Calendar]:
    """The calendars of the finished edition and of the running one, at six in the evening UTC."""
    evening = today.replace(hour=18, minute=0, second=0, microsecond=0)
    second = evening - timedelta(days=VOTE_OPENED_DAYS_AGO)
    return Calendar(second - timedelta(days=DAYS_BETWEEN_EDITIONS)), Calendar(second)
