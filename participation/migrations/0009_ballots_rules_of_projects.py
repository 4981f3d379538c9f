"""Projects may exclude each other, each zone may come first, and shares may be compared with the list."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0008_clusters_reviews_settled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IdeaOnBallot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "exclusive_group",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Le même mot pour des projets dont un seul peut être réalisé, comme deux plans d’une même place.",
                        max_length=40,
                        verbose_name="exclusion",
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Si chaque zone passe d’abord : la sienne.",
                        max_length=80,
                        verbose_name="zone",
                    ),
                ),
            ],
            options={
                "verbose_name": "précision sur une idée",
                "verbose_name_plural": "précisions sur les idées",
            },
        ),
        migrations.AddField(
            model_name="choice",
            name="exclusive_group",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Le même mot pour des projets dont un seul peut être réalisé, comme deux plans d’une même place.",
                max_length=40,
                verbose_name="exclusion",
            ),
        ),
        migrations.AddField(
            model_name="choice",
            name="zone",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Si chaque zone passe d’abord : la sienne.",
                max_length=80,
                verbose_name="zone",
            ),
        ),
        migrations.AddField(
            model_name="poll",
            name="preferred_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("cost", "oui : une personne préfère là où plus d’argent va à ce qu’elle a choisi"),
                    ("number", "oui : une personne préfère là où plus de projets qu’elle a choisis sont retenus"),
                ],
                default="",
                help_text="Le dépouillement compare ce résultat à celui des « plus soutenus », bulletin par bulletin, et garde celui que le plus de votants préfèrent. Vide : sans comparaison.",
                max_length=6,
                verbose_name="comparer aux « plus soutenus »",
            ),
        ),
        migrations.AddField(
            model_name="poll",
            name="zones_first",
            field=models.BooleanField(
                default=False,
                help_text="Aucune n’est oubliée. Une idée est dans la zone qu’elle indique, sauf précision plus bas.",
                verbose_name="d’abord le meilleur projet de chaque zone",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(("zones_first", False), ("rule", "greedy"), _connector="OR"),
                name="poll_zones_come_first_in_a_list",
                violation_error_message="Chaque zone d’abord : seulement avec la règle « les plus soutenus ».",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(("preferred_by", ""), ("rule__in", ("equal-shares", "phragmen")), _connector="OR"),
                name="poll_compares_shares_with_the_list",
                violation_error_message="Comparer aux « plus soutenus » : seulement les parts égales ou Phragmén.",
            ),
        ),
        migrations.AddField(
            model_name="ideaonballot",
            name="consultation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
            ),
        ),
        migrations.AddField(
            model_name="ideaonballot",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="ideas_said", to="participation.poll"
            ),
        ),
        migrations.AddField(
            model_name="ideaonballot",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="participation.proposal",
                verbose_name="idée réalisable",
            ),
        ),
        migrations.AddConstraint(
            model_name="ideaonballot",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "proposal"),
                name="idea_said_once",
                violation_error_message="Cette idée a déjà sa ligne.",
            ),
        ),
    ]
