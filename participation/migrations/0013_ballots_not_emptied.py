"""The tables of votes are not emptied once a poll is sealed: see ``participation.ballots.emptying_triggers``."""

from django.db import migrations

from participation.ballots.emptying_triggers import emptying_operations


class Migration(migrations.Migration):
    dependencies = [("participation", "0012_ballots_short_code")]

    operations = emptying_operations()
