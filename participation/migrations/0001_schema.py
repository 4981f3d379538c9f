import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("territories", "0001_schema"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("budget", "budget participatif"), ("vote", "votation"), ("hearing", "concertation")],
                        default="budget",
                        max_length=8,
                        verbose_name="nature",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="titre")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="adresse")),
                ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="édition")),
                (
                    "series",
                    models.SlugField(
                        blank=True,
                        help_text="Commune aux éditions d’un même budget.",
                        max_length=80,
                        verbose_name="série",
                    ),
                ),
                ("summary", models.CharField(max_length=300, verbose_name="résumé")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("time_zone", models.CharField(default="Europe/Paris", max_length=40, verbose_name="fuseau horaire")),
                (
                    "envelope_cents",
                    models.BigIntegerField(blank=True, null=True, verbose_name="enveloppe, en centimes"),
                ),
                (
                    "project_cap_cents",
                    models.BigIntegerField(blank=True, null=True, verbose_name="plafond par projet, en centimes"),
                ),
                (
                    "accepted_links",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("lives", "j’y habite"), ("works", "j’y travaille"), ("studies", "j’y étudie")],
                            max_length=8,
                        ),
                        blank=True,
                        default=list,
                        help_text="Liens acceptés avec le territoire ; aucun coché : tout le monde.",
                        size=None,
                        verbose_name="qui peut participer",
                    ),
                ),
                ("minimum_age", models.PositiveSmallIntegerField(default=0, verbose_name="âge minimum")),
                (
                    "declaration",
                    models.TextField(
                        blank=True,
                        help_text="Le texte que chaque personne accepte.",
                        verbose_name="déclaration sur l’honneur",
                    ),
                ),
                (
                    "ideas_per_person",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="idées par personne"),
                ),
                (
                    "supports_per_person",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="soutiens par personne"),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publiée le")),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="suspendue le")),
                ("frozen_reason", models.TextField(blank=True, verbose_name="motif de la suspension")),
                (
                    "archived_facts",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Chiffres connus d’une démarche passée ailleurs.",
                        verbose_name="faits d’archive",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="territories.area",
                        verbose_name="territoire",
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        help_text="La collectivité juridiquement responsable.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="territories.organisation",
                        verbose_name="organisateur",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="publiée par",
                    ),
                ),
                ("themes", models.ManyToManyField(blank=True, to="territories.theme", verbose_name="thèmes")),
            ],
            options={
                "verbose_name": "consultation",
                "verbose_name_plural": "consultations",
                "ordering": ["-published_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ideas", "appel à idées"),
                            ("admissibility", "recevabilité"),
                            ("study", "étude"),
                            ("campaign", "campagne"),
                            ("vote", "vote"),
                            ("count", "dépouillement"),
                            ("result", "résultat"),
                            ("delivery", "réalisation"),
                        ],
                        max_length=13,
                        verbose_name="nature",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="ouvre le")),
                (
                    "closes_at",
                    models.DateTimeField(help_text="Exclu : à cette heure, c’est fermé.", verbose_name="ferme le"),
                ),
                ("text", models.TextField(blank=True, verbose_name="ce qui s’y passe")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="participation.consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "phase",
                "verbose_name_plural": "phases",
                "ordering": ["opens_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="numéro")),
                ("slug", models.SlugField(max_length=80, verbose_name="adresse")),
                ("title", models.CharField(max_length=120, verbose_name="titre")),
                ("text", models.TextField(verbose_name="description")),
                ("language", models.CharField(default="fr", max_length=8)),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="lieu")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("cost_cents", models.BigIntegerField(blank=True, null=True, verbose_name="coût estimé, en centimes")),
                (
                    "group_name",
                    models.CharField(
                        blank=True,
                        help_text="Le collectif ou l’association que l’auteur représente.",
                        max_length=120,
                        verbose_name="groupe",
                    ),
                ),
                ("from_institution", models.BooleanField(default=False, verbose_name="venue d’une institution")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Brouillon"),
                            ("submitted", "Déposée"),
                            ("admissible", "Recevable"),
                            ("inadmissible", "Non recevable"),
                            ("in_study", "À l’étude"),
                            ("feasible", "Réalisable"),
                            ("unfeasible", "Non réalisable"),
                            ("merged", "Fusionnée"),
                            ("withdrawn", "Retirée par l’auteur"),
                            ("on_ballot", "Soumis au vote"),
                            ("winner", "Lauréat"),
                            ("not_winner", "Non lauréat"),
                            ("adopted", "Adopté"),
                            ("under_way", "En cours de réalisation"),
                            ("done", "Réalisé"),
                            ("abandoned", "Abandonné"),
                        ],
                        default="draft",
                        max_length=13,
                        verbose_name="état",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="commencée le")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="déposée le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True, verbose_name="masquée le")),
                ("hidden_reason", models.CharField(blank=True, max_length=300, verbose_name="motif")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="territories.area",
                        verbose_name="commune",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="territories.participant",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="participation.consultation",
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instructor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposals_to_study",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="instruite par",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="participation.proposal",
                        verbose_name="fusionnée dans",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territories.attachment",
                        verbose_name="photo",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="territories.theme",
                        verbose_name="thème",
                    ),
                ),
            ],
            options={
                "verbose_name": "idée",
                "verbose_name_plural": "idées",
                "ordering": ["-submitted_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Rulebook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("text", models.TextField(verbose_name="texte")),
                (
                    "deliberation_number",
                    models.CharField(blank=True, max_length=40, verbose_name="numéro de la délibération"),
                ),
                ("deliberated_on", models.DateField(blank=True, null=True, verbose_name="date de la délibération")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="ce qui change")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publiée le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rulebooks",
                        to="participation.consultation",
                    ),
                ),
                (
                    "deliberation_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territories.attachment",
                        verbose_name="délibération",
                    ),
                ),
            ],
            options={
                "verbose_name": "règlement",
                "verbose_name_plural": "règlements",
                "ordering": ["consultation", "-version"],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supports",
                        to="territories.participant",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supports",
                        to="participation.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "soutien",
                "verbose_name_plural": "soutiens",
            },
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="consultation_published_by_someone",
                violation_error_message="Une publication a une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("envelope_cents__isnull", True), ("envelope_cents__gt", 0), _connector="OR"),
                name="consultation_envelope_is_positive",
                violation_error_message="L’enveloppe est un montant positif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("project_cap_cents__isnull", True),
                    models.Q(("project_cap_cents__gt", 0), ("project_cap_cents__lte", models.F("envelope_cents"))),
                    _connector="OR",
                ),
                name="consultation_cap_within_envelope",
                violation_error_message="Le plafond par projet est positif et tient dans l’enveloppe.",
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                name="phase_closes_after_it_opens",
                violation_error_message="Une phase se ferme après son ouverture.",
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.UniqueConstraint(
                fields=("consultation", "kind"),
                name="phase_once_per_kind",
                violation_error_message="Cette consultation a déjà une phase de cette nature.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("consultation", "number"),
                name="proposal_number_once",
                violation_error_message="Ce numéro est déjà pris.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("consultation", "slug"),
                name="proposal_slug_once",
                violation_error_message="Cette adresse est déjà prise.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost_cents__isnull", True), ("cost_cents__gt", 0), _connector="OR"),
                name="proposal_cost_is_positive",
                violation_error_message="Le coût est un montant positif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "draft"), ("submitted_at__isnull", False), _connector="OR"),
                name="proposal_filed_has_a_date",
                violation_error_message="Une idée déposée a une date de dépôt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("status", "merged")),
                    models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into__isnull", True)),
                    _connector="OR",
                ),
                name="proposal_merged_into_another",
                violation_error_message="Une idée fusionnée nomme celle qui la reprend.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebook",
            constraint=models.UniqueConstraint(
                fields=("consultation", "version"),
                name="rulebook_version_once",
                violation_error_message="Cette version du règlement existe déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(
                fields=("consultation", "proposal", "participant"),
                name="support_once_per_person",
                violation_error_message="Vous soutenez déjà cette idée.",
            ),
        ),
    ]
