"""Stacks: one full bar per line, cut into shares from the worst to the best, with a line in its middle."""

from collections.abc import Sequence

from territories.instance.charts.bars import ROW, THICK, Bar, described
from territories.instance.charts.picture import Chart, line, rect, share, shortened, word


def stacks(name: str, title: str, lines: Sequence[Bar], *, heads: tuple[str, ...], middle: str) -> Chart:
    """Draw each line as wide as the others, its values end to end; each next one is darker.

    :param middle: what the line in the middle stands for.
    """
    marks = []
    for place, one in enumerate(lines):
        marks += _stack(one, ROW * place)
    bottom = ROW * len(lines)
    marks += [line(50, ROW * place + 17, ROW * place + 38, "now") for place in range(len(lines))]
    marks.append(word(50, bottom + 14, middle, anchor="middle", kind="now"))
    rows = tuple((one.label, *one.said) for one in lines)
    return Chart(name, title, described(rows, heads), "".join(marks), bottom + 22, heads, rows)


def _stack(one: Bar, y: float) -> list[str]:
    marks = [
        word(0, y + 14, shortened(one.label, beside=one.said[0]), strong=one.strong),
        word(100, y + 14, one.said[0], anchor="end", strong=one.strong),
        rect(0, y + 20, 100, THICK, "bed"),
    ]
    at, last = 0.0, len(one.values)
    for place, value in enumerate(one.values, start=1):
        width = share(value, one.total)
        marks.append(rect(at, y + 20, width, THICK, "fill", opacity=place / last))
        at += width
    return marks
