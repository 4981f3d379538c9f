"""« Ce qui vient » : the next dates of every floor as one calendar, on the home page and the page of an area."""

from datetime import datetime

from django.utils.translation import gettext as _

from crois_sens.kernel.registries import calendar

#: Lines shown; the rest is on the pages of consultations and events.
SHOWN = 6


def coming_up(*, person, at: datetime, area=None) -> dict | None:
    """Return the panel of the next dates, soonest first; nothing when nothing is announced."""
    lines = [line for _name, entry in calendar for line in entry(area=area, person=person, at=at)]
    if not lines:
        return None
    rows = sorted(lines, key=lambda line: line["at"])[:SHOWN]
    return {"title": _("Ce qui vient"), "template": "components/agenda.html", "rows": rows, "half": True}
