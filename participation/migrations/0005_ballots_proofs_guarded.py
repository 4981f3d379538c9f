"""What stands in the public log, and who watched it, does not change: see ``participation.ballots.log_triggers``."""

from django.db import migrations

from participation.ballots.log_triggers import log_operations


class Migration(migrations.Migration):
    dependencies = [("participation", "0004_ballots_proofs")]

    operations = log_operations()
