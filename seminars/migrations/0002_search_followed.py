"""The search follows events and publications: see ``territories.search.triggers``."""

from django.db import migrations

from seminars.events.search import ROWS as EVENT_ROWS
from seminars.library.search import ROWS as PUBLICATION_ROWS
from territories.search.triggers import searchable


class Migration(migrations.Migration):
    dependencies = [("seminars", "0001_schema"), ("territories", "0002_search_followed")]

    operations = [
        *searchable(
            "event",
            table="seminars_event",
            rows=EVENT_ROWS,
            also={"seminars_event_themes": "SELECT event_id FROM changed"},
        ),
        *searchable(
            "publication",
            table="seminars_publication",
            rows=PUBLICATION_ROWS,
            also={"seminars_publication_themes": "SELECT publication_id FROM changed"},
        ),
    ]
