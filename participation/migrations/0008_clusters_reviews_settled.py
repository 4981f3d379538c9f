"""No review is asked or answered once the rolls of its vote are settled: see ``participation.clusters.triggers``."""

from django.db import migrations

from participation.clusters.triggers import review_operations


class Migration(migrations.Migration):
    dependencies = [("participation", "0007_clusters_contested")]

    operations = review_operations()
