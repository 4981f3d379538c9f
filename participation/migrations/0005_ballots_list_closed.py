"""The seal closes the list of voters: see ``participation.ballots.list_guard``."""

from django.db import migrations

from participation.ballots.list_guard import operations


class Migration(migrations.Migration):
    dependencies = [("participation", "0004_ballots_keys")]

    operations = operations()
