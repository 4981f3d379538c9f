"""The tasks of a team: who does what by when in a consultation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0009_ballots_turnout_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hand",
                    models.CharField(
                        choices=[
                            ("service", "le service"),
                            ("commission", "la commission"),
                            ("elected", "les élus"),
                            ("agent", "l’accueil"),
                        ],
                        max_length=10,
                        verbose_name="qui",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="pour le")),
                ("what", models.CharField(max_length=240, verbose_name="quoi")),
                (
                    "letter",
                    models.TextField(
                        blank=True, help_text="Un projet : relisez-le, complétez-le.", verbose_name="message à envoyer"
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="fait le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to="participation.consultation",
                        verbose_name="consultation",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fait par",
                    ),
                ),
            ],
            options={
                "verbose_name": "tâche de l’équipe",
                "verbose_name_plural": "tâches de l’équipe",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="duty_done_by_someone",
                        violation_error_message="Une tâche faite a une date et une personne.",
                    )
                ],
            },
        ),
    ]
