"""Another rule to be shown beside the one that decides; and the guard of the seal, written anew for it."""

from django.db import migrations, models

from participation.ballots.triggers import FUNCTIONS
from participation.ballots.writing_triggers import renewed


class Migration(migrations.Migration):
    dependencies = [("participation", "0005_counted_fast")]

    operations = [
        migrations.AddField(
            model_name="poll",
            name="other_rule",
            field=models.CharField(
                blank=True,
                choices=[
                    ("greedy", "les plus soutenus, tant que l’enveloppe suffit"),
                    ("equal-shares", "parts égales"),
                    ("phragmen", "une somme qui monte pour tous (Phragmén)"),
                    ("schulze", "face à face, méthode de Schulze (sans argent)"),
                    ("instant-runoff", "tours successifs, vote alternatif (sans argent)"),
                ],
                default="",
                help_text="Ce qu’elle aurait donné sur les mêmes bulletins est publié sur une page à part, comme comparaison. C’est choisi avant l’ouverture, ou pas du tout.",
                max_length=20,
                verbose_name="autre règle à montrer",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("other_rule", ""),
                    models.Q(
                        ("ballot_kind", "choose"), ("other_rule__in", ("equal-shares", "phragmen")), ("rule", "greedy")
                    ),
                    models.Q(
                        ("ballot_kind", "choose"), ("other_rule__in", ("greedy", "phragmen")), ("rule", "equal-shares")
                    ),
                    models.Q(
                        ("ballot_kind", "choose"), ("other_rule__in", ("greedy", "equal-shares")), ("rule", "phragmen")
                    ),
                    models.Q(
                        ("ballot_kind", "envelope"),
                        ("other_rule__in", ("equal-shares", "phragmen")),
                        ("rule", "greedy"),
                    ),
                    models.Q(
                        ("ballot_kind", "envelope"),
                        ("other_rule__in", ("greedy", "phragmen")),
                        ("rule", "equal-shares"),
                    ),
                    models.Q(
                        ("ballot_kind", "envelope"),
                        ("other_rule__in", ("greedy", "equal-shares")),
                        ("rule", "phragmen"),
                    ),
                    models.Q(("ballot_kind", "points"), ("other_rule__in", ("equal-shares",)), ("rule", "greedy")),
                    models.Q(("ballot_kind", "points"), ("other_rule__in", ("greedy",)), ("rule", "equal-shares")),
                    models.Q(("ballot_kind", "ranking"), ("other_rule__in", ("instant-runoff",)), ("rule", "schulze")),
                    models.Q(("ballot_kind", "ranking"), ("other_rule__in", ("schulze",)), ("rule", "instant-runoff")),
                    _connector="OR",
                ),
                name="poll_other_rule_reads_the_same_ballots",
                violation_error_message="L’autre règle à montrer lit les mêmes bulletins que celle du vote : une règle de budget à côté d’une règle de budget, un classement à côté d’un classement.",
            ),
        ),
        *renewed(FUNCTIONS, "poll_contract_holds"),
    ]
