"""How ideas and supports came in, week by week: totals, quiet weeks included; both are public with their dates."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """A week, named by its Monday on the clock of the territory, and what came in."""

    monday: date
    ideas: int
    supports: int


def weeks_of(ideas: Iterable[datetime], supports: Iterable[datetime], zone: ZoneInfo) -> list[Week]:
    """Count by weeks, from the first in which something came in to the last; quiet weeks between are weeks too."""
    filed, given = (Counter(_monday(at, zone) for at in moments) for moments in (ideas, supports))
    known = {*filed, *given}
    if not known:
        return []
    number = (max(known) - min(known)) // WEEK + 1
    mondays = [min(known) + WEEK * place for place in range(number)]
    return [Week(monday, filed[monday], given[monday]) for monday in mondays]


def _monday(at: datetime, zone: ZoneInfo) -> date:
    day = at.astimezone(zone).date()
    return day - timedelta(days=day.weekday())
