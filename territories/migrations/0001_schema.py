import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import territories.instance.models
import territories.instance.postgres
from territories.instance.migration import at_once
from territories.instance.postgres import EXTENSIONS


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        *EXTENSIONS,
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="adresse électronique")),
                ("is_active", models.BooleanField(default=True, verbose_name="actif")),
                ("is_staff", models.BooleanField(default=False, verbose_name="accède à l’espace des équipes")),
                ("is_superuser", models.BooleanField(default=False, verbose_name="administre la plateforme")),
                ("date_joined", models.DateTimeField(auto_now_add=True, verbose_name="inscrit le")),
            ],
            options={
                "verbose_name": "compte",
                "verbose_name_plural": "comptes",
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("country", "pays"),
                            ("region", "région"),
                            ("department", "département"),
                            ("collectivity", "collectivité d’outre-mer"),
                            ("epci", "intercommunalité"),
                            ("commune", "commune"),
                            ("borough", "arrondissement municipal"),
                            ("quarter", "quartier"),
                        ],
                        max_length=12,
                        verbose_name="nature",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="INSEE, ou SIREN pour une intercommunalité.",
                        max_length=24,
                        verbose_name="code officiel",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                ("sort_key", models.CharField(editable=False, max_length=130)),
                ("search_key", models.TextField(default="", editable=False)),
                (
                    "ancestors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None
                    ),
                ),
                (
                    "siren",
                    models.CharField(
                        blank=True,
                        max_length=9,
                        validators=[
                            django.core.validators.RegexValidator("^[0-9]{9}$", "Un numéro SIREN a neuf chiffres.")
                        ],
                        verbose_name="SIREN",
                    ),
                ),
                ("population", models.PositiveIntegerField(blank=True, null=True, verbose_name="population")),
                (
                    "population_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="année de la population"),
                ),
                (
                    "postcodes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="codes postaux",
                    ),
                ),
                (
                    "former_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="anciens codes",
                    ),
                ),
                (
                    "former_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="communes déléguées et anciens noms",
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("time_zone", models.CharField(default="Europe/Paris", max_length=40, verbose_name="fuseau horaire")),
                ("obsolete_at", models.DateField(blank=True, null=True, verbose_name="n’existe plus depuis")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="modifié le")),
                (
                    "epci",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="territories.area",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="territories.area",
                        verbose_name="fait partie de",
                    ),
                ),
            ],
            options={
                "verbose_name": "territoire",
                "verbose_name_plural": "territoires",
                "ordering": ["sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("address_key", models.CharField(blank=True, editable=False, max_length=64, null=True)),
                (
                    "links",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("lives", "j’y habite"), ("works", "j’y travaille"), ("studies", "j’y étudie")],
                            max_length=8,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="mon lien avec elle",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="depuis le")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="effacé le")),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saisi par",
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territories.area",
                        verbose_name="ma commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="nom")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="adresse")),
                ("description", models.CharField(blank=True, max_length=240, verbose_name="description")),
            ],
            options={
                "verbose_name": "thème",
                "verbose_name_plural": "thèmes",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Alliance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="modifié le")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=320)),
                ("name", models.CharField(max_length=160, verbose_name="nom")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ptce", "pôle territorial de coopération économique"),
                            ("scic", "société coopérative d’intérêt collectif"),
                            ("cluster", "cluster"),
                            ("network", "réseau"),
                            ("territorial", "alliance territoriale"),
                            ("grouping", "groupement"),
                            ("open", "projet ouvert"),
                        ],
                        max_length=12,
                        verbose_name="nature",
                    ),
                ),
                ("status", models.CharField(blank=True, max_length=80, verbose_name="où elle en est")),
                ("summary", models.TextField(blank=True, verbose_name="résumé")),
                (
                    "axes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="axes",
                    ),
                ),
                (
                    "aims",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="buts",
                    ),
                ),
                (
                    "members_at_least",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Quand le nombre est connu, et non chaque nom.",
                        null=True,
                        verbose_name="membres, au moins",
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
            ],
            options={
                "verbose_name": "alliance",
                "verbose_name_plural": "alliances",
                "ordering": ["sort_key", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Outline",
            fields=[
                (
                    "area",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="outline",
                        serialize=False,
                        to="territories.area",
                    ),
                ),
                ("geometry", models.JSONField(verbose_name="géométrie GeoJSON")),
                ("digest", models.CharField(help_text="Empreinte de la géométrie, pour les caches.", max_length=32)),
            ],
            options={
                "verbose_name": "contour",
                "verbose_name_plural": "contours",
            },
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True, verbose_name="le")),
                ("role", models.CharField(blank=True, max_length=20, verbose_name="en qualité de")),
                ("verb", models.CharField(max_length=60, verbose_name="acte")),
                ("subject_kind", models.CharField(max_length=40, verbose_name="objet")),
                ("subject_id", models.CharField(max_length=40)),
                ("subject_label", models.CharField(blank=True, max_length=200, verbose_name="intitulé")),
                ("before", models.JSONField(blank=True, null=True, verbose_name="avant")),
                ("after", models.JSONField(blank=True, null=True, verbose_name="après")),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="acts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territories.area",
                    ),
                ),
            ],
            options={
                "verbose_name": "acte",
                "verbose_name_plural": "journal des actes",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="identity",
                        serialize=False,
                        to="territories.participant",
                    ),
                ),
                ("display_name", models.CharField(max_length=60, verbose_name="nom affiché")),
                ("full_name", models.CharField(blank=True, max_length=120, verbose_name="nom et prénom")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="adresse électronique")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="téléphone")),
                ("postal_address", models.CharField(blank=True, max_length=240, verbose_name="adresse postale")),
            ],
            options={
                "verbose_name": "identité",
                "verbose_name_plural": "identités",
            },
        ),
        migrations.CreateModel(
            name="DataExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asked_at", models.DateTimeField(verbose_name="demandé le")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="pris en charge le")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="prêt le")),
                ("file", models.FileField(blank=True, max_length=120, upload_to="exports", verbose_name="fichier")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="taille en octets")),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exports",
                        to="territories.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "copie de données personnelles",
                "verbose_name_plural": "copies de données personnelles",
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "file",
                    models.FileField(
                        max_length=120, upload_to=territories.instance.models.attachment_path, verbose_name="fichier"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="nom")),
                ("content_type", models.CharField(max_length=80, verbose_name="type")),
                ("size", models.PositiveIntegerField(verbose_name="taille en octets")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                (
                    "visibility",
                    models.CharField(
                        choices=[("public", "public"), ("private", "réservé à son auteur et aux équipes")],
                        default="private",
                        max_length=8,
                        verbose_name="visibilité",
                    ),
                ),
                ("alt_text", models.CharField(blank=True, max_length=240, verbose_name="texte de remplacement")),
                ("created_at", models.DateTimeField(verbose_name="déposé le")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territories.area",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="attachments",
                        to="territories.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "fichier",
                "verbose_name_plural": "fichiers",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="participant",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="user",
                to="territories.participant",
                verbose_name="participant",
            ),
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="modifié le")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=320)),
                ("name", models.CharField(max_length=160, verbose_name="nom")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                ("kind", models.CharField(max_length=40, verbose_name="nature")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "dimensions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="dimensions",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="unité")),
                ("owner", models.CharField(blank=True, max_length=200, verbose_name="auteur")),
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
                        blank=True, related_name="indicators", to="territories.theme", verbose_name="thèmes"
                    ),
                ),
            ],
            options={
                "verbose_name": "indicateur",
                "verbose_name_plural": "indicateurs",
                "ordering": ["sort_key", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Instance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(default="Crois/Sens", max_length=80, verbose_name="nom de la plateforme")),
                (
                    "tagline",
                    models.CharField(
                        default="Décider et faire ensemble, près de chez vous.",
                        max_length=160,
                        verbose_name="phrase d’accueil",
                    ),
                ),
                (
                    "colour",
                    models.CharField(
                        default="#1d5b4f",
                        help_text="Assombrie ou éclaircie là où il le faut, pour que tout reste lisible.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Une couleur s’écrit comme #1d5b4f."
                            )
                        ],
                        verbose_name="couleur",
                    ),
                ),
                ("sender", models.EmailField(blank=True, max_length=254, verbose_name="expéditeur des courriels")),
                ("contact", models.EmailField(blank=True, max_length=254, verbose_name="adresse de contact")),
                ("legal_notice", models.TextField(blank=True, verbose_name="mentions légales")),
                ("privacy", models.TextField(blank=True, verbose_name="données personnelles")),
                (
                    "accessibility_state",
                    models.CharField(
                        choices=[
                            ("none", "non conforme"),
                            ("partial", "partiellement conforme"),
                            ("full", "totalement conforme"),
                        ],
                        default="none",
                        help_text="Sans audit valide, la loi veut « non conforme ».",
                        max_length=7,
                        verbose_name="conformité au RGAA",
                    ),
                ),
                ("accessibility", models.TextField(blank=True, verbose_name="déclaration d’accessibilité")),
            ],
            options={
                "verbose_name": "réglages de la plateforme",
                "verbose_name_plural": "réglages de la plateforme",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="instance_has_one_row",
                        violation_error_message="La plateforme n’a qu’une page de réglages.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="modifié le")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=320)),
                ("label", models.CharField(max_length=200, verbose_name="intitulé")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                ("value", models.DecimalField(decimal_places=4, max_digits=16, verbose_name="valeur")),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="unité")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="année")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
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
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="territories.indicator",
                        verbose_name="indicateur",
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
            ],
            options={
                "verbose_name": "mesure",
                "verbose_name_plural": "mesures",
                "ordering": ["sort_key", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("key", models.CharField(help_text="Une même clé n’est jamais envoyée deux fois.", max_length=160)),
                ("kind", models.CharField(max_length=40, verbose_name="nature")),
                (
                    "address",
                    models.EmailField(
                        blank=True,
                        help_text="Vide : l’adresse actuelle de la personne.",
                        max_length=254,
                        verbose_name="adresse",
                    ),
                ),
                ("subject_kind", models.CharField(blank=True, max_length=40, verbose_name="objet")),
                ("subject_id", models.CharField(blank=True, max_length=40)),
                ("url", models.CharField(blank=True, max_length=240, verbose_name="lien")),
                ("title", models.CharField(max_length=160, verbose_name="titre")),
                ("text", models.TextField(verbose_name="texte")),
                ("created_at", models.DateTimeField(verbose_name="écrit le")),
                ("due_at", models.DateTimeField(verbose_name="à envoyer le")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="pris en charge le")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                ("last_error", models.CharField(blank=True, max_length=240, verbose_name="dernière erreur")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="envoyé le")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="en échec depuis le")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="abandonné le")),
                ("dropped_reason", models.CharField(blank=True, max_length=160, verbose_name="motif de l’abandon")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="lu le")),
                (
                    "digest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="members",
                        to="territories.notice",
                        verbose_name="part avec",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="territories.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="modifié le")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=320)),
                ("name", models.CharField(max_length=160, verbose_name="nom")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("authority", "collectivité"),
                            ("state", "institution publique"),
                            ("association", "association"),
                            ("company", "entreprise"),
                            ("social", "entreprise de l’économie sociale et solidaire"),
                            ("university", "université ou recherche"),
                            ("funder", "financeur"),
                            ("foundation", "fondation"),
                            ("cluster", "cluster"),
                            ("network", "réseau"),
                            ("place", "tiers-lieu"),
                            ("media", "média"),
                            ("other", "autre"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="nature",
                    ),
                ),
                ("siren", models.CharField(blank=True, max_length=9, verbose_name="SIREN")),
                ("website", models.URLField(blank=True, verbose_name="site")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
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
                        blank=True, related_name="organisations", to="territories.theme", verbose_name="thèmes"
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["sort_key", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_main", models.BooleanField(default=False, verbose_name="principale")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="territories.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "appartenance",
                "verbose_name_plural": "appartenances",
                "ordering": ["-is_main", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AllianceMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("family", models.CharField(blank=True, max_length=80, verbose_name="famille")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="territories.alliance",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alliance_memberships",
                        to="territories.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "membre",
                "verbose_name_plural": "membres",
            },
        ),
        migrations.AddField(
            model_name="alliance",
            name="facilitator",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alliances_facilitated",
                to="territories.organisation",
                verbose_name="animée par",
            ),
        ),
        migrations.AddField(
            model_name="alliance",
            name="lead",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alliances_led",
                to="territories.organisation",
                verbose_name="portée par",
            ),
        ),
        migrations.AddField(
            model_name="alliance",
            name="members",
            field=models.ManyToManyField(
                blank=True,
                related_name="alliances",
                through="territories.AllianceMember",
                to="territories.organisation",
                verbose_name="membres",
            ),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="modifié le")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=320)),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                ("role", models.CharField(blank=True, max_length=240, verbose_name="rôle")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Où ce nom et ce rôle ont été publiés.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "hidden_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="retrait demandé le"),
                ),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="retirée le")),
                ("removed_key", models.CharField(blank=True, editable=False, max_length=64)),
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
                    "organisations",
                    models.ManyToManyField(
                        blank=True,
                        related_name="people",
                        through="territories.Membership",
                        to="territories.organisation",
                        verbose_name="organisations",
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
            ],
            options={
                "verbose_name": "personne",
                "verbose_name_plural": "personnes",
                "ordering": ["sort_key", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="territories.person"
            ),
        ),
        migrations.CreateModel(
            name="PollingPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                ("sort_key", models.CharField(editable=False, max_length=130)),
                ("address", models.CharField(blank=True, max_length=240, verbose_name="adresse")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("closed_at", models.DateField(blank=True, null=True, verbose_name="n’ouvre plus depuis")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="modifié le")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="polling_places",
                        to="territories.area",
                        verbose_name="commune ou quartier",
                    ),
                ),
            ],
            options={
                "verbose_name": "bureau de vote",
                "verbose_name_plural": "bureaux de vote",
                "ordering": ["sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="nature")),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("each", "à chaque fois"),
                            ("daily", "une fois par jour, ensemble"),
                            ("weekly", "une fois par semaine, ensemble"),
                            ("never", "jamais"),
                        ],
                        max_length=6,
                        verbose_name="fréquence",
                    ),
                ),
                ("chosen_at", models.DateTimeField(verbose_name="choisi le")),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_preferences",
                        to="territories.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "préférence de message",
                "verbose_name_plural": "préférences de messages",
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("manager", "chef ou cheffe de projet"),
                            ("instructor", "instructeur ou instructrice"),
                            ("commission", "membre de la commission"),
                            ("agent", "agent d’accueil"),
                            ("elected", "élu lecteur ou élue lectrice"),
                            ("partner", "partenaire"),
                        ],
                        max_length=12,
                        verbose_name="rôle",
                    ),
                ),
                ("granted_at", models.DateTimeField(verbose_name="donné le")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="jusqu’au")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="territories.area",
                        verbose_name="territoire",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="donné par",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="compte",
                    ),
                ),
            ],
            options={
                "verbose_name": "rôle",
                "verbose_name_plural": "rôles",
            },
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                ("object_id", models.BigIntegerField()),
                ("key", models.CharField(db_collation="C", max_length=200)),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("made_of", models.CharField(max_length=32)),
                ("title_words", django.contrib.postgres.search.SearchVectorField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "area",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="territories.area"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("stem", models.CharField(db_collation="C", max_length=40, primary_key=True, serialize=False)),
                ("documents", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        django.contrib.postgres.indexes.OpClass("stem", name="gist_trgm_ops"), name="search_word_trgm"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignupRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254)),
                ("password", models.CharField(help_text="Haché.", max_length=128)),
                ("display_name", models.CharField(max_length=60)),
                (
                    "links",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("lives", "j’y habite"), ("works", "j’y travaille"), ("studies", "j’y étudie")],
                            max_length=8,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("asked_at", models.DateTimeField(db_index=True)),
                (
                    "then",
                    models.CharField(blank=True, help_text="La page où la personne voulait aller.", max_length=240),
                ),
                ("tries", models.PositiveSmallIntegerField(db_default=0, default=0, help_text="Codes essayés.")),
                (
                    "wants_news",
                    models.BooleanField(
                        db_default=False, default=False, help_text="Demande les annonces par courriel."
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="territories.area"
                    ),
                ),
            ],
            options={
                "verbose_name": "demande d’inscription",
                "verbose_name_plural": "demandes d’inscription",
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="modifié le")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=320)),
                ("name", models.CharField(max_length=160, verbose_name="nom")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                ("kind", models.CharField(max_length=60, verbose_name="nature")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "en projet"),
                            ("starting", "en lancement"),
                            ("open", "ouvert"),
                            ("closed", "fermé"),
                        ],
                        default="planned",
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="résumé")),
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="services",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="adresse postale")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
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
                    "keeper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="territories.organisation",
                        verbose_name="tenu par",
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
                        blank=True, related_name="places", to="territories.theme", verbose_name="thèmes"
                    ),
                ),
            ],
            options={
                "verbose_name": "tiers-lieu",
                "verbose_name_plural": "tiers-lieux",
                "ordering": ["sort_key", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="area",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("search_key", name="gin_trgm_ops"), name="area_search_key_trgm"
            ),
        ),
        migrations.AddIndex(
            model_name="area",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="area_sort_key_trgm"
            ),
        ),
        migrations.AddIndex(
            model_name="area",
            index=django.contrib.postgres.indexes.GinIndex(fields=["former_codes"], name="area_former_codes"),
        ),
        migrations.AddIndex(
            model_name="area",
            index=django.contrib.postgres.indexes.GinIndex(fields=["ancestors"], name="area_ancestors"),
        ),
        migrations.AddIndex(
            model_name="area",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("sort_key", name="text_pattern_ops"),
                name="area_sort_key_prefix",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(
                fields=("kind", "code"),
                name="area_code_is_unique_in_its_kind",
                violation_error_message="Un territoire de cette nature porte déjà ce code.",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="area_is_not_its_own_parent",
                violation_error_message="Un territoire ne fait pas partie de lui-même.",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "quarter"), _negated=True), ("parent__isnull", False), _connector="OR"
                ),
                name="area_quarter_has_a_parent",
                violation_error_message="Un quartier fait partie d’une commune.",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(("epci__isnull", True), ("kind", "commune"), _connector="OR"),
                name="area_epci_is_for_communes",
                violation_error_message="Seule une commune est membre d’une intercommunalité.",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(("population__isnull", True), ("population_year__isnull", False), _connector="OR"),
                name="area_population_has_its_year",
                violation_error_message="Une population se donne avec son année.",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(
                        ("latitude__isnull", False),
                        ("latitude__range", (-90, 90)),
                        ("longitude__isnull", False),
                        ("longitude__range", (-180, 180)),
                    ),
                    _connector="OR",
                ),
                name="area_centre_is_on_earth",
                violation_error_message="Un point a une latitude et une longitude.",
            ),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["subject_kind", "subject_id", "at"], name="act_subject"),
        ),
        migrations.AddIndex(
            model_name="identity",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    territories.instance.postgres.BareText("display_name", "full_name"), name="gin_trgm_ops"
                ),
                name="identity_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("address_key",),
                name="participant_once_per_address",
                violation_error_message="Une personne est déjà connue avec cette adresse électronique.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dataexport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ready_at__isnull", True)),
                fields=("participant",),
                name="data_export_one_at_a_time",
                violation_error_message="Une copie de vos données est déjà en préparation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="user_email_is_unique_whatever_its_case",
                violation_error_message="Un compte a déjà cette adresse.",
            ),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="measure_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="measure_published_by_someone",
                violation_error_message="Une publication a une date et une personne.",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(
                    ("digest__isnull", True),
                    ("dropped_at__isnull", True),
                    ("failed_at__isnull", True),
                    ("sent_at__isnull", True),
                ),
                fields=["due_at"],
                name="notice_owed",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["participant", "-created_at"], name="notice_of_person"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["subject_kind", "subject_id"], name="notice_of_subject"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("failed_at__isnull", False)), fields=["failed_at"], name="notice_failed"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("key",), name="notice_is_owed_once", violation_error_message="Ce message est déjà dû ou envoyé."
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dropped_at__isnull", True), ("sent_at__isnull", True)),
                    models.Q(("failed_at__isnull", True), ("sent_at__isnull", True)),
                    models.Q(("dropped_at__isnull", True), ("failed_at__isnull", True)),
                    _connector="OR",
                ),
                name="notice_has_one_fate",
                violation_error_message="Un message est envoyé, abandonné ou en échec, jamais deux à la fois.",
            ),
        ),
        migrations.AddConstraint(
            model_name="alliancemember",
            constraint=models.UniqueConstraint(
                fields=("alliance", "organisation"),
                name="alliance_member_once",
                violation_error_message="Cette organisation est déjà membre.",
            ),
        ),
        migrations.AddIndex(
            model_name="alliance",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="alliance_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="alliance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="alliance_published_by_someone",
                violation_error_message="Une publication a une date et une personne.",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="person_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="person_published_by_someone",
                violation_error_message="Une publication a une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("removed_at__isnull", True),
                    models.Q(("published_at__isnull", True), ("role", ""), ("source", "")),
                    _connector="OR",
                ),
                name="person_removed_shows_nothing",
                violation_error_message="Une fiche retirée ne garde ni rôle ni publication.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("removed_at__isnull", False), models.Q(("source", ""), _negated=True), _connector="OR"
                ),
                name="person_says_where_it_was_published",
                violation_error_message="Une fiche dit où le nom et le rôle ont été publiés.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("person", "organisation"),
                name="membership_once",
                violation_error_message="Cette personne est déjà liée à cette organisation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pollingplace",
            constraint=models.UniqueConstraint(
                fields=("area", "sort_key"),
                name="polling_place_name_is_unique_in_its_area",
                violation_error_message="Un bureau de vote de ce territoire porte déjà ce nom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pollingplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(
                        ("latitude__isnull", False),
                        ("latitude__range", (-90, 90)),
                        ("longitude__isnull", False),
                        ("longitude__range", (-180, 180)),
                    ),
                    _connector="OR",
                ),
                name="polling_place_is_on_earth",
                violation_error_message="Un point a une latitude et une longitude.",
            ),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.UniqueConstraint(
                fields=("participant", "kind"),
                name="preference_once_per_kind",
                violation_error_message="Une préférence est déjà choisie pour cette nature de message.",
            ),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.CheckConstraint(
                condition=models.Q(("frequency__in", ["each", "daily", "weekly", "never"])),
                name="preference_is_a_known_frequency",
                violation_error_message="Cette fréquence n’existe pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.UniqueConstraint(
                fields=("user", "kind", "area"),
                name="role_once_per_area",
                violation_error_message="Cette personne a déjà ce rôle sur ce territoire.",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__isnull", True), ("ends_at__gt", models.F("granted_at")), _connector="OR"),
                name="role_ends_after_it_starts",
                violation_error_message="Un rôle se termine après avoir été donné.",
            ),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["title_words"], name="search_title_words"
            ),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["words"], name="search_words"),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=django.contrib.postgres.indexes.GinIndex(fields=["themes"], name="search_themes"),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(fields=["key", "id"], name="search_key"),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(
                models.OrderBy(models.F("happened_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="search_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(
                models.F("kind"),
                models.OrderBy(models.F("happened_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="search_newest_of_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchdocument",
            constraint=models.UniqueConstraint(fields=("kind", "object_id"), name="search_document_once"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="place_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="place_published_by_someone",
                violation_error_message="Une publication a une date et une personne.",
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="organisation_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="organisation_published_by_someone",
                violation_error_message="Une publication a une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("siren", ""), ("siren__regex", "^\\d{9}$"), _connector="OR"),
                name="organisation_siren_has_nine_digits",
                violation_error_message="Un numéro SIREN a neuf chiffres.",
            ),
        ),
        migrations.AddIndex(
            model_name="indicator",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="indicator_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="indicator_published_by_someone",
                violation_error_message="Une publication a une date et une personne.",
            ),
        ),
    ]
    operations = at_once(operations)
