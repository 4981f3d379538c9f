"""How the search finds projects."""

from django.utils.translation import gettext_lazy as _

from projects.portfolio.models import Project
from territories.search.sources import Source

ROWS = """
SELECT id, title, summary, concat_ws(' ', text, origin_label), area_id,
       ARRAY(SELECT theme_id FROM projects_project_themes WHERE project_id = one.id), search_day(starts, published_at)
  FROM projects_project AS one WHERE id = ANY($1) AND published_at IS NOT NULL
"""
PROJECTS = Source(
    "project",
    Project,
    _("Projet"),
    _("Projets"),
    text=lambda row: row.summary or row.text,
    note=lambda row: row.get_status_display(),
)
