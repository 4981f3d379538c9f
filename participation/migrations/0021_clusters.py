"""Accounts that look like one person's, and what the commission decided."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0020_ballots_list_closed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cluster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signs", models.JSONField(default=list, verbose_name="signes")),
                ("found_at", models.DateTimeField(verbose_name="constaté le")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("all", "plusieurs personnes : tous ces votes comptent"),
                            ("one", "une seule personne : un seul de ces votes compte"),
                        ],
                        max_length=4,
                        verbose_name="décision",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="décidé le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="décidé par",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clusters",
                        to="participation.poll",
                        verbose_name="scrutin",
                    ),
                ),
            ],
            options={
                "verbose_name": "groupe de comptes",
                "verbose_name_plural": "groupes de comptes",
                "ordering": ["-found_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ClusterMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("set_aside_at", models.DateTimeField(blank=True, null=True, verbose_name="vote écarté le")),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="participation.cluster"
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "elector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.elector"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "compte d’un groupe",
                "verbose_name_plural": "comptes d’un groupe",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="cluster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True), ("decided_by__isnull", True), ("reason", ""), ("verdict", "")
                    ),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="cluster_decided_with_a_reason",
                violation_error_message="Une décision a un motif, une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clustermember",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "elector"),
                name="cluster_member_once",
                violation_error_message="Ce compte est déjà dans un groupe.",
            ),
        ),
    ]
