import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from territories.instance.migration import at_once


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("territories", "0001_schema"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FundingKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="nom")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                ("family", models.CharField(max_length=60, verbose_name="famille")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("share", models.CharField(blank=True, max_length=20, verbose_name="part habituelle")),
                (
                    "minimum_cents",
                    models.BigIntegerField(blank=True, null=True, verbose_name="à partir de, en centimes"),
                ),
                ("maximum_cents", models.BigIntegerField(blank=True, null=True, verbose_name="jusqu’à, en centimes")),
                (
                    "fits",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="convient à",
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="demande",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True)),
            ],
            options={
                "verbose_name": "nature de financement",
                "verbose_name_plural": "natures de financement",
                "ordering": ["family", "name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum_cents__isnull", True),
                            ("maximum_cents__isnull", True),
                            ("maximum_cents__gte", models.F("minimum_cents")),
                            _connector="OR",
                        ),
                        name="funding_kind_range_is_ordered",
                        violation_error_message="Le maximum est au moins égal au minimum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Partnership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(blank=True, max_length=120, verbose_name="rôle")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partnerships",
                        to="territories.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "partenariat",
                "verbose_name_plural": "partenariats",
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="modifié le")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=320)),
                ("title", models.CharField(max_length=160, verbose_name="titre")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="résumé")),
                ("text", models.TextField(blank=True, verbose_name="description")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("idea", "en émergence"),
                            ("study", "à l’étude"),
                            ("selected", "retenu"),
                            ("under_way", "en cours"),
                            ("late", "en retard"),
                            ("done", "réalisé"),
                            ("abandoned", "abandonné"),
                        ],
                        default="idea",
                        max_length=9,
                        verbose_name="état",
                    ),
                ),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="motif")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("vote", "vote des habitants"),
                            ("town", "ajouté par la collectivité, hors vote"),
                            ("initiative", "initiative d’acteurs du territoire"),
                        ],
                        default="initiative",
                        max_length=10,
                        verbose_name="d’où il vient",
                    ),
                ),
                ("origin_label", models.CharField(blank=True, max_length=160, verbose_name="consultation d’origine")),
                ("origin_url", models.CharField(blank=True, max_length=240)),
                (
                    "voted_cents",
                    models.BigIntegerField(blank=True, null=True, verbose_name="montant voté, en centimes"),
                ),
                ("spent_cents", models.BigIntegerField(default=0, verbose_name="dépensé, en centimes")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                (
                    "starts",
                    models.CharField(
                        blank=True, help_text="AAAA, AAAA-MM ou AAAA-MM-JJ.", max_length=10, verbose_name="début"
                    ),
                ),
                (
                    "ends",
                    models.CharField(
                        blank=True, help_text="AAAA, AAAA-MM ou AAAA-MM-JJ.", max_length=10, verbose_name="fin"
                    ),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="territories.alliance",
                        verbose_name="alliance",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        help_text="Vide : national, ou hors de France.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="territories.area",
                        verbose_name="territoire",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects_held",
                        to="territories.organisation",
                        verbose_name="porteur",
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True,
                        related_name="projects",
                        through="projects.Partnership",
                        to="territories.organisation",
                        verbose_name="partenaires",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="territories.place",
                        verbose_name="tiers-lieu",
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
                        verbose_name="publié par",
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True, related_name="projects", to="territories.theme", verbose_name="thèmes"
                    ),
                ),
            ],
            options={
                "verbose_name": "projet",
                "verbose_name_plural": "projets",
                "ordering": ["sort_key", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="partnership",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="partnerships", to="projects.project"
            ),
        ),
        migrations.CreateModel(
            name="News",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="le")),
                ("title", models.CharField(max_length=160, verbose_name="titre")),
                ("text", models.TextField(blank=True, verbose_name="texte")),
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="news", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "nouvelle",
                "verbose_name_plural": "nouvelles",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="étape")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="prévue le")),
                ("reached_on", models.DateField(blank=True, null=True, verbose_name="franchie le")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="milestones", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "étape",
                "verbose_name_plural": "étapes",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="depuis le")),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="territories.participant",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="follows", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "suivi",
                "verbose_name_plural": "suivis",
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("promised_cents", models.BigIntegerField(blank=True, null=True, verbose_name="promis, en centimes")),
                ("obtained_cents", models.BigIntegerField(default=0, verbose_name="obtenu, en centimes")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="précision")),
                (
                    "funder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="territories.organisation",
                        verbose_name="financeur",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        help_text="Vide : un soutien dont la nature n’est pas précisée.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="projects.fundingkind",
                        verbose_name="nature",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="commitments", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "engagement",
                "verbose_name_plural": "engagements",
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="modifié le")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=320)),
                ("name", models.CharField(max_length=160, verbose_name="nom")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                ("kind", models.CharField(max_length=40, verbose_name="nature")),
                ("launched", models.CharField(blank=True, max_length=10, verbose_name="lancé")),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="date limite")),
                ("status", models.CharField(blank=True, max_length=80, verbose_name="où il en est")),
                ("summary", models.TextField(blank=True, verbose_name="résumé")),
                (
                    "stages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="étapes",
                    ),
                ),
                (
                    "requirements",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="conditions",
                    ),
                ),
                ("subsidy_share", models.CharField(blank=True, max_length=20, verbose_name="part de subvention")),
                ("applications", models.PositiveIntegerField(blank=True, null=True, verbose_name="candidatures")),
                ("auditions", models.PositiveIntegerField(blank=True, null=True, verbose_name="auditions")),
                ("winners", models.PositiveIntegerField(blank=True, null=True, verbose_name="lauréats")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        help_text="Vide : national, ou hors de France.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="territories.area",
                        verbose_name="territoire",
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="territories.organisation",
                        verbose_name="opérateur",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="projects.call",
                        verbose_name="fait partie de",
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
                        verbose_name="publié par",
                    ),
                ),
                (
                    "funding_kinds",
                    models.ManyToManyField(
                        blank=True,
                        related_name="calls",
                        to="projects.fundingkind",
                        verbose_name="natures de financement",
                    ),
                ),
            ],
            options={
                "verbose_name": "appel à projets",
                "verbose_name_plural": "appels à projets",
                "ordering": ["sort_key", "pk"],
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="call_words"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                            models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="call_published_by_someone",
                        violation_error_message="Une publication a une date et une personne.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("auditions__isnull", True),
                                ("applications__isnull", True),
                                ("auditions__lte", models.F("applications")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("winners__isnull", True),
                                ("applications__isnull", True),
                                ("winners__lte", models.F("applications")),
                                _connector="OR",
                            ),
                        ),
                        name="call_funnel_narrows",
                        violation_error_message="Il n’y a pas plus d’auditions ou de lauréats que de candidatures.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="project",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="project_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="project_published_by_someone",
                violation_error_message="Une publication a une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("voted_cents__isnull", True), ("voted_cents__gt", 0), _connector="OR"),
                name="project_voted_amount_is_positive",
                violation_error_message="Le montant voté est positif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("spent_cents__gte", 0)),
                name="project_spent_is_not_negative",
                violation_error_message="La dépense n’est pas négative.",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["late", "abandoned"]), _negated=True),
                    models.Q(("status_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="project_late_or_abandoned_says_why",
                violation_error_message="Un retard ou un abandon se motive.",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                    ("ends__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"),
                ),
                name="project_dates_are_dates",
                violation_error_message="Une date s’écrit AAAA, AAAA-MM ou AAAA-MM-JJ.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnership",
            constraint=models.UniqueConstraint(
                fields=("project", "organisation"),
                name="partnership_once",
                violation_error_message="Cette organisation est déjà partenaire.",
            ),
        ),
        migrations.AddConstraint(
            model_name="follow",
            constraint=models.UniqueConstraint(
                fields=("project", "participant"),
                name="follow_once",
                violation_error_message="Vous suivez déjà ce projet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("promised_cents__isnull", True), ("promised_cents__gte", 0), _connector="OR"),
                    ("obtained_cents__gte", 0),
                ),
                name="commitment_amounts_are_not_negative",
                violation_error_message="Un montant n’est pas négatif.",
            ),
        ),
    ]
    operations = at_once(operations)
