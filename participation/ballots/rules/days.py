"""Voters per day, from the totals noted at the end of each: a day with few of them is told with the next."""

from collections.abc import Iterable
from datetime import date

from participation.ballots.rules.places import SMALLEST_SHOWN


def voters_per_day(totals: Iterable[tuple[date, int]]) -> list[tuple[date, int]]:
    """Return the new voters of each day; a day with fewer than ``SMALLEST_SHOWN`` waits for the next.

    What remains at the end is told with the last day shown. Somebody struck off by mistake and taken back makes a
    total fall: such a day has no new voter.

    >>> voters_per_day([(date(2026, 3, 1), 40), (date(2026, 3, 2), 42), (date(2026, 3, 3), 60)])
    [(datetime.date(2026, 3, 1), 40), (datetime.date(2026, 3, 3), 20)]
    """
    told: list[tuple[date, int]] = []
    before, waiting = 0, 0
    for day, total in totals:
        waiting += max(0, total - before)
        before = max(before, total)
        if waiting >= SMALLEST_SHOWN:
            told.append((day, waiting))
            waiting = 0
    if waiting and told:
        day, voters = told[-1]
        told[-1] = (day, voters + waiting)
    return told
