"""The totals of supports are kept by the database: see ``participation.proposals.triggers``."""

from django.db import migrations

from participation.proposals.triggers import operations


class Migration(migrations.Migration):
    dependencies = [("participation", "0006_proposals_support_totals")]

    operations = operations()
