"""Votes may be decided by Phragmén, and equal shares by what a project is worth and by a greedy completion."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0003_search_followed")]

    operations = [
        migrations.RemoveConstraint(
            model_name="poll",
            name="poll_rule_goes_with_its_ballot",
        ),
        migrations.RemoveConstraint(
            model_name="poll",
            name="poll_sealed_with_money_or_without",
        ),
        migrations.AddField(
            model_name="poll",
            name="utility",
            field=models.CharField(
                choices=[
                    ("cost", "ce qu’il coûte : les plus soutenus d’abord"),
                    ("cardinality", "autant qu’un autre : les moins chers pour chacun d’abord"),
                ],
                default="cost",
                help_text="Pour qui l’a choisi. « Autant qu’un autre » favorise beaucoup de petits projets.",
                max_length=12,
                verbose_name="ce que vaut un projet (parts égales)",
            ),
        ),
        migrations.AlterField(
            model_name="poll",
            name="completion",
            field=models.CharField(
                choices=[
                    ("none", "sans complément"),
                    ("add1", "un euro de plus par personne, jusqu’à ce que plus rien ne tienne"),
                    ("add1-until-overspend", "un euro de plus par personne, jusqu’au dépassement"),
                    ("greedy", "les plus soutenus des autres, avec l’argent qui reste"),
                ],
                default="add1",
                max_length=20,
                verbose_name="complément (parts égales)",
            ),
        ),
        migrations.AlterField(
            model_name="poll",
            name="rule",
            field=models.CharField(
                choices=[
                    ("greedy", "les plus soutenus, tant que l’enveloppe suffit"),
                    ("equal-shares", "parts égales"),
                    ("phragmen", "une somme qui monte pour tous (Phragmén)"),
                    ("yes-no", "la réponse de la majorité (sans argent)"),
                    ("majority-judgment", "jugement majoritaire (sans argent)"),
                    ("schulze", "face à face, méthode de Schulze (sans argent)"),
                    ("instant-runoff", "tours successifs, vote alternatif (sans argent)"),
                    ("most-votes", "le plus de voix ou de points (sans argent)"),
                ],
                default="greedy",
                help_text="Les plus soutenus : une majorité peut tout emporter. Parts égales : chacun dispose de la même part, fixée d’avance. Phragmén : la part de chacun monte peu à peu, et un groupe achète dès qu’il le peut. Ces deux-là partagent l’argent entre les groupes d’habitants selon leur nombre.",
                max_length=20,
                verbose_name="règle",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ballot_kind", "choose"), ("rule__in", ("greedy", "equal-shares", "phragmen", "most-votes"))
                    ),
                    models.Q(("ballot_kind", "envelope"), ("rule__in", ("greedy", "equal-shares", "phragmen"))),
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
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sealed_at__isnull", True),
                    models.Q(("envelope_cents__isnull", False), ("rule__in", ("greedy", "equal-shares", "phragmen"))),
                    models.Q(
                        models.Q(("rule__in", ("greedy", "equal-shares", "phragmen")), _negated=True),
                        ("cap_cents__isnull", True),
                        ("envelope_cents__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="poll_sealed_with_money_or_without",
                violation_error_message="Une règle de budget a une enveloppe ; les autres n’ont ni argent ni plafond.",
            ),
        ),
    ]
