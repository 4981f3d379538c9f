"""How the search finds alliances."""

from django.utils.translation import gettext_lazy as _

from territories.alliances.models import Alliance
from territories.search.sources import Source

ROWS = """
SELECT id, name, summary, array_to_string(axes || aims, ' '), area_id, '{}'::bigint[], published_at
  FROM territories_alliance WHERE id = ANY($1) AND published_at IS NOT NULL
"""
ALLIANCES = Source(
    "alliance",
    Alliance,
    _("Alliance"),
    _("Alliances"),
    text=lambda row: row.summary,
    note=lambda row: row.get_kind_display(),
)
