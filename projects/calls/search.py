"""How the search finds calls and programmes."""

from django.utils.translation import gettext_lazy as _

from projects.calls.models import Call
from territories.search.sources import Source

ROWS = """
SELECT id, name, summary, array_to_string(requirements, ' '), area_id, '{}'::bigint[],
       search_day(launched, published_at)
  FROM projects_call WHERE id = ANY($1) AND published_at IS NOT NULL
"""
CALLS = Source(
    "call",
    Call,
    _("Appel à projets"),
    _("Appels à projets"),
    text=lambda row: row.summary,
    note=lambda row: row.status,
)
