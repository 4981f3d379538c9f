"""How the search finds third places."""

from django.utils.translation import gettext_lazy as _

from territories.places.models import Place
from territories.search.sources import Source

ROWS = """
SELECT id, name, concat_ws(' ', kind, address), concat_ws(' ', summary, array_to_string(services, ' ')), area_id,
       ARRAY(SELECT theme_id FROM territories_place_themes WHERE place_id = one.id), published_at
  FROM territories_place AS one WHERE id = ANY($1) AND published_at IS NOT NULL
"""
PLACES = Source(
    "place",
    Place,
    _("Tiers-lieu"),
    _("Tiers-lieux"),
    text=lambda row: row.summary,
    note=lambda row: row.get_status_display(),
)
