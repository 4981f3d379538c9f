"""The search follows consultations, their ideas and their votes: see ``territories.search.triggers``."""

from django.db import migrations

from participation.ballots.search import ROWS as POLL_ROWS
from participation.consultations.search import FOLLOWED_BY_ITS_OWN
from participation.consultations.search import ROWS as CONSULTATION_ROWS
from participation.proposals.search import ROWS as IDEA_ROWS
from territories.search.triggers import searchable


class Migration(migrations.Migration):
    dependencies = [("participation", "0003_ballots_frozen"), ("territories", "0003_search_followed")]

    operations = [
        *searchable(
            "consultation",
            table="participation_consultation",
            rows=CONSULTATION_ROWS,
            also={"participation_consultation_themes": "consultation_id"},
        ),
        *searchable("idea", table="participation_proposal", rows=IDEA_ROWS),
        *searchable("poll", table="participation_poll", rows=POLL_ROWS),
        FOLLOWED_BY_ITS_OWN,
    ]
