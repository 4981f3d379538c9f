"""The search follows projects and calls: see ``territories.search.triggers``."""

from django.db import migrations

from projects.calls.search import ROWS as CALL_ROWS
from projects.portfolio.search import ROWS as PROJECT_ROWS
from territories.search.triggers import searchable


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_schema"), ("territories", "0002_search_followed")]

    operations = [
        *searchable(
            "project",
            table="projects_project",
            rows=PROJECT_ROWS,
            also={
                "projects_project_themes": "SELECT project_id FROM changed",
                "projects_news": "SELECT project_id FROM changed",
            },
        ),
        *searchable("call", table="projects_call", rows=CALL_ROWS),
    ]
