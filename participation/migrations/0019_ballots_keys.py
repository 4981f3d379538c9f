"""Ways of recognising people, and the lists that go with them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0018_ballots_grades_and_ranks"),
        ("territories", "0001_schema"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentSeen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("home", "justificatif de domicile"),
                            ("work", "attestation d’employeur"),
                            ("study", "carte ou certificat de scolarité"),
                        ],
                        max_length=8,
                        verbose_name="justificatif",
                    ),
                ),
                ("seen_at", models.DateTimeField(verbose_name="vu le")),
            ],
            options={
                "verbose_name": "justificatif vu",
                "verbose_name_plural": "justificatifs vus",
            },
        ),
        migrations.CreateModel(
            name="ListImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lines", models.JSONField(default=list, verbose_name="lignes et empreintes")),
                ("number", models.PositiveIntegerField(verbose_name="lignes")),
                ("read_at", models.DateTimeField(verbose_name="lue le")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="reprise le")),
            ],
            options={
                "verbose_name": "liste importée",
                "verbose_name_plural": "listes importées",
                "ordering": ["-read_at"],
            },
        ),
        migrations.CreateModel(
            name="ProofAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("failures", models.PositiveSmallIntegerField(verbose_name="échecs")),
                ("since", models.DateTimeField(verbose_name="depuis le")),
            ],
            options={
                "verbose_name": "essai de preuve",
                "verbose_name_plural": "essais de preuve",
            },
        ),
        migrations.AddField(
            model_name="elector",
            name="listed",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Inscrit avant le scellé : liste importée, ou code imprimé."
            ),
        ),
        migrations.AddField(
            model_name="poll",
            name="link_proof",
            field=models.CharField(
                choices=[
                    ("declared", "déclaration de la personne"),
                    ("list", "présence sur la liste"),
                    ("document", "justificatif vu au guichet"),
                ],
                default="declared",
                max_length=8,
                verbose_name="son lien avec le territoire se prouve par",
            ),
        ),
        migrations.AlterField(
            model_name="poll",
            name="key_method",
            field=models.CharField(
                choices=[
                    ("email", "adresse électronique confirmée et déclaration sur l’honneur"),
                    ("list", "liste importée : numéro et date de naissance"),
                    ("desk", "pièce d’identité présentée au guichet"),
                    ("oidc", "identité vérifiée en ligne (FranceConnect)"),
                    ("code", "code reçu par courrier"),
                ],
                default="email",
                max_length=8,
                verbose_name="une personne est reconnue par",
            ),
        ),
        migrations.AddConstraint(
            model_name="elector",
            constraint=models.UniqueConstraint(
                condition=models.Q(("listed", True)),
                fields=("consultation", "poll", "line_no"),
                name="elector_once_per_line",
                violation_error_message="Cette ligne est déjà sur la liste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="elector",
            constraint=models.CheckConstraint(
                condition=models.Q(("listed", False), ("line_no__isnull", False), _connector="OR"),
                name="elector_listed_on_a_line",
                violation_error_message="Une personne de la liste a un numéro de ligne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("link_proof", "list"), _negated=True),
                    ("key_method__in", ["list", "code"]),
                    _connector="OR",
                ),
                name="poll_link_by_list_has_a_list",
                violation_error_message="Le lien ne se prouve par la liste que si le scrutin en a une.",
            ),
        ),
        migrations.AddField(
            model_name="documentseen",
            name="consultation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
            ),
        ),
        migrations.AddField(
            model_name="documentseen",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="territories.participant"
            ),
        ),
        migrations.AddField(
            model_name="documentseen",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="documents_seen", to="participation.poll"
            ),
        ),
        migrations.AddField(
            model_name="documentseen",
            name="seen_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vu par",
            ),
        ),
        migrations.AddField(
            model_name="listimport",
            name="consultation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
            ),
        ),
        migrations.AddField(
            model_name="listimport",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="list_imports", to="participation.poll"
            ),
        ),
        migrations.AddField(
            model_name="listimport",
            name="read_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="lue par",
            ),
        ),
        migrations.AddField(
            model_name="proofattempt",
            name="consultation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="participation.consultation"
            ),
        ),
        migrations.AddField(
            model_name="proofattempt",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="territories.participant"
            ),
        ),
        migrations.AddField(
            model_name="proofattempt",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="participation.poll"
            ),
        ),
        migrations.AddConstraint(
            model_name="documentseen",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "participant"),
                name="document_seen_once",
                violation_error_message="Ce justificatif est déjà noté.",
            ),
        ),
        migrations.AddConstraint(
            model_name="listimport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_at__isnull", True)),
                fields=("consultation", "poll"),
                name="list_import_one_at_a_time",
                violation_error_message="Une liste attend déjà d’être reprise.",
            ),
        ),
        migrations.AddConstraint(
            model_name="listimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken_at__isnull", True), ("lines", []), _connector="OR"),
                name="list_import_forgets_its_lines",
                violation_error_message="Une liste reprise ne garde pas ses lignes ici.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proofattempt",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "participant"),
                name="proof_attempts_once_per_participant",
                violation_error_message="Ces essais sont déjà comptés.",
            ),
        ),
    ]
