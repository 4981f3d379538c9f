from django.db import migrations

from participation.ballots.suspension_triggers import suspension_operations


class Migration(migrations.Migration):
    """A court's decision stops a vote where it stands, whatever the path (see ``ballots/suspension_triggers.py``)."""

    dependencies = [("participation", "0013_ballots_not_emptied")]
    operations = suspension_operations()
