"""Half-open periods: what opens at nine and closes at ten is open at nine and closed at ten."""

from dataclasses import dataclass
from datetime import datetime


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
