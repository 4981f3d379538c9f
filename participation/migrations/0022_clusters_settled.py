"""What was set aside of a vote does not change once its rolls are settled: see ``participation.clusters.triggers``."""

from django.db import migrations

from participation.clusters.triggers import guard_operations


class Migration(migrations.Migration):
    dependencies = [("participation", "0021_clusters")]

    operations = guard_operations()
