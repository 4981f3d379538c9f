"""Charts as SVG written by hand: the same picture on a page, in a report and on paper, with its words and its table.

A ``Chart`` is made of bars and words whose places are shares of the width, so that words keep their size on a phone.
Colours are attributes for paper, and classes that the style sheet of pages (``62-charts.css``) repaints in light,
dark, high contrast and print. Nothing is told by colour alone: series differ by hatching, what stands out is bold and
darker. Start reading at ``picture``; ``bars`` and ``time`` draw.
"""

from territories.instance.charts.bars import Bar, bars, pairs
from territories.instance.charts.picture import Chart
from territories.instance.charts.stacks import stacks
from territories.instance.charts.time import Column, Stretch, columns, ribbon

__all__ = ["Bar", "Chart", "Column", "Stretch", "bars", "columns", "pairs", "ribbon", "stacks"]
