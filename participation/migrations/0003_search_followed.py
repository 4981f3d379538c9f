"""The search follows consultations, their ideas and their votes: see ``territories.search.triggers``."""

from django.db import migrations

from participation.ballots.search import POLLS_OF_CHANGED
from participation.ballots.search import ROWS as POLL_ROWS
from participation.consultations.search import FOLLOWED_BY_ITS_OWN
from participation.consultations.search import ROWS as CONSULTATION_ROWS
from participation.proposals.search import ROWS as IDEA_ROWS
from territories.search.triggers import searchable


class Migration(migrations.Migration):
    dependencies = [("participation", "0002_guards"), ("territories", "0002_search_followed")]

    operations = [
        *searchable(
            "consultation",
            table="participation_consultation",
            rows=CONSULTATION_ROWS,
            also={"participation_consultation_themes": "SELECT consultation_id FROM changed"},
        ),
        *searchable("idea", table="participation_proposal", rows=IDEA_ROWS),
        *searchable(
            "poll",
            table="participation_poll",
            rows=POLL_ROWS,
            also={"participation_consultation_themes": POLLS_OF_CHANGED},
        ),
        FOLLOWED_BY_ITS_OWN,
    ]
