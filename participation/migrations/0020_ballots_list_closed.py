"""The seal closes the list of voters: see ``participation.ballots.list_triggers``."""

from django.db import migrations

from participation.ballots.list_triggers import list_operations


class Migration(migrations.Migration):
    dependencies = [("participation", "0019_ballots_keys")]

    operations = list_operations()
