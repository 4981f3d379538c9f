"""How the search finds ideas: filed in a published consultation, not hidden, not merged into another one."""

from django.utils.translation import gettext_lazy as _

from participation.proposals.models import Proposal
from territories.search.sources import Source

ROWS = """
SELECT one.id, one.title, concat_ws(' ', one.number, one.place), one.text, coalesce(one.area_id, asked.area_id),
       array_remove(ARRAY[one.theme_id], NULL), one.submitted_at
  FROM participation_proposal AS one JOIN participation_consultation AS asked ON asked.id = one.consultation_id
 WHERE one.id = ANY($1) AND one.status NOT IN ('draft', 'merged') AND one.hidden_at IS NULL
   AND asked.published_at IS NOT NULL
"""
IDEAS = Source(
    "idea",
    Proposal,
    _("Idée"),
    _("Idées"),
    title=lambda row: row.title,
    text=lambda row: row.text,
    note=lambda row: row.get_status_display(),
    at=lambda row: row.submitted_at,
    area=lambda row: row.area or row.consultation.area,
    related=("area", "consultation__area"),
)
