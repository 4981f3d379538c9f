"""What every chart has: a picture, its title and description for those who do not see it, and the same as a table."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

#: Colours on paper; on pages the class of the same name repaints them.
INK = {
    "word": "#24221d",
    "soft": "#5a5549",
    "bed": "#efe9dc",
    "fill": "#1d5b4f",
    "pale": "#a9a394",
    "line": "#8d8573",
    "now": "#a03f26",
    "edge": "none",
}
#: Words of a chart on paper are set in the type of the documents.
PAPER_TYPE = "Libertinus Serif, serif"
#: A name longer than this is cut in the picture; the table has it whole.
LONGEST_LABEL = 38


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers, what it says in words, and the numbers themselves.

    :param name: a word of its own on the page: it names the title and the description.
    :param marks: the inside of the picture; :param height: in pixels.
    :param heads: the heads of the table; :param rows: its rows, already written as people read them.
    """

    name: str
    title: str
    description: str
    marks: str
    height: int
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def svg(self) -> SafeString:
        """The picture for a page: as wide as its frame."""
        return self._written('width="100%" class="chart__picture"')

    def on_paper(self, width: int = 470) -> bytes:
        """The picture for a document, so many points wide."""
        return self._written(f'width="{width}" viewBox="0 0 {width} {self.height}"').encode()

    def _written(self, attributes: str) -> SafeString:
        words = f'<title id="{self.name}-t">{escape(self.title)}</title>'
        words += f'<desc id="{self.name}-d">{escape(self.description)}</desc>'
        return mark_safe(
            f'<svg xmlns="http://www.w3.org/2000/svg" {attributes} height="{self.height}" role="img" '
            f'aria-labelledby="{self.name}-t" aria-describedby="{self.name}-d" font-family="{PAPER_TYPE}">'
            f"{words}{self.marks}</svg>"
        )


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    kind: str,
    *,
    fill: str = "",
    stroke: str = "",
    opacity: float = 1,
) -> str:
    """A bar; ``x`` and ``width`` are shares of the width of the picture, in percent."""
    paint = f'fill="{fill or INK[kind]}"' + (f' stroke="{INK[stroke]}" stroke-width="1.5"' if stroke else "")
    paint += f' fill-opacity="{opacity:.2f}"' if opacity < 1 else ""
    name = f"chart__{kind}" + (f" chart__edge--{stroke}" if stroke else "")
    return f'<rect class="{name}" x="{x:.2f}%" y="{y:g}" width="{width:.2f}%" height="{height:g}" {paint}/>'


def line(x: float, top: float, bottom: float, kind: str = "word") -> str:
    """A line from top to bottom, at a share of the width."""
    return (
        f'<line class="chart__{kind}" x1="{x:.2f}%" x2="{x:.2f}%" y1="{top:g}" y2="{bottom:g}" '
        f'stroke="{INK[kind]}" stroke-width="1.5"/>'
    )


def word(x: float, y: float, said: str, *, anchor: str = "start", kind: str = "word", strong: bool = False) -> str:
    """Words, their foot at ``y``; ``x`` is a share of the width."""
    weight = ' font-weight="bold"' if strong else ""
    return (
        f'<text class="chart__{kind}" x="{x:.2f}%" y="{y:g}" text-anchor="{anchor}" font-size="{SIZE}" '
        f'fill="{INK[kind]}"{weight}>{escape(said)}</text>'
    )


SIZE = 13


def hatch(name: str, kind: str) -> str:
    """Stripes in one colour, for the second series: told apart without colours."""
    return (
        f'<pattern id="{name}-{kind}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect class="chart__bed" width="6" height="6" fill="#ffffff"/>'
        f'<rect class="chart__{kind}" width="2.5" height="6" fill="{INK[kind]}"/></pattern>'
    )


def shortened(label: str, beside: str = "") -> str:
    """Cut a long name where the picture ends, or where the words at its right begin.

    :param beside: those words; a number of three figures leaves a name its whole length.
    """
    longest = LONGEST_LABEL - max(0, len(beside) - 3)
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"


def share(value: float, most: float) -> float:
    """What part of the width a value takes, in percent."""
    return max(0.0, min(100.0, 100 * float(value) / float(most))) if most else 0.0
