"""Sealed polls, cast ballots and counted sets are guarded by the database: see ``participation.ballots.triggers``."""

from django.db import migrations

from participation.ballots.triggers import operations


class Migration(migrations.Migration):
    dependencies = [("participation", "0001_schema")]

    operations = operations()
