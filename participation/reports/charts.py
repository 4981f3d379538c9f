"""The pictures of a report that no other concept draws: ideas by kind, by week."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from participation.reports.figures import Line
from participation.reports.timeline import Week
from territories.instance.charts import Bar, Chart, Column, bars, columns
from territories.instance.templatetags.house import day, number


def lines_chart(name: str, title: str, lines: Sequence[Line]) -> Chart:
    """Labels and their numbers as bars."""
    rows = [Bar(line.label, (line.value,), (number(line.value),)) for line in lines]
    return bars(name, title, rows, heads=(_("Intitulé"), _("Nombre")))


def weeks_chart(name: str, title: str, weeks: Sequence[Week], what: str) -> Chart | None:
    """What came in week by week; nothing when nothing came, or all of it in one week."""
    if len(weeks) < 2 or not any(getattr(week, what) for week in weeks):
        return None
    last = len(weeks) - 1
    points = [
        Column(
            _("semaine du %(day)s") % {"day": day(week.monday)},
            getattr(week, what),
            number(getattr(week, what)),
            tick=f"{week.monday:%d/%m}" if place in (0, last) else "",
        )
        for place, week in enumerate(weeks)
    ]
    return columns(name, title, points, heads=(_("Semaine"), _("Nombre")))
