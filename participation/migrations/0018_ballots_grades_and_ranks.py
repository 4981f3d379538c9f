"""Grades and ranks: two more kinds of ballots, and the rules that decide on them."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0017_ballots_points"),
        ("territories", "0006_accounts_news_on_request"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="poll",
            name="poll_rule_goes_with_its_ballot",
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
                    ("grades", "une mention à chaque réponse"),
                    ("ranking", "un classement des réponses"),
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
                    ("majority-judgment", "jugement majoritaire (sans argent)"),
                    ("schulze", "face à face, méthode de Schulze (sans argent)"),
                    ("instant-runoff", "tours successifs, vote alternatif (sans argent)"),
                    ("most-votes", "le plus de voix ou de points (sans argent)"),
                ],
                default="greedy",
                max_length=20,
                verbose_name="règle",
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
                    models.Q(("ballot_kind", "grades"), ("rule__in", ("majority-judgment",))),
                    models.Q(("ballot_kind", "ranking"), ("rule__in", ("schulze", "instant-runoff"))),
                    _connector="OR",
                ),
                name="poll_rule_goes_with_its_ballot",
                violation_error_message="Cette règle ne va pas avec ce bulletin.",
            ),
        ),
    ]
