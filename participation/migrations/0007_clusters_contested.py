"""Time to contest a decision that sets votes aside, sealed with the rule; reviews, and the guard of the seal anew."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from participation.ballots.triggers import FUNCTIONS
from participation.ballots.writing_triggers import renewed


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0006_ballots_other_rule"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="poll",
            name="contest_hours",
            field=models.PositiveSmallIntegerField(
                default=48,
                help_text="Adresses électroniques : qui apprend que son vote est écarté a ce temps pour demander un réexamen ; le dépouillement l’attend.",
                verbose_name="délai pour contester une décision, en heures",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(("contest_hours__lte", 720)),
                name="poll_contest_lasts_a_month_at_most",
                violation_error_message="Le délai pour contester est de 720 heures au plus : trente jours.",
            ),
        ),
        migrations.AddField(
            model_name="clustermember",
            name="told_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="prévenu le"),
        ),
        migrations.CreateModel(
            name="ClusterReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(blank=True, verbose_name="ce que dit la personne")),
                ("asked_at", models.DateTimeField(verbose_name="demandé le")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("heard", "c’est une autre personne : son vote compte"),
                            ("upheld", "la décision est maintenue"),
                        ],
                        max_length=6,
                        verbose_name="réponse",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="motif de la réponse")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="répondu le")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="répondu par",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review",
                        to="participation.clustermember",
                        verbose_name="compte",
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
                "verbose_name": "demande de réexamen",
                "verbose_name_plural": "demandes de réexamen",
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("verdict", ""),
                            ),
                            models.Q(
                                models.Q(("verdict", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="cluster_review_answered_with_a_reason",
                        violation_error_message="Une réponse a un motif, une date et une personne.",
                    )
                ],
            },
        ),
        *renewed(FUNCTIONS, "poll_contract_holds"),
    ]
