"""How the search finds publications."""

from django.utils.translation import gettext_lazy as _

from seminars.library.models import Publication
from territories.search.sources import Source

ROWS = """
SELECT id, title, array_to_string(authors, ' '), concat_ws(' ', array_to_string(editors, ' '), outlet, note), area_id,
       ARRAY(SELECT theme_id FROM seminars_publication_themes WHERE publication_id = one.id),
       search_day(date, published_at)
  FROM seminars_publication AS one WHERE id = ANY($1) AND published_at IS NOT NULL
"""
PUBLICATIONS = Source(
    "publication",
    Publication,
    _("Publication"),
    _("Publications"),
    text=lambda row: " · ".join(part for part in (", ".join(row.authors), row.outlet, str(row.year or "")) if part),
    note=lambda row: row.kind,
)
