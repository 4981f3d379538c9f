"""Votes without money: questions and answers that cost nothing; and the guard of the seal, written anew for them."""

from django.conf import settings
from django.db import migrations, models

from participation.ballots.triggers import FUNCTIONS
from participation.ballots.writing_triggers import renewed


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0015_ballots_words_of_law"),
        ("territories", "0006_accounts_news_on_request"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="poll",
            name="poll_thresholds_are_positive",
        ),
        migrations.RemoveConstraint(
            model_name="poll",
            name="poll_sealed_with_its_contract",
        ),
        migrations.AddField(
            model_name="poll",
            name="electorate",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Si une liste le dit : la participation se rapporte alors à ce nombre. Vide : à la population.",
                null=True,
                verbose_name="personnes inscrites",
            ),
        ),
        migrations.AlterField(
            model_name="choice",
            name="cost_cents",
            field=models.BigIntegerField(
                blank=True, help_text="Vide dans un vote sans argent.", null=True, verbose_name="coût, en centimes"
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
                    ("most-votes", "le plus de voix (sans argent)"),
                ],
                default="greedy",
                max_length=12,
                verbose_name="règle",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("min_votes__gte", 1),
                    models.Q(("max_winners__isnull", True), ("max_winners__gte", 1), _connector="OR"),
                    models.Q(("quorum__isnull", True), ("quorum__gte", 1), _connector="OR"),
                    models.Q(("electorate__isnull", True), ("electorate__gte", 1), _connector="OR"),
                    models.Q(
                        ("electorate__isnull", True),
                        ("quorum__isnull", True),
                        ("electorate__gte", models.F("quorum")),
                        _connector="OR",
                    ),
                ),
                name="poll_thresholds_are_positive",
                violation_error_message="Les seuils valent au moins 1, et le quorum au plus le nombre d’inscrits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rule_json", ""), ("rule_sha256", ""), ("sealed_at__isnull", True), ("version", 0)),
                    models.Q(
                        ("opens_at__isnull", False),
                        ("rule_sha256__regex", "^[0-9a-f]{64}$"),
                        ("sealed_at__isnull", False),
                        ("version__gte", 1),
                    ),
                    _connector="OR",
                ),
                name="poll_sealed_with_its_contract",
                violation_error_message="Un scrutin scellé a ses dates et l’empreinte de sa règle.",
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
                    models.Q(("envelope_cents__isnull", False), ("rule__in", ("greedy", "equal-shares"))),
                    models.Q(
                        models.Q(("rule__in", ("greedy", "equal-shares")), _negated=True),
                        ("cap_cents__isnull", True),
                        ("envelope_cents__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="poll_sealed_with_money_or_without",
                violation_error_message="Une règle de budget a une enveloppe ; les autres n’ont ni argent ni plafond.",
            ),
        ),
        *renewed(FUNCTIONS, "poll_contract_holds"),
    ]
