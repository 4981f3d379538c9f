"""The next edition of a consultation: same days of the week, a year later."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crois_sens.kernel.periods import soonest_on_the_clock

#: 52 weeks: a vote that closed on a Sunday evening closes on a Sunday evening again.
YEAR = timedelta(weeks=52)


def a_year_later(moment: datetime, zone: ZoneInfo) -> datetime:
    """Move a moment by 52 weeks on the clock of its territory; an hour that the clocks skip or repeat moves on."""
    return soonest_on_the_clock(moment.astimezone(zone).replace(tzinfo=None) + YEAR, zone)


def same_day_next_year(day: date) -> date:
    """Move a day by 52 weeks, to the same day of the week."""
    return day + YEAR


def next_title(title: str) -> str:
    """Put the year in a title forward, if it names one: « Budget participatif 2026 »."""
    return re.sub(r"\b20\d\d\b", lambda year: str(int(year[0]) + 1), title)
