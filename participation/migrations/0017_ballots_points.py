"""Points to distribute: how many a ballot gives, and what it gives to each choice wherever ballots are kept."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0016_ballots_without_money"),
        ("territories", "0006_accounts_news_on_request"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="poll",
            name="poll_rule_goes_with_its_ballot",
        ),
        migrations.AddField(
            model_name="counted",
            name="points",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="envelope",
            name="points",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="paperballot",
            name="points",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="poll",
            name="points",
            field=models.PositiveSmallIntegerField(
                blank=True,
                default=10,
                help_text="Bulletin « des points à répartir ».",
                null=True,
                verbose_name="points à répartir",
            ),
        ),
        migrations.AlterField(
            model_name="poll",
            name="ballot_kind",
            field=models.CharField(
                choices=[
                    ("choose", "de un à n projets"),
                    ("envelope", "des projets, tant que l’enveloppe suffit"),
                    ("yes-no", "oui, non ou blanc à une question"),
                    ("single", "un seul choix parmi plusieurs"),
                    ("points", "des points à répartir"),
                ],
                default="choose",
                max_length=8,
                verbose_name="bulletin",
            ),
        ),
        migrations.AlterField(
            model_name="poll",
            name="rule",
            field=models.CharField(
                choices=[
                    ("greedy", "les plus soutenus, tant que l’enveloppe suffit"),
                    ("equal-shares", "parts égales"),
                    ("yes-no", "la réponse de la majorité (sans argent)"),
                    ("most-votes", "le plus de voix ou de points (sans argent)"),
                ],
                default="greedy",
                max_length=12,
                verbose_name="règle",
            ),
        ),
        migrations.AddConstraint(
            model_name="counted",
            constraint=models.CheckConstraint(
                condition=models.Q(("points", []), ("points__len", models.F("choices__len")), _connector="OR"),
                name="counted_points_beside_choices",
                violation_error_message="Chaque choix a son nombre, ou aucun n’en a.",
            ),
        ),
        migrations.AddConstraint(
            model_name="envelope",
            constraint=models.CheckConstraint(
                condition=models.Q(("points", []), ("points__len", models.F("choices__len")), _connector="OR"),
                name="envelope_points_beside_choices",
                violation_error_message="Chaque choix a son nombre, ou aucun n’en a.",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperballot",
            constraint=models.CheckConstraint(
                condition=models.Q(("points", []), ("points__len", models.F("choices__len")), _connector="OR"),
                name="paper_ballot_points_beside_choices",
                violation_error_message="Chaque choix a son nombre, ou aucun n’en a.",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ballot_kind", "choose"), ("rule__in", ("greedy", "equal-shares", "most-votes"))),
                    models.Q(("ballot_kind", "envelope"), ("rule__in", ("greedy", "equal-shares"))),
                    models.Q(("ballot_kind", "yes-no"), ("rule__in", ("yes-no",))),
                    models.Q(("ballot_kind", "single"), ("rule__in", ("most-votes",))),
                    models.Q(("ballot_kind", "points"), ("rule__in", ("greedy", "equal-shares", "most-votes"))),
                    _connector="OR",
                ),
                name="poll_rule_goes_with_its_ballot",
                violation_error_message="Cette règle ne va pas avec ce bulletin.",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("points__isnull", True), ("points__gte", 1), _connector="OR"),
                    models.Q(
                        models.Q(("ballot_kind", "points"), _negated=True), ("points__isnull", False), _connector="OR"
                    ),
                ),
                name="poll_has_points_to_give",
                violation_error_message="Un bulletin à points en donne au moins un.",
            ),
        ),
    ]
