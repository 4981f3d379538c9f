"""How the search finds projects, by their news as well."""

from django.utils.translation import gettext_lazy as _

from projects.portfolio.models import Project
from territories.search.sources import Source

ROWS = """
SELECT one.id, one.title, one.summary, concat_ws(' ', one.text, origin_label, told.news), area_id,
       ARRAY(SELECT theme_id FROM projects_project_themes WHERE project_id = one.id), search_day(starts, published_at)
  FROM projects_project AS one,
       LATERAL (SELECT string_agg(concat_ws(' ', title, text), ' ' ORDER BY "on" DESC, id DESC) AS news
                  FROM projects_news WHERE project_id = one.id) AS told
 WHERE one.id = ANY($1) AND published_at IS NOT NULL
"""
PROJECTS = Source(
    "project",
    Project,
    _("Projet"),
    _("Projets"),
    text=lambda row: row.summary or row.text,
    note=lambda row: row.get_status_display(),
)
