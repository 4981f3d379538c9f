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
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="modifié le")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=320)),
                ("title", models.CharField(max_length=160, verbose_name="titre")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("seminar", "séminaire"),
                            ("workshop", "atelier"),
                            ("meeting", "rencontre"),
                            ("public_meeting", "réunion publique"),
                            ("forum", "forum"),
                            ("festival", "festival"),
                            ("conference", "colloque"),
                            ("visit", "visite"),
                            ("defence", "soutenance"),
                        ],
                        max_length=14,
                        verbose_name="nature",
                    ),
                ),
                ("edition", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="édition")),
                ("summary", models.TextField(blank=True, verbose_name="résumé")),
                ("question", models.CharField(blank=True, max_length=240, verbose_name="question posée")),
                ("starts_at", models.DateTimeField(verbose_name="commence le")),
                ("ends_at", models.DateTimeField(verbose_name="finit le")),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("hour", "à l’heure près"),
                            ("day", "au jour près"),
                            ("month", "au mois près"),
                            ("year", "à l’année près"),
                            ("unknown", "date inconnue"),
                        ],
                        default="hour",
                        max_length=7,
                        verbose_name="date connue",
                    ),
                ),
                ("time_zone", models.CharField(default="Europe/Paris", max_length=40, verbose_name="fuseau horaire")),
                ("venue", models.CharField(blank=True, max_length=160, verbose_name="lieu")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="adresse postale")),
                (
                    "access",
                    models.CharField(
                        blank=True, help_text="Accessibilité, transports, salle.", max_length=240, verbose_name="accès"
                    ),
                ),
                ("takes_registrations", models.BooleanField(default=False, verbose_name="sur inscription")),
                ("seats", models.PositiveIntegerField(blank=True, null=True, verbose_name="places")),
                ("seats_taken", models.PositiveIntegerField(default=0, editable=False, verbose_name="places prises")),
                ("attendance", models.PositiveIntegerField(blank=True, null=True, verbose_name="personnes venues")),
                (
                    "attendance_note",
                    models.CharField(blank=True, max_length=80, verbose_name="précision sur ce nombre"),
                ),
                (
                    "speakers_count",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="intervenants"),
                ),
                (
                    "structures_count",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="organismes présents"),
                ),
                (
                    "attendees",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        help_text="Organismes ou fonctions, comme le compte rendu les nomme.",
                        size=None,
                        verbose_name="présents",
                    ),
                ),
                ("discussion", models.TextField(blank=True, verbose_name="discussion")),
                ("minutes", models.TextField(blank=True, verbose_name="compte rendu")),
                (
                    "minutes_published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="compte rendu publié le"),
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
                    "organisers",
                    models.ManyToManyField(
                        blank=True,
                        related_name="events_organised",
                        to="territories.organisation",
                        verbose_name="organisateurs",
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True,
                        related_name="events_partnered",
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
                        related_name="events",
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
                        blank=True, related_name="events", to="territories.theme", verbose_name="thèmes"
                    ),
                ),
            ],
            options={
                "verbose_name": "rencontre",
                "verbose_name_plural": "rencontres",
                "ordering": ["-starts_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Intervention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(blank=True, max_length=200, verbose_name="sujet")),
                ("summary", models.TextField(blank=True, verbose_name="résumé")),
                ("rank", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="interventions", to="seminars.event"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="interventions",
                        to="territories.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="interventions",
                        to="territories.person",
                        verbose_name="intervenant",
                    ),
                ),
            ],
            options={
                "verbose_name": "intervention",
                "verbose_name_plural": "interventions",
                "ordering": ["rank", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="modifié le")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=320)),
                ("title", models.CharField(max_length=300, verbose_name="titre")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="adresse")),
                ("kind", models.CharField(max_length=40, verbose_name="nature")),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="auteurs",
                    ),
                ),
                (
                    "editors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="direction",
                    ),
                ),
                ("outlet", models.CharField(blank=True, max_length=200, verbose_name="paru dans")),
                (
                    "date",
                    models.CharField(
                        blank=True, help_text="AAAA, AAAA-MM ou AAAA-MM-JJ.", max_length=10, verbose_name="date"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="année")),
                ("pages", models.CharField(blank=True, max_length=40, verbose_name="pages")),
                ("url", models.URLField(blank=True, max_length=400, verbose_name="lien")),
                ("second_url", models.URLField(blank=True, max_length=400, verbose_name="autre lien")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("language", models.CharField(default="fr", max_length=8, verbose_name="langue")),
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
                    "people",
                    models.ManyToManyField(
                        blank=True, related_name="publications", to="territories.person", verbose_name="personnes"
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
                        blank=True, related_name="publications", to="territories.theme", verbose_name="thèmes"
                    ),
                ),
            ],
            options={
                "verbose_name": "publication",
                "verbose_name_plural": "publications",
                "ordering": ["sort_key", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="event",
            name="references",
            field=models.ManyToManyField(
                blank=True, related_name="events", to="seminars.publication", verbose_name="références"
            ),
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="inscrit le")),
                ("waiting", models.BooleanField(default=False, verbose_name="en liste d’attente")),
                (
                    "needs",
                    models.CharField(
                        blank=True,
                        help_text="Lus par l’organisateur seul.",
                        max_length=240,
                        verbose_name="besoins d’accessibilité",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="registrations", to="seminars.event"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="territories.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "inscription",
                "verbose_name_plural": "inscriptions",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="commence le")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="finit le")),
                ("title", models.CharField(max_length=200, verbose_name="intitulé")),
                ("room", models.CharField(blank=True, max_length=60, verbose_name="salle")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="seminars.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "séance",
                "verbose_name_plural": "programme",
                "ordering": [models.OrderBy(models.F("starts_at"), nulls_last=True), "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="publication",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="publication_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="publication_published_by_someone",
                violation_error_message="Une publication a une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("date__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$")),
                name="publication_date_is_a_date",
                violation_error_message="Une date s’écrit AAAA, AAAA-MM ou AAAA-MM-JJ.",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="event_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="event_published_by_someone",
                violation_error_message="Une publication a une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="event_ends_after_it_starts",
                violation_error_message="Une rencontre finit après avoir commencé.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__isnull", True), ("seats_taken__lte", models.F("seats")), _connector="OR"),
                name="event_never_overbooked",
                violation_error_message="Il n’y a pas moins de places que d’inscrits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                fields=("event", "participant"),
                name="registration_once",
                violation_error_message="Cette personne est déjà inscrite.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_at__isnull", True),
                    ("ends_at__isnull", True),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="session_ends_after_it_starts",
                violation_error_message="Une séance finit après avoir commencé.",
            ),
        ),
    ]
    operations = at_once(operations)
