"""Bars: one per line, in one or two series; and pairs, what was promised above what was done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from territories.instance.charts.picture import Chart, hatch, line, rect, share, shortened, word

ROW, THICK = 40, 14


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart: its name, a number per series, and how these numbers are written.

    :param strong: stands out: a winner among others.
    """

    label: str
    values: tuple[int, ...]
    said: tuple[str, ...]
    strong: bool = True

    @property
    def total(self) -> int:
        return sum(self.values)


def bars(
    name: str,
    title: str,
    lines: Sequence[Bar],
    *,
    heads: tuple[str, ...],
    series: tuple[str, ...] = (),
    threshold: tuple[int, str] | None = None,
) -> Chart:
    """Draw bars from the longest line's number; two series stand end to end, the second hatched.

    :param heads: of the table: the name, then one per number said.
    :param series: names of the series, when there is more than one.
    :param threshold: a number that lines must reach, and how it is called.
    """
    most = max([1, *(one.total for one in lines), *([threshold[0]] if threshold else [])])
    marks, top = [], 0
    if len(series) > 1:
        marks += ["<defs>", hatch(name, "fill"), hatch(name, "pale"), "</defs>", *_legend(name, series)]
        top = 26
    bottom = top + ROW * len(lines)
    for place, one in enumerate(lines):
        marks += _bar(name, one, top + ROW * place, most)
    if threshold:
        at = share(threshold[0], most)
        marks += [line(at, top + ROW * place + 17, top + ROW * place + 38) for place in range(len(lines))]
        marks.append(word(at, bottom + 14, threshold[1], anchor=_anchor(at), kind="soft"))
    height = bottom + (22 if threshold else 0)
    rows = tuple((one.label, *one.said) for one in lines)
    return Chart(name, title, described(rows, heads), "".join(marks), height, heads, rows)


def _bar(name: str, one: Bar, y: float, most: int) -> list[str]:
    kind = "fill" if one.strong else "pale"
    marks = [
        word(0, y + 14, shortened(one.label, beside=one.said[-1]), strong=one.strong),
        word(100, y + 14, one.said[-1], anchor="end", strong=one.strong),
        rect(0, y + 20, 100, THICK, "bed"),
    ]
    at = 0.0
    for place, value in enumerate(one.values):
        width = share(value, most)
        paint = f"url(#{name}-{kind})" if place else ""
        marks.append(
            rect(at, y + 20, width, THICK, "edge" if place else kind, fill=paint, stroke=kind if place else "")
        )
        at += width
    return marks


def _legend(name: str, series: tuple[str, ...]) -> list[str]:
    marks = []
    for place, said in enumerate(series):
        x = 50 * place
        marks.append(
            rect(x, 4, 4, 12, "edge" if place else "fill", fill=f"url(#{name}-fill)" if place else "", stroke="fill")
        )
        marks.append(word(x + 6, 15, said, kind="soft"))
    return marks


def pairs(name: str, title: str, lines: Sequence[Bar], *, heads: tuple[str, ...], series: tuple[str, str]) -> Chart:
    """Draw two bars per line, one above the other: an outline for what was promised, a full bar for what was done."""
    most = max([1, *(value for one in lines for value in one.values)])
    marks, top, tall = [], 26, ROW + 12
    for place, said in enumerate(series):
        marks += [
            rect(50 * place, 4, 4, 12, "fill" if place else "bed", stroke="fill"),
            word(50 * place + 6, 15, said, kind="soft"),
        ]
    for place, one in enumerate(lines):
        y = top + tall * place
        promised, done = (share(value, most) for value in one.values)
        marks += [
            word(0, y + 14, shortened(one.label), strong=True),
            rect(0, y + 20, promised, 11, "bed", stroke="fill"),
            rect(0, y + 33, done, 9, "fill"),
        ]
    rows = tuple((one.label, *one.said) for one in lines)
    return Chart(name, title, described(rows, heads), "".join(marks), top + tall * len(lines), heads, rows)


def described(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> str:
    """Say a table in one sentence per row: « Aire de jeux : Internet 367, papier 221. »"""
    said = (
        _("%(name)s : %(numbers)s.")
        % {
            "name": row[0],
            "numbers": ", ".join(f"{head} {number}" for head, number in zip(heads[1:], row[1:], strict=True)),
        }
        for row in rows
    )
    return " ".join(said)


def _anchor(at: float) -> str:
    return "start" if at < 50 else "end"
