"""How the search finds events."""

from django.utils.translation import gettext_lazy as _

from seminars.events.models import Event, Precision
from territories.search.sources import Source

ROWS = """
SELECT id, title, concat_ws(' ', question, summary),
       concat_ws(' ', venue, address, discussion, CASE WHEN minutes_published_at IS NOT NULL THEN minutes END), area_id,
       ARRAY(SELECT theme_id FROM seminars_event_themes WHERE event_id = one.id), starts_at
  FROM seminars_event AS one WHERE id = ANY($1) AND published_at IS NOT NULL
"""
EVENTS = Source(
    "event",
    Event,
    _("Rencontre"),
    _("Rencontres"),
    text=lambda row: row.summary or row.question,
    note=lambda row: row.get_kind_display(),
    at=lambda row: row.starts_at if row.precision in (Precision.HOUR, Precision.DAY) else None,
)
