"""What is searched is kept beside each idea, and each order of the list has its index."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

import participation.proposals.queries


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0007_proposals_support_totals_kept"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="proposal", name="proposal_words"),
        migrations.RemoveIndex(model_name="proposal", name="proposal_title_trgm"),
        migrations.AddField(
            model_name="proposal",
            name="bare_title",
            field=models.GeneratedField(
                db_persist=True,
                expression=participation.proposals.queries.BareText("title"),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="search_words",
            field=models.GeneratedField(
                db_persist=True,
                expression=participation.proposals.queries.FrenchWords("title", "text"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search_words"], name="proposal_words"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["bare_title"], name="proposal_title_trgm", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("hidden_at__isnull", True), models.Q(("status", "draft"), _negated=True)),
                fields=["consultation", "id"],
                name="proposal_drawn_by_lot",
            ),
        ),
    ]
