import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import territories.instance.models
from territories.instance.postgres import EXTENSIONS


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        *EXTENSIONS,
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
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
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
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
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="adresse électronique")),
                ("is_active", models.BooleanField(default=True, verbose_name="actif")),
                ("is_staff", models.BooleanField(default=False, verbose_name="accède à l’espace des équipes")),
                ("date_joined", models.DateTimeField(auto_now_add=True, verbose_name="inscrit le")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
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
                        max_length=12,
                        verbose_name="code officiel",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                ("sort_key", models.CharField(editable=False, max_length=130)),
                ("siren", models.CharField(blank=True, max_length=9)),
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
                        base_field=models.CharField(max_length=12), blank=True, default=list, size=None
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                (
                    "outline",
                    models.JSONField(blank=True, help_text="Géométrie GeoJSON.", null=True, verbose_name="contour"),
                ),
                ("time_zone", models.CharField(default="Europe/Paris", max_length=40, verbose_name="fuseau horaire")),
                ("obsolete_at", models.DateField(blank=True, null=True, verbose_name="n’existe plus depuis")),
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
        migrations.AddField(
            model_name="participant",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="saisi par",
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="home",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="territories.area",
                verbose_name="ma commune",
            ),
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
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="abandonné le")),
                ("dropped_reason", models.CharField(blank=True, max_length=160, verbose_name="motif de l’abandon")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="lu le")),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
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
            name="Preference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("refused_at", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_preferences",
                        to="territories.participant",
                    ),
                ),
            ],
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
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, verbose_name="nom")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                ("sort_key", models.CharField(editable=False, max_length=170)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("authority", "collectivité ou État"),
                            ("association", "association"),
                            ("company", "entreprise"),
                            ("university", "université ou recherche"),
                            ("cooperative", "coopérative"),
                            ("foundation", "fondation"),
                            ("network", "réseau"),
                            ("media", "média"),
                            ("other", "autre"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="nature",
                    ),
                ),
                ("siren", models.CharField(blank=True, max_length=9)),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="territories.area",
                        verbose_name="territoire",
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
            },
        ),
        migrations.AddIndex(
            model_name="area",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("sort_key", name="gin_trgm_ops"), name="area_sort_key_trgm"
            ),
        ),
        migrations.AddIndex(
            model_name="area",
            index=django.contrib.postgres.indexes.GinIndex(fields=["postcodes"], name="area_postcodes"),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(
                fields=("kind", "code"),
                name="area_code_is_unique_in_its_kind",
                violation_error_message="Un territoire de cette nature porte déjà ce code.",
            ),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["subject_kind", "subject_id", "at"], name="act_subject"),
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
            model_name="notice",
            index=models.Index(
                condition=models.Q(("dropped_at__isnull", True), ("sent_at__isnull", True)),
                fields=["due_at"],
                name="notice_owed",
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
                condition=models.Q(("sent_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"),
                name="notice_sent_or_dropped_not_both",
                violation_error_message="Un message envoyé n’est pas abandonné.",
            ),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.UniqueConstraint(fields=("participant", "kind"), name="preference_once_per_kind"),
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
    ]
