"""Half-open periods: what opens at nine and closes at ten is open at nine and closed at ten."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time ``[opens_at, closes_at)``; both moments are timezone-aware.

    :raises ValueError: when it would close before or as it opens.
    """

    opens_at: datetime
    closes_at: datetime

    def __post_init__(self) -> None:
        if not self.opens_at < self.closes_at:
            raise ValueError("a period closes after it opens")

    def __contains__(self, moment: datetime) -> bool:
        return self.opens_at <= moment < self.closes_at

    def is_over(self, at: datetime) -> bool:
        """Tell whether the period had ended at that moment."""
        return self.closes_at <= at

    def overlaps(self, other: "Period") -> bool:
        """Tell whether a moment lies in both periods."""
        return self.opens_at < other.closes_at and other.opens_at < self.closes_at


class NoSuchHour(ValueError):
    """The clocks jump over this hour, in spring."""


class DoubledHour(ValueError):
    """The clocks show this hour twice, in autumn."""


def on_the_clock(local: datetime, zone: ZoneInfo) -> datetime:
    """Read a date and hour as a clock of this zone shows it.

    :raises NoSuchHour: when the clocks are put forward over it.
    :raises DoubledHour: when the clocks are put back over it, so that it names two moments.
    """
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local:
        raise DoubledHour(local)
    raise NoSuchHour(local)


def soonest_on_the_clock(local: datetime, zone: ZoneInfo) -> datetime:
    """Read a date and hour on a clock; an hour that the clocks skip or repeat moves on to the next that is one."""
    while True:
        try:
            return on_the_clock(local, zone).astimezone(UTC)
        except (NoSuchHour, DoubledHour):
            local += timedelta(hours=1)
