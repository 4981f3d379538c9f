"""Sealed polls, cast ballots and counted sets are guarded by the database: see ``participation.ballots.triggers``."""

from django.db import migrations

from participation.ballots.triggers import operations


class Migration(migrations.Migration):
    dependencies = [("participation", "0002_consultations_sealed")]

    operations = operations()
