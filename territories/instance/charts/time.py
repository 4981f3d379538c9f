"""Time: how many per day or week, and the phases of a calendar as a ribbon with today on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from territories.instance.charts.bars import described
from territories.instance.charts.picture import Chart, line, rect, share, shortened, word

TALL, FOOT = 140, 26


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of time and how many fell into it.

    :param label: as the table says it; :param tick: what is written below the column, if anything.
    """

    label: str
    value: int
    said: str
    tick: str = ""


def columns(name: str, title: str, points: Sequence[Column], *, heads: tuple[str, str]) -> Chart:
    """Draw a column per stretch of time; the tallest one says its number."""
    most = max([1, *(one.value for one in points)])
    step = 100 / max(1, len(points))
    tallest = next((place for place, one in enumerate(points) if one.value == most), None)
    marks = [rect(0, TALL + 20, 100, 1, "line")]
    for place, one in enumerate(points):
        height = TALL * one.value / most
        middle = step * (place + 0.5)
        marks.append(rect(step * place + step * 0.12, TALL + 20 - height, step * 0.76, height, "fill"))
        if place == tallest:
            marks.append(word(_inside(middle), 14, one.said, anchor=_anchor(middle), strong=True))
        if one.tick:
            marks.append(word(_inside(middle), TALL + 38, one.tick, anchor=_anchor(middle), kind="soft"))
    rows = tuple((one.label, one.said) for one in points)
    return Chart(name, title, described(rows, heads), "".join(marks), TALL + 20 + FOOT, heads, rows)


def _anchor(middle: float) -> str:
    return "start" if middle < 15 else "end" if middle > 85 else "middle"


def _inside(middle: float) -> float:
    return 0 if middle < 15 else 100 if middle > 85 else middle


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase of a calendar: its name, its two moments, and both as people read them."""

    label: str
    opens_at: datetime
    closes_at: datetime
    said: tuple[str, str]


def ribbon(name: str, title: str, phases: Sequence[Stretch], *, heads: tuple[str, str, str], now: datetime) -> Chart:
    """Draw each phase as a bar on the scale of the whole calendar, what is over pale, with a line for today."""
    starts, ends = min(one.opens_at for one in phases), max(one.closes_at for one in phases)
    whole = (ends - starts).total_seconds()
    top, tall = 22, 34

    def place(at: datetime) -> float:
        return share((at - starts).total_seconds(), whole)

    marks = []
    for row, one in enumerate(phases):
        y, left, right = top + tall * row, place(one.opens_at), place(one.closes_at)
        running = one.opens_at <= now < one.closes_at
        at_right = left > 55
        kind = "pale" if one.closes_at <= now else "fill" if running else "bed"
        marks += [
            rect(0, y + 18, 100, 10, "bed"),
            rect(left, y + 18, max(right - left, 1), 10, kind, stroke="" if kind == "pale" else "fill"),
            word(
                100 if at_right else left,
                y + 13,
                shortened(one.label),
                anchor="end" if at_right else "start",
                strong=running,
            ),
        ]
    bottom = top + tall * len(phases)
    if starts <= now < ends:
        today = place(now)
        anchor = "start" if today < 15 else "end" if today > 85 else "middle"
        marks += [line(today, 18, bottom, "now"), word(today, 13, _("aujourd’hui"), anchor=anchor, kind="now")]
    rows = tuple((one.label, *one.said) for one in phases)
    return Chart(name, title, described(rows, heads), "".join(marks), bottom + 4, heads, rows)
