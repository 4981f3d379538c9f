"""What the database itself refuses or keeps: one step for each file of triggers of this application."""

from django.db import migrations

from participation.ballots.emptying_triggers import emptying_operations
from participation.ballots.list_triggers import list_operations
from participation.ballots.log_triggers import log_operations
from participation.ballots.suspension_triggers import suspension_operations
from participation.ballots.triggers import operations as ballot_operations
from participation.clusters.triggers import guard_operations
from participation.consultations.triggers import sealing_operations
from participation.proposals.triggers import operations as support_operations


class Migration(migrations.Migration):
    dependencies = [("participation", "0001_schema")]

    operations = [
        *sealing_operations(),
        *support_operations(),
        *ballot_operations(),
        *log_operations(),
        *emptying_operations(),
        *suspension_operations(),
        *list_operations(),
        *guard_operations(),
    ]
