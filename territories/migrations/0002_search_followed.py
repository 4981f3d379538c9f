"""The search follows what territories publish: see ``territories.search.triggers``."""

from django.db import migrations

from territories.actors.search import ORGANISATION_ROWS, PERSON_ROWS
from territories.alliances.search import ROWS as ALLIANCE_ROWS
from territories.places.search import ROWS as PLACE_ROWS
from territories.search.triggers import FOUNDATIONS, searchable


class Migration(migrations.Migration):
    dependencies = [("territories", "0001_schema")]

    operations = [
        *FOUNDATIONS,
        *searchable(
            "organisation",
            table="territories_organisation",
            rows=ORGANISATION_ROWS,
            also={"territories_organisation_themes": "SELECT organisation_id FROM changed"},
        ),
        *searchable("person", table="territories_person", rows=PERSON_ROWS),
        *searchable("alliance", table="territories_alliance", rows=ALLIANCE_ROWS),
        *searchable(
            "place",
            table="territories_place",
            rows=PLACE_ROWS,
            also={"territories_place_themes": "SELECT place_id FROM changed"},
        ),
    ]
