import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import participation.proposals.queries
import territories.instance.postgres
from territories.instance.migration import at_once


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("projects", "0001_schema"),
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
                (
                    "deciding_body",
                    models.CharField(
                        blank=True,
                        help_text="L’assemblée qui délibère sur le résultat : « le conseil municipal ».",
                        max_length=120,
                        verbose_name="qui décide ensuite",
                    ),
                ),
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
                (
                    "rules_sealed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="règles scellées le"),
                ),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="suspendue le")),
                ("frozen_reason", models.TextField(blank=True, verbose_name="motif de la suspension")),
                ("frozen_authority", models.CharField(blank=True, max_length=160, verbose_name="décidée par")),
                ("frozen_decided_on", models.DateField(blank=True, null=True, verbose_name="date de la décision")),
                ("frozen_url", models.URLField(blank=True, verbose_name="lien vers la décision")),
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
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True)),
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
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="titre")),
                ("text", models.TextField(max_length=10000, verbose_name="description")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="lieu")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("cost_cents", models.BigIntegerField(blank=True, null=True, verbose_name="coût estimé, en centimes")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="numéro")),
                ("slug", models.SlugField(max_length=80, verbose_name="adresse")),
                ("language", models.CharField(default="fr", max_length=8)),
                (
                    "group_name",
                    models.CharField(
                        blank=True,
                        help_text="Le collectif ou l’association que vous représentez.",
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
                        editable=False,
                        max_length=13,
                        verbose_name="état",
                    ),
                ),
                ("status_at", models.DateTimeField(editable=False, verbose_name="dans cet état depuis le")),
                ("created_at", models.DateTimeField(verbose_name="commencée le")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="déposée le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True, verbose_name="masquée le")),
                ("hidden_reason", models.CharField(blank=True, max_length=300, verbose_name="motif du masquage")),
                (
                    "bare_title",
                    models.GeneratedField(
                        db_persist=True,
                        expression=territories.instance.postgres.BareText("title"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "search_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=participation.proposals.queries.FrenchWords("title", "text"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="territories.area",
                        verbose_name="commune ou quartier",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="territories.participant",
                        verbose_name="auteur ou autrice",
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
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saisie au guichet par",
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
                        editable=False,
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
                        related_name="%(class)ss",
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
            name="Cluster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signs", models.JSONField(default=list, verbose_name="signes")),
                ("found_at", models.DateTimeField(verbose_name="constaté le")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("all", "plusieurs personnes : tous ces votes comptent"),
                            ("one", "une seule personne : un seul de ces votes compte"),
                        ],
                        max_length=4,
                        verbose_name="décision",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="décidé le")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="décidé par",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
            ],
            options={
                "verbose_name": "groupe de comptes",
                "verbose_name_plural": "groupes de comptes",
                "ordering": ["-found_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("text", models.TextField(max_length=3000, verbose_name="texte")),
                ("language", models.CharField(default="fr", max_length=8)),
                ("at", models.DateTimeField(verbose_name="le")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="retiré le")),
                ("hidden_at", models.DateTimeField(blank=True, null=True, verbose_name="masqué le")),
                ("hidden_reason", models.CharField(blank=True, max_length=300, verbose_name="motif")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="territories.participant",
                        verbose_name="auteur ou autrice",
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="participation.comment",
                        verbose_name="répond à",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="participation.proposal",
                        verbose_name="idée",
                    ),
                ),
            ],
            options={
                "verbose_name": "commentaire",
                "verbose_name_plural": "commentaires",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Numbering",
            fields=[
                (
                    "consultation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="participation.consultation",
                    ),
                ),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "numérotation des idées",
                "verbose_name_plural": "numérotations des idées",
            },
        ),
        migrations.CreateModel(
            name="CommentReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500, verbose_name="motif")),
                ("at", models.DateTimeField(verbose_name="le")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="traité le")),
                ("upheld", models.BooleanField(blank=True, null=True, verbose_name="fondé")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="participation.comment",
                        verbose_name="commentaire",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comment_reports",
                        to="territories.participant",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
            ],
            options={
                "verbose_name": "signalement",
                "verbose_name_plural": "signalements",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveSmallIntegerField(verbose_name="numéro sur le bulletin")),
                (
                    "code",
                    models.CharField(help_text="Nom dans les fichiers et pour départager les égalités.", max_length=40),
                ),
                ("title", models.CharField(max_length=400, verbose_name="titre")),
                ("text", models.TextField(blank=True, verbose_name="description")),
                (
                    "cost_cents",
                    models.BigIntegerField(
                        blank=True,
                        help_text="Vide dans un vote sans argent.",
                        null=True,
                        verbose_name="coût, en centimes",
                    ),
                ),
                (
                    "exclusive_group",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Le même mot pour des projets dont un seul peut être réalisé, comme deux plans d’une même place.",
                        max_length=40,
                        verbose_name="exclusion",
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Si chaque zone passe d’abord : la sienne.",
                        max_length=80,
                        verbose_name="zone",
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="retiré le")),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="motif du retrait")),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territories.theme",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
            ],
            options={
                "verbose_name": "projet soumis au vote",
                "verbose_name_plural": "projets soumis au vote",
                "ordering": ["poll", "no"],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("minimum_age", models.PositiveSmallIntegerField(verbose_name="âge déclaré atteint")),
                ("text", models.TextField(blank=True, verbose_name="texte accepté")),
                ("declared_at", models.DateTimeField(verbose_name="déclaré le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declarations",
                        to="participation.consultation",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saisie par",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territories.participant"
                    ),
                ),
            ],
            options={
                "verbose_name": "déclaration",
                "verbose_name_plural": "déclarations",
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hand",
                    models.CharField(
                        choices=[
                            ("service", "le service"),
                            ("commission", "la commission"),
                            ("elected", "les élus"),
                            ("agent", "l’accueil"),
                        ],
                        max_length=10,
                        verbose_name="qui",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="pour le")),
                ("what", models.CharField(max_length=240, verbose_name="quoi")),
                (
                    "letter",
                    models.TextField(
                        blank=True, help_text="Un projet : relisez-le, complétez-le.", verbose_name="message à envoyer"
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="fait le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to="participation.consultation",
                        verbose_name="consultation",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fait par",
                    ),
                ),
            ],
            options={
                "verbose_name": "tâche de l’équipe",
                "verbose_name_plural": "tâches de l’équipe",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Elector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key_hmac", models.CharField(max_length=64)),
                ("line_no", models.PositiveIntegerField(blank=True, null=True, verbose_name="ligne de la liste")),
                (
                    "listed",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Inscrit avant le scellé : liste importée, ou code imprimé.",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participation.consultation",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="electors",
                        to="territories.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "électeur",
                "verbose_name_plural": "électeurs",
            },
        ),
        migrations.CreateModel(
            name="ClusterMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="prévenu le")),
                ("set_aside_at", models.DateTimeField(blank=True, null=True, verbose_name="vote écarté le")),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="participation.cluster"
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "elector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.elector"
                    ),
                ),
            ],
            options={
                "verbose_name": "compte d’un groupe",
                "verbose_name_plural": "comptes d’un groupe",
                "ordering": ["pk"],
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
            name="Poll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="adresse")),
                (
                    "short_code",
                    models.SlugField(
                        db_default=django.db.models.functions.text.Left(
                            django.db.models.functions.comparison.Cast(
                                django.contrib.postgres.functions.RandomUUID(), models.TextField()
                            ),
                            8,
                        ),
                        editable=False,
                        help_text="L’adresse des affiches et des codes QR.",
                        max_length=8,
                        unique=True,
                        verbose_name="code court",
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        default="Quels projets voulez-vous voir réalisés ?",
                        max_length=200,
                        verbose_name="question posée",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="explications")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("here", "voté ici"),
                            ("totals", "saisi d’après les totaux publiés"),
                            ("pabulib", "repris d’un fichier de bulletins"),
                        ],
                        default="here",
                        editable=False,
                        max_length=8,
                        verbose_name="origine",
                    ),
                ),
                (
                    "ballot_kind",
                    models.CharField(
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
                ("min_choices", models.PositiveSmallIntegerField(default=1, verbose_name="au moins")),
                (
                    "max_choices",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=3,
                        help_text="Vide : autant de projets qu’on veut.",
                        null=True,
                        verbose_name="au plus",
                    ),
                ),
                (
                    "points",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=10,
                        help_text="Bulletin « des points à répartir ».",
                        null=True,
                        verbose_name="points à répartir",
                    ),
                ),
                ("allow_blank", models.BooleanField(default=True, verbose_name="vote blanc possible")),
                (
                    "envelope_cents",
                    models.BigIntegerField(blank=True, null=True, verbose_name="enveloppe, en centimes"),
                ),
                ("currency", models.CharField(default="EUR", editable=False, max_length=3)),
                ("unit", models.PositiveIntegerField(default=100, editable=False)),
                (
                    "rule",
                    models.CharField(
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
                (
                    "when_it_does_not_fit",
                    models.CharField(
                        choices=[("skip", "passer au projet suivant"), ("stop", "s’arrêter là")],
                        default="skip",
                        max_length=4,
                        verbose_name="quand un projet ne tient pas",
                    ),
                ),
                (
                    "zones_first",
                    models.BooleanField(
                        default=False,
                        help_text="Aucune n’est oubliée. Une idée est dans la zone qu’elle indique, sauf précision plus bas.",
                        verbose_name="d’abord le meilleur projet de chaque zone",
                    ),
                ),
                (
                    "completion",
                    models.CharField(
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
                (
                    "utility",
                    models.CharField(
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
                (
                    "other_rule",
                    models.CharField(
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
                (
                    "preferred_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cost", "oui : une personne préfère là où plus d’argent va à ce qu’elle a choisi"),
                            (
                                "number",
                                "oui : une personne préfère là où plus de projets qu’elle a choisis sont retenus",
                            ),
                        ],
                        default="",
                        help_text="Le dépouillement compare ce résultat à celui des « plus soutenus », bulletin par bulletin, et garde celui que le plus de votants préfèrent. Vide : sans comparaison.",
                        max_length=6,
                        verbose_name="comparer aux « plus soutenus »",
                    ),
                ),
                ("by_points", models.BooleanField(default=False, editable=False)),
                ("min_votes", models.PositiveIntegerField(default=1, verbose_name="minimum de voix")),
                (
                    "max_winners",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="nombre maximum de lauréats"),
                ),
                (
                    "cap_cents",
                    models.BigIntegerField(blank=True, null=True, verbose_name="plafond par projet, en centimes"),
                ),
                ("quorum", models.PositiveIntegerField(blank=True, null=True, verbose_name="quorum de votants")),
                (
                    "electorate",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Si une liste le dit : la participation se rapporte alors à ce nombre. Vide : à la population.",
                        null=True,
                        verbose_name="personnes inscrites",
                    ),
                ),
                (
                    "key_method",
                    models.CharField(
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
                (
                    "link_proof",
                    models.CharField(
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
                (
                    "contest_hours",
                    models.PositiveSmallIntegerField(
                        default=48,
                        help_text="Adresses électroniques : qui apprend que son vote est écarté a ce temps pour demander un réexamen ; le dépouillement l’attend.",
                        verbose_name="délai pour contester une décision, en heures",
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        choices=[
                            ("none", "vote par internet seulement"),
                            ("totals", "bulletins papier, relevés par totaux"),
                            ("ballots", "bulletins papier, relevés un par un"),
                        ],
                        default="none",
                        max_length=8,
                        verbose_name="vote sur papier",
                    ),
                ),
                (
                    "duplicates",
                    models.CharField(
                        choices=[("paper", "le bulletin papier compte"), ("web", "le vote par internet compte")],
                        default="paper",
                        max_length=5,
                        verbose_name="personne inscrite sur les deux listes",
                    ),
                ),
                (
                    "receipts",
                    models.CharField(
                        choices=[
                            ("sealed", "scellé : prouve que l’enveloppe est comptée, sans dire ce qu’elle contient"),
                            (
                                "tracked",
                                "suivi : permet de retrouver son bulletin, et donc aussi de le montrer ou de le vendre",
                            ),
                        ],
                        default="sealed",
                        help_text="Un récépissé suivi demande que les bulletins soient publiés un par un dans tous les cas.",
                        max_length=8,
                        verbose_name="récépissé",
                    ),
                ),
                (
                    "ballots_published",
                    models.CharField(
                        choices=[
                            (
                                "auto",
                                "un par un, si personne ne s’y reconnaît : 500 bulletins au moins, 20 % de bulletins uniques au plus",
                            ),
                            ("always", "un par un dans tous les cas"),
                            ("never", "jamais un par un : seulement les totaux"),
                        ],
                        default="auto",
                        help_text="Un bulletin qui porte beaucoup de choix se reconnaît : qui sait ce qu’une personne a choisi retrouve le reste. Sans les bulletins, chacun ne peut recompter que les totaux.",
                        max_length=8,
                        verbose_name="bulletins publiés",
                    ),
                ),
                ("opens_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ouvre le")),
                ("closes_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ferme le")),
                ("sealed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="scellé le")),
                ("version", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="version")),
                ("rule_json", models.TextField(blank=True, editable=False, verbose_name="règle scellée")),
                ("rule_sha256", models.CharField(blank=True, editable=False, max_length=64, verbose_name="empreinte")),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="clos le")),
                (
                    "reconciled_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="rapproché le"),
                ),
                ("gap_reason", models.TextField(blank=True, editable=False, verbose_name="écarts expliqués")),
                (
                    "counted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dépouillé le"),
                ),
                (
                    "links_destroyed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="lien détruit le"),
                ),
                (
                    "backups_until",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="Jusqu’à ce jour, les sauvegardes de la période du vote gardent le lien que le dépouillement détruit.",
                        null=True,
                        verbose_name="sauvegardes détruites le",
                    ),
                ),
                (
                    "certified_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="constaté le"),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="publié le")),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="décidé le")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True)),
                (
                    "certified_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="polls",
                        to="participation.consultation",
                        verbose_name="consultation",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record_file",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territories.attachment",
                        verbose_name="procès-verbal signé",
                    ),
                ),
                (
                    "sealed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "scrutin",
                "verbose_name_plural": "scrutins",
                "ordering": ["-closes_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Observer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="nom public")),
                (
                    "key",
                    models.CharField(
                        max_length=64,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}$", "Une clé publique Ed25519 s’écrit en 64 chiffres hexadécimaux."
                            )
                        ],
                        verbose_name="clé publique",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="inscrit le")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="observers", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "observateur",
                "verbose_name_plural": "observateurs",
                "ordering": ["poll", "name"],
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
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lue par",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="list_imports",
                        to="participation.poll",
                    ),
                ),
            ],
            options={
                "verbose_name": "liste importée",
                "verbose_name_plural": "listes importées",
                "ordering": ["-read_at"],
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("commitment", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("batch", models.PositiveIntegerField(blank=True, null=True)),
                ("position", models.PositiveIntegerField(blank=True, null=True)),
                ("kept", models.BooleanField(blank=True, null=True, verbose_name="dans la liste finale")),
                (
                    "consultation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participation.consultation",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="participation.poll",
                    ),
                ),
            ],
            options={
                "verbose_name": "engagement",
                "verbose_name_plural": "journal des engagements",
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveIntegerField(verbose_name="lot")),
                ("size", models.PositiveIntegerField(verbose_name="taille")),
                ("root", models.CharField(max_length=64, verbose_name="racine")),
                ("at", models.DateTimeField(verbose_name="le")),
                (
                    "key",
                    models.CharField(
                        max_length=64,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}$", "Une clé publique Ed25519 s’écrit en 64 chiffres hexadécimaux."
                            )
                        ],
                        verbose_name="clé publique",
                    ),
                ),
                ("signature", models.CharField(max_length=128)),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="heads", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "tête du journal",
                "verbose_name_plural": "têtes du journal",
                "ordering": ["poll", "no"],
            },
        ),
        migrations.AddField(
            model_name="elector",
            name="poll",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="electors",
                to="participation.poll",
            ),
        ),
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
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="territories.participant"
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vu par",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents_seen",
                        to="participation.poll",
                    ),
                ),
            ],
            options={
                "verbose_name": "justificatif vu",
                "verbose_name_plural": "justificatifs vus",
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="le")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                (
                    "choice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delivery",
                        to="participation.choice",
                        verbose_name="lauréat",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delivery",
                        to="projects.project",
                        verbose_name="réalisation",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "réalisation d’un lauréat",
                "verbose_name_plural": "réalisations des lauréats",
                "ordering": ["choice"],
            },
        ),
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveIntegerField(verbose_name="numéro")),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None),
                ),
                (
                    "points",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "nonce",
                    models.CharField(
                        blank=True, db_default="", default="", help_text="Récépissés suivis seulement.", max_length=64
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participation.consultation",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counted",
                        to="participation.poll",
                    ),
                ),
            ],
            options={
                "verbose_name": "bulletin dépouillé",
                "verbose_name_plural": "bulletins dépouillés",
                "ordering": ["poll", "no"],
            },
        ),
        migrations.CreateModel(
            name="CouncilDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, verbose_name="numéro de la délibération")),
                ("decided_on", models.DateField(verbose_name="date de la délibération")),
                (
                    "adopted",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="projets adoptés",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="ce que le conseil n’a pas suivi, et pourquoi")),
                ("recorded_at", models.DateTimeField(verbose_name="enregistrée le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territories.attachment",
                        verbose_name="délibération (PDF)",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "poll",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decision", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "décision du conseil",
                "verbose_name_plural": "décisions du conseil",
            },
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signature", models.CharField(max_length=128)),
                ("at", models.DateTimeField(verbose_name="reçue le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignatures",
                        to="participation.head",
                    ),
                ),
                (
                    "observer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignatures",
                        to="participation.observer",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignatures",
                        to="participation.poll",
                    ),
                ),
            ],
            options={
                "verbose_name": "cosignature",
                "verbose_name_plural": "cosignatures",
                "ordering": ["head", "observer"],
            },
        ),
        migrations.CreateModel(
            name="ClusterReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(blank=True, verbose_name="ce que dit la personne")),
                ("asked_at", models.DateTimeField(verbose_name="demandé le")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("heard", "c’est une autre personne : son vote compte"),
                            ("upheld", "la décision est maintenue"),
                        ],
                        max_length=6,
                        verbose_name="réponse",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="motif de la réponse")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="répondu le")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="répondu par",
                    ),
                ),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review",
                        to="participation.clustermember",
                        verbose_name="compte",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "demande de réexamen",
                "verbose_name_plural": "demandes de réexamen",
                "ordering": ["asked_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="clustermember",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.poll"
            ),
        ),
        migrations.AddField(
            model_name="cluster",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clusters",
                to="participation.poll",
                verbose_name="scrutin",
            ),
        ),
        migrations.AddField(
            model_name="choice",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="participation.poll"
            ),
        ),
        migrations.CreateModel(
            name="ChannelCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.CharField(
                        choices=[("web", "Internet"), ("paper", "papier"), ("all", "toutes voies")],
                        max_length=5,
                        verbose_name="voie",
                    ),
                ),
                ("voters", models.PositiveIntegerField(blank=True, null=True, verbose_name="votants")),
                ("blank", models.PositiveIntegerField(default=0, verbose_name="blancs")),
                ("void", models.PositiveIntegerField(default=0, verbose_name="nuls")),
                ("votes", models.JSONField(verbose_name="voix par projet")),
                ("points", models.JSONField(blank=True, null=True, verbose_name="points par projet")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="channel_counts",
                        to="participation.poll",
                    ),
                ),
            ],
            options={
                "verbose_name": "décompte d’une voie",
                "verbose_name_plural": "décomptes par voie",
                "ordering": ["poll", "-channel"],
            },
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(verbose_name="demandé le")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="commencé le")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="prêt le")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="abandonné le")),
                ("error", models.CharField(blank=True, max_length=240, verbose_name="erreur")),
                (
                    "said",
                    models.CharField(blank=True, max_length=240, verbose_name="bulletins publiés ou non, et pourquoi"),
                ),
                ("root", models.CharField(blank=True, max_length=64, verbose_name="empreinte du dossier")),
                (
                    "zip",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territories.attachment",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bundle", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier de vérification",
                "verbose_name_plural": "dossiers de vérification",
            },
        ),
        migrations.CreateModel(
            name="Basket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="depuis le")),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="baskets",
                        to="territories.participant",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="baskets", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "choix à confirmer",
                "verbose_name_plural": "choix à confirmer",
            },
        ),
        migrations.CreateModel(
            name="PollVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sealed", "scellé"),
                            ("extended", "prolongation"),
                            ("withdrawal", "retrait d’un projet"),
                        ],
                        max_length=10,
                        verbose_name="nature",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                ("rule_json", models.TextField(verbose_name="règle")),
                ("rule_sha256", models.CharField(max_length=64, verbose_name="empreinte")),
                ("at", models.DateTimeField(verbose_name="le")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "version de la règle",
                "verbose_name_plural": "versions de la règle",
                "ordering": ["poll", "no"],
            },
        ),
        migrations.CreateModel(
            name="ProofAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("failures", models.PositiveSmallIntegerField(verbose_name="échecs")),
                ("since", models.DateTimeField(verbose_name="depuis le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="territories.participant"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "essai de preuve",
                "verbose_name_plural": "essais de preuve",
            },
        ),
        migrations.CreateModel(
            name="SupportTotal",
            fields=[
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="support_tally",
                        serialize=False,
                        to="participation.proposal",
                    ),
                ),
                ("number", models.PositiveIntegerField(default=0, verbose_name="soutiens")),
            ],
            options={
                "verbose_name": "nombre de soutiens",
                "verbose_name_plural": "nombres de soutiens",
            },
        ),
        migrations.CreateModel(
            name="IdeaOnBallot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "exclusive_group",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Le même mot pour des projets dont un seul peut être réalisé, comme deux plans d’une même place.",
                        max_length=40,
                        verbose_name="exclusion",
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Si chaque zone passe d’abord : la sienne.",
                        max_length=80,
                        verbose_name="zone",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ideas_said", to="participation.poll"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="participation.proposal",
                        verbose_name="idée réalisable",
                    ),
                ),
            ],
            options={
                "verbose_name": "précision sur une idée",
                "verbose_name_plural": "précisions sur les idées",
            },
        ),
        migrations.CreateModel(
            name="Holder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="depuis le")),
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
                        related_name="held_ideas",
                        to="territories.participant",
                    ),
                ),
                (
                    "came_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="participation.proposal",
                        verbose_name="venu de",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="holders", to="participation.proposal"
                    ),
                ),
            ],
            options={
                "verbose_name": "porteur",
                "verbose_name_plural": "porteurs",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "premier examen"), (2, "réexamen")], verbose_name="examen"
                    ),
                ),
                ("admissible", models.BooleanField(verbose_name="recevable")),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                ("article", models.CharField(blank=True, max_length=120, verbose_name="article du règlement")),
                ("at", models.DateTimeField(verbose_name="le")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="participation.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "décision de recevabilité",
                "verbose_name_plural": "décisions de recevabilité",
                "ordering": ["proposal", "round"],
            },
        ),
        migrations.AddField(
            model_name="choice",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="choices",
                to="participation.proposal",
                verbose_name="proposition",
            ),
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=16, verbose_name="relance")),
                ("due_at", models.DateTimeField(verbose_name="prévue le")),
                ("written_at", models.DateTimeField(verbose_name="écrite le")),
                ("people", models.PositiveIntegerField(default=0, verbose_name="personnes")),
                ("title", models.CharField(max_length=160, verbose_name="titre")),
                ("text", models.TextField(verbose_name="texte")),
                ("url", models.CharField(max_length=240, verbose_name="lien")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="participation.consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "relance",
                "verbose_name_plural": "relances",
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asked_at", models.DateTimeField(verbose_name="demandé le")),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="avancement")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="commencé le")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="prêt le")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="abandonné le")),
                ("error", models.CharField(blank=True, max_length=240, verbose_name="erreur")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="demandé par",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="participation.consultation",
                    ),
                ),
                (
                    "csv",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territories.attachment",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territories.attachment",
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
                    "xlsx",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territories.attachment",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapport",
                "verbose_name_plural": "rapports",
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("argument", models.TextField(verbose_name="pourquoi réexaminer")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territories.participant"
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_request",
                        to="participation.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "demande de réexamen",
                "verbose_name_plural": "demandes de réexamen",
            },
        ),
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.CharField(
                        choices=[("web", "Internet"), ("paper", "papier"), ("all", "toutes voies")],
                        max_length=5,
                        verbose_name="voie",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participation.consultation",
                    ),
                ),
                (
                    "elector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.elector"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roll",
                        to="participation.poll",
                    ),
                ),
            ],
            options={
                "verbose_name": "émargement",
                "verbose_name_plural": "liste d’émargement",
            },
        ),
        migrations.CreateModel(
            name="Envelope",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None),
                ),
                (
                    "points",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                ("nonce", models.CharField(max_length=64)),
                ("commitment", models.CharField(max_length=64)),
                (
                    "casts",
                    models.PositiveIntegerField(
                        db_default=1, default=1, help_text="Combien de fois ce bulletin fut mis."
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participation.consultation",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participation.poll",
                    ),
                ),
                (
                    "roll",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="envelope", to="participation.roll"
                    ),
                ),
            ],
            options={
                "verbose_name": "enveloppe",
                "verbose_name_plural": "enveloppes",
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
                        verbose_name="consultation",
                    ),
                ),
                (
                    "deliberation_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territories.attachment",
                        verbose_name="délibération",
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
            ],
            options={
                "verbose_name": "règlement",
                "verbose_name_plural": "règlements",
                "ordering": ["consultation", "-version"],
            },
        ),
        migrations.CreateModel(
            name="ScopeChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="titre")),
                ("text", models.TextField(max_length=10000, verbose_name="description")),
                ("cost_cents", models.BigIntegerField(blank=True, null=True, verbose_name="coût estimé, en centimes")),
                ("reason", models.TextField(verbose_name="pourquoi ce changement")),
                ("at", models.DateTimeField(verbose_name="proposé le")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "acceptée"), ("declined", "refusée")],
                        max_length=8,
                        verbose_name="réponse",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="répondu le")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territories.participant",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scope_changes",
                        to="participation.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "changement de périmètre",
                "verbose_name_plural": "changements de périmètre",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SheetEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField(verbose_name="saisie")),
                ("voters", models.PositiveIntegerField(verbose_name="votants")),
                ("blank", models.PositiveIntegerField(verbose_name="blancs")),
                ("void", models.PositiveIntegerField(verbose_name="nuls")),
                ("votes", models.JSONField(verbose_name="voix par projet")),
                ("entered_at", models.DateTimeField(verbose_name="saisie le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saisie par",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "saisie d’une feuille",
                "verbose_name_plural": "saisies des feuilles",
                "ordering": ["urn", "rank"],
            },
        ),
        migrations.CreateModel(
            name="PaperBallot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveIntegerField(verbose_name="numéro du bulletin")),
                (
                    "mark",
                    models.CharField(
                        choices=[("valid", "valable"), ("blank", "blanc"), ("void", "nul")],
                        max_length=5,
                        verbose_name="lecture",
                    ),
                ),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "points",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.poll"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ballots",
                        to="participation.sheetentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "bulletin papier",
                "verbose_name_plural": "bulletins papier",
                "ordering": ["entry", "no"],
            },
        ),
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("statement", models.TextField(verbose_name="ce qui est horodaté")),
                ("asked_at", models.DateTimeField(verbose_name="demandé le")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="dernier essai le")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="abandonné le")),
                ("error", models.CharField(blank=True, max_length=240, verbose_name="erreur")),
                ("stamped_at", models.DateTimeField(blank=True, null=True, verbose_name="horodaté le")),
                ("authority", models.CharField(blank=True, max_length=200, verbose_name="autorité d’horodatage")),
                ("token", models.BinaryField(blank=True, null=True, verbose_name="réponse de l’autorité")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stamp", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "horodatage",
                "verbose_name_plural": "horodatages",
            },
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "before",
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
                        max_length=13,
                        verbose_name="avant",
                    ),
                ),
                (
                    "after",
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
                        max_length=13,
                        verbose_name="après",
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("holder", "le porteur ou la porteuse"),
                            ("commission", "la commission"),
                            ("services", "les services"),
                            ("organiser", "l’équipe de la consultation"),
                            ("vote", "le vote"),
                            ("council", "l’assemblée délibérante"),
                        ],
                        max_length=10,
                        verbose_name="décidé par",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                ("article", models.CharField(blank=True, max_length=120, verbose_name="article du règlement")),
                ("at", models.DateTimeField(verbose_name="le")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="participation.proposal"
                    ),
                ),
            ],
            options={
                "verbose_name": "changement d’état",
                "verbose_name_plural": "changements d’état",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Study",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cost_cents", models.BigIntegerField(blank=True, null=True, verbose_name="coût TTC, en centimes")),
                (
                    "vat",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "sans TVA"), (21, "2,1 %"), (55, "5,5 %"), (100, "10 %"), (200, "20 %")],
                        default=200,
                        verbose_name="TVA",
                    ),
                ),
                (
                    "yearly_cents",
                    models.BigIntegerField(blank=True, null=True, verbose_name="fonctionnement par an, en centimes"),
                ),
                (
                    "land",
                    models.CharField(
                        blank=True, help_text="Propriétaire, emprise, accord.", max_length=240, verbose_name="foncier"
                    ),
                ),
                (
                    "delay_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="délai, en mois"),
                ),
                (
                    "opinion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("favourable", "favorable"),
                            ("reserved", "favorable sous réserve"),
                            ("unfavourable", "défavorable"),
                        ],
                        max_length=12,
                        verbose_name="avis",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="analyse")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("written_at", models.DateTimeField(verbose_name="modifiée le")),
                ("concluded_at", models.DateTimeField(blank=True, null=True, verbose_name="conclue le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="study", to="participation.proposal"
                    ),
                ),
            ],
            options={
                "verbose_name": "fiche d’étude",
                "verbose_name_plural": "fiches d’étude",
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
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(help_text="Empreinte de la règle appliquée.", max_length=64)),
                ("input_sha256", models.CharField(max_length=64)),
                ("result_json", models.TextField()),
                ("result_sha256", models.CharField(max_length=64)),
                ("official", models.BooleanField(default=True)),
                ("at", models.DateTimeField()),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tallies", to="participation.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "résultat calculé",
                "verbose_name_plural": "résultats calculés",
            },
        ),
        migrations.CreateModel(
            name="Tile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                ("no", models.PositiveIntegerField()),
                ("hashes", models.BinaryField()),
                (
                    "consultation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participation.consultation",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tiles",
                        to="participation.poll",
                    ),
                ),
            ],
            options={
                "verbose_name": "tuile du journal",
                "verbose_name_plural": "tuiles du journal",
            },
        ),
        migrations.CreateModel(
            name="TurnoutDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="jour")),
                ("voters", models.PositiveIntegerField(verbose_name="votants jusque-là")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turnout_days",
                        to="participation.poll",
                    ),
                ),
            ],
            options={
                "verbose_name": "participation d’un jour",
                "verbose_name_plural": "participation par jour",
                "ordering": ["poll", "day"],
            },
        ),
        migrations.CreateModel(
            name="Urn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="lieu de vote")),
                ("slug", models.SlugField(editable=False, max_length=80)),
                ("address", models.CharField(blank=True, max_length=240, verbose_name="adresse et horaires")),
                ("settled_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="arrêtée le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="urns", to="participation.poll"
                    ),
                ),
                (
                    "settled_entry",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settles",
                        to="participation.sheetentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "urne",
                "verbose_name_plural": "urnes",
                "ordering": ["poll", "name"],
            },
        ),
        migrations.AddField(
            model_name="sheetentry",
            name="urn",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="participation.urn"
            ),
        ),
        migrations.AddField(
            model_name="roll",
            name="urn",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="roll",
                to="participation.urn",
            ),
        ),
        migrations.CreateModel(
            name="Duplicate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("found_at", models.DateTimeField(verbose_name="constaté le")),
                (
                    "kept",
                    models.CharField(
                        blank=True,
                        choices=[("paper", "le bulletin papier compte"), ("web", "le vote par internet compte")],
                        max_length=5,
                        verbose_name="vote conservé",
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="réglé le")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "elector",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.elector"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicate_people",
                        to="participation.poll",
                    ),
                ),
                (
                    "urn",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicate_people",
                        to="participation.urn",
                    ),
                ),
            ],
            options={
                "verbose_name": "personne sur les deux listes",
                "verbose_name_plural": "personnes sur les deux listes",
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="titre")),
                ("text", models.TextField(max_length=10000, verbose_name="description")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="lieu")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("cost_cents", models.BigIntegerField(blank=True, null=True, verbose_name="coût estimé, en centimes")),
                ("no", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("filed", "déposée"),
                            ("edited", "modifiée par son auteur"),
                            ("scope", "périmètre modifié avec l’accord du porteur"),
                            ("costed", "chiffrée par les services"),
                        ],
                        max_length=6,
                        verbose_name="nature",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="ce qui change")),
                ("at", models.DateTimeField(verbose_name="le")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="territories.area",
                        verbose_name="commune ou quartier",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="participation.proposal",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="territories.theme",
                        verbose_name="thème",
                    ),
                ),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "ordering": ["proposal", "-no"],
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
                violation_error_code="envelope",
                violation_error_message="L’enveloppe est un montant positif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("project_cap_cents__isnull", True),
                    models.Q(
                        ("envelope_cents__isnull", False),
                        ("project_cap_cents__gt", 0),
                        ("project_cap_cents__lte", models.F("envelope_cents")),
                    ),
                    _connector="OR",
                ),
                name="consultation_cap_within_envelope",
                violation_error_code="cap",
                violation_error_message="Le plafond par projet est positif et tient dans l’enveloppe.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.IRegex(
                        models.Func(models.F("title"), function="NORMALIZE", output_field=models.TextField()),
                        "(^|[^a-zàâéèêëîïôùûç])([eéÉ]lections?|r[eéÉ]f[eéÉ]rendums?|consultations?[\\s\xa0\u2009\u202f_-]+(des[\\s\xa0\u2009\u202f_-]+|d['’])[eéÉ]lect(eur|rice)s?)($|[^a-zàâéèêëîïôùûç])",
                    ),
                    _connector="OR",
                    _negated=True,
                ),
                name="consultation_title_leaves_law_its_words",
                violation_error_code="words_of_law",
                violation_error_message="« Élection », « référendum » et « consultation des électeurs » sont autre chose en droit. Écrivez votation, budget participatif ou concertation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("frozen_at__isnull", True),
                        ("frozen_authority", ""),
                        ("frozen_decided_on", None),
                        ("frozen_reason", ""),
                    ),
                    models.Q(
                        ("frozen_at__isnull", False),
                        ("frozen_decided_on__isnull", False),
                        models.Q(("frozen_reason", ""), _negated=True),
                        models.Q(("frozen_authority", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="consultation_frozen_by_a_decision",
                violation_error_message="Une suspension a une date, une autorité et un motif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("rules_sealed_at__isnull", True), ("published_at__isnull", False), _connector="OR"),
                name="consultation_sealed_once_published",
                violation_error_message="Seules les règles d’une consultation publiée se scellent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series", ""), _negated=True),
                fields=("series", "edition"),
                name="consultation_edition_once_in_its_series",
                violation_error_code="edition",
                violation_error_message="Cette série a déjà une édition de ce numéro.",
            ),
        ),
        migrations.AddConstraint(
            model_name="commentreport",
            constraint=models.UniqueConstraint(
                fields=("consultation", "comment", "participant"),
                name="comment_report_once_per_person",
                violation_error_message="Vous avez déjà signalé ce commentaire.",
            ),
        ),
        migrations.AddConstraint(
            model_name="commentreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("upheld__isnull", True)),
                    models.Q(("settled_at__isnull", False), ("upheld__isnull", False)),
                    _connector="OR",
                ),
                name="comment_report_settled_is_judged",
                violation_error_message="Un signalement traité est fondé ou non.",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(
                fields=("consultation", "participant"),
                name="declaration_once_per_person",
                violation_error_message="Cette personne a déjà fait sa déclaration.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="duty_done_by_someone",
                violation_error_message="Une tâche faite a une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                name="phase_closes_after_it_opens",
                violation_error_code="closes_after_it_opens",
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
            model_name="poll",
            constraint=models.UniqueConstraint(fields=("id", "consultation"), name="poll_of_one_consultation"),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.IRegex(
                        models.Func(models.F("question"), function="NORMALIZE", output_field=models.TextField()),
                        "(^|[^a-zàâéèêëîïôùûç])([eéÉ]lections?|r[eéÉ]f[eéÉ]rendums?|consultations?[\\s\xa0\u2009\u202f_-]+(des[\\s\xa0\u2009\u202f_-]+|d['’])[eéÉ]lect(eur|rice)s?)($|[^a-zàâéèêëîïôùûç])",
                    ),
                    django.db.models.lookups.IRegex(
                        models.Func(models.F("slug"), function="NORMALIZE", output_field=models.TextField()),
                        "(^|[^a-zàâéèêëîïôùûç])([eéÉ]lections?|r[eéÉ]f[eéÉ]rendums?|consultations?[\\s\xa0\u2009\u202f_-]+(des[\\s\xa0\u2009\u202f_-]+|d['’])[eéÉ]lect(eur|rice)s?)($|[^a-zàâéèêëîïôùûç])",
                    ),
                    _connector="OR",
                    _negated=True,
                ),
                name="poll_question_leaves_law_its_words",
                violation_error_message="« Élection », « référendum » et « consultation des électeurs » sont autre chose en droit. Écrivez votation ou budget participatif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closes_at__isnull", True), ("opens_at__isnull", True)),
                    ("closes_at__gt", models.F("opens_at")),
                    _connector="OR",
                ),
                name="poll_closes_after_it_opens",
                violation_error_message="Un scrutin se ferme après son ouverture.",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("min_choices__gte", 1),
                    models.Q(
                        ("max_choices__isnull", True), ("max_choices__gte", models.F("min_choices")), _connector="OR"
                    ),
                ),
                name="poll_asks_for_a_possible_number_of_choices",
                violation_error_message="Le bulletin demande au moins un choix, et le maximum atteint le minimum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("envelope_cents__isnull", True), ("envelope_cents__gt", 0), _connector="OR"),
                    models.Q(("cap_cents__isnull", True), ("cap_cents__gt", 0), _connector="OR"),
                    ("unit__gte", 1),
                ),
                name="poll_money_is_positive",
                violation_error_message="L’enveloppe et le plafond sont des montants positifs.",
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
                    models.Q(("receipts", "tracked"), _negated=True), ("ballots_published", "always"), _connector="OR"
                ),
                name="poll_tracked_receipts_need_ballots",
                violation_error_message="Un récépissé suivi demande que les bulletins soient publiés un par un dans tous les cas.",
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
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(("contest_hours__lte", 720)),
                name="poll_contest_lasts_a_month_at_most",
                violation_error_message="Le délai pour contester est de 720 heures au plus : trente jours.",
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
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(("zones_first", False), ("rule", "greedy"), _connector="OR"),
                name="poll_zones_come_first_in_a_list",
                violation_error_message="Chaque zone d’abord : seulement avec la règle « les plus soutenus ».",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(("preferred_by", ""), ("rule__in", ("equal-shares", "phragmen")), _connector="OR"),
                name="poll_compares_shares_with_the_list",
                violation_error_message="Comparer aux « plus soutenus » : seulement les parts égales ou Phragmén.",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("points__isnull", True), ("points__gte", 1), _connector="OR"),
                    models.Q(
                        models.Q(("ballot_kind", "points"), _negated=True), ("points__isnull", False), _connector="OR"
                    ),
                ),
                name="poll_has_points_to_give",
                violation_error_message="Un bulletin à points en donne au moins un.",
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
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sealed_at__isnull", True), ("sealed_by__isnull", True)),
                    models.Q(("sealed_at__isnull", False), ("sealed_by__isnull", False)),
                    _connector="OR",
                ),
                name="poll_sealed_by_someone",
                violation_error_message="Un scellé a une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("certified_at__isnull", True), ("certified_by__isnull", True)),
                        models.Q(("certified_at__isnull", False), ("certified_by__isnull", False)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                        models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                        _connector="OR",
                    ),
                ),
                name="poll_certified_and_published_by_someone",
                violation_error_message="Un constat et une publication ont une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("sealed_at__isnull", False), _connector="OR"),
                    models.Q(("reconciled_at__isnull", True), ("closed_at__isnull", False), _connector="OR"),
                    models.Q(("counted_at__isnull", True), ("reconciled_at__isnull", False), _connector="OR"),
                    models.Q(("links_destroyed_at__isnull", True), ("counted_at__isnull", False), _connector="OR"),
                    models.Q(("certified_at__isnull", True), ("counted_at__isnull", False), _connector="OR"),
                    models.Q(("published_at__isnull", True), ("certified_at__isnull", False), _connector="OR"),
                    models.Q(("decided_at__isnull", True), ("published_at__isnull", False), _connector="OR"),
                ),
                name="poll_steps_follow_each_other",
                violation_error_message="Les étapes d’un scrutin se suivent dans l’ordre.",
            ),
        ),
        migrations.AddConstraint(
            model_name="observer",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "key"),
                name="observer_once_per_key",
                violation_error_message="Cette clé est déjà inscrite.",
            ),
        ),
        migrations.AddConstraint(
            model_name="observer",
            constraint=models.CheckConstraint(
                condition=models.Q(("key__regex", "^[0-9a-f]{64}$")),
                name="observer_has_a_key",
                violation_error_message="Une clé publique Ed25519 s’écrit en 64 chiffres hexadécimaux.",
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
        migrations.AddIndex(
            model_name="leaf",
            index=models.Index(condition=models.Q(("position__isnull", True)), fields=["poll"], name="leaf_waiting"),
        ),
        migrations.AddConstraint(
            model_name="leaf",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "position"),
                name="leaf_position_once",
                violation_error_message="Cette place du journal est prise.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaf",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("batch__isnull", True), ("position__isnull", True)),
                    models.Q(("batch__isnull", False), ("position__isnull", False)),
                    _connector="OR",
                ),
                name="leaf_sequenced_whole",
                violation_error_message="Un engagement a un lot et une place, ou ni l’un ni l’autre.",
            ),
        ),
        migrations.AddConstraint(
            model_name="head",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "no"),
                name="head_once_per_batch",
                violation_error_message="Ce lot a déjà sa tête.",
            ),
        ),
        migrations.AddConstraint(
            model_name="head",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "size"),
                name="head_once_per_size",
                violation_error_message="Une tête de cette taille existe déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="head",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("no__gte", 1),
                    ("root__regex", "^[0-9a-f]{64}$"),
                    ("signature__regex", "^[0-9a-f]{128}$"),
                    ("size__gte", 1),
                ),
                name="head_says_something",
                violation_error_message="Une tête a une taille, une racine et une signature.",
            ),
        ),
        migrations.AddConstraint(
            model_name="elector",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "key_hmac"),
                name="elector_once_per_key",
                violation_error_message="Cette personne est déjà sur la liste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="elector",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                fields=("consultation", "poll", "participant"),
                name="elector_once_per_participant",
                violation_error_message="Cette personne est déjà sur la liste.",
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
            model_name="documentseen",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "participant"),
                name="document_seen_once",
                violation_error_message="Ce justificatif est déjà noté.",
            ),
        ),
        migrations.AddConstraint(
            model_name="counted",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "no"),
                name="counted_number_once",
                violation_error_message="Ce bulletin est déjà dépouillé.",
            ),
        ),
        migrations.AddConstraint(
            model_name="counted",
            constraint=models.CheckConstraint(
                condition=models.Q(("points", []), ("points__len", models.F("choices__len")), _connector="OR"),
                name="counted_points_beside_choices",
                violation_error_message="Chaque choix a son nombre, ou aucun n’en a.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cosignature",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "head", "observer"),
                name="cosignature_once_per_observer",
                violation_error_message="Cette personne a déjà cosigné cette tête.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clusterreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True), ("verdict", "")
                    ),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="cluster_review_answered_with_a_reason",
                violation_error_message="Une réponse a un motif, une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clustermember",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "elector"),
                name="cluster_member_once",
                violation_error_message="Ce compte est déjà dans un groupe.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cluster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True), ("decided_by__isnull", True), ("reason", ""), ("verdict", "")
                    ),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="cluster_decided_with_a_reason",
                violation_error_message="Une décision a un motif, une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="channelcount",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "channel"),
                name="channel_counted_once",
                violation_error_message="Cette voie est déjà décomptée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="channelcount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voters__isnull", True),
                    (
                        "voters__gte",
                        django.db.models.expressions.CombinedExpression(models.F("blank"), "+", models.F("void")),
                    ),
                    _connector="OR",
                ),
                name="channel_blank_and_void_are_voters",
                violation_error_message="Blancs et nuls font partie des votants.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bundle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", True), ("root", ""), ("zip__isnull", True)),
                    models.Q(
                        ("failed_at__isnull", True),
                        ("finished_at__isnull", False),
                        ("root__regex", "^[0-9a-f]{64}$"),
                        ("zip__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="bundle_finished_with_its_root_or_not_yet",
                violation_error_message="Un dossier prêt a son fichier et son empreinte.",
            ),
        ),
        migrations.AddConstraint(
            model_name="basket",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "participant"),
                name="basket_once_per_participant",
                violation_error_message="Un choix attend déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pollversion",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "no"),
                name="poll_version_once",
                violation_error_message="Cette version existe déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pollversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "sealed"), ("no", 1)),
                    models.Q(
                        ("no__gt", 1),
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("kind", "sealed"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="poll_version_says_why",
                violation_error_message="Une nouvelle version dit ce qui change et pourquoi.",
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
        migrations.AddField(
            model_name="supporttotal",
            name="consultation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participation.consultation"
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["consultation", "-submitted_at", "-id"], name="proposal_list"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["instructor", "status"], name="proposal_of_instructor"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["consultation", "status"], name="proposal_in_state"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search_words"], name="proposal_words"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["bare_title"], name="proposal_title_trgm", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("hidden_at__isnull", True), models.Q(("status", "draft"), _negated=True)),
                fields=["consultation", "id"],
                name="proposal_drawn_by_lot",
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
                name="proposal_point_is_whole",
                violation_error_message="Un point a une latitude et une longitude.",
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
                condition=models.Q(
                    models.Q(("number__isnull", True), ("status", "draft"), ("submitted_at__isnull", True)),
                    models.Q(
                        models.Q(("status", "draft"), _negated=True),
                        ("number__isnull", False),
                        ("submitted_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="proposal_filed_has_date_and_number",
                violation_error_message="Une idée déposée a une date et un numéro, un brouillon n’en a pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("merged_into__isnull", False),
                        ("status", "merged"),
                        models.Q(("merged_into", models.F("id")), _negated=True),
                    ),
                    models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into__isnull", True)),
                    _connector="OR",
                ),
                name="proposal_merged_into_another",
                violation_error_message="Une idée fusionnée nomme celle, autre, qui la reprend.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hidden_at__isnull", True), ("hidden_reason", "")),
                    models.Q(("hidden_at__isnull", False), models.Q(("hidden_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="proposal_hidden_with_a_reason",
                violation_error_message="Une idée masquée l’est à une date et pour un motif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ideaonballot",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "proposal"),
                name="idea_said_once",
                violation_error_message="Cette idée a déjà sa ligne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="holder",
            constraint=models.UniqueConstraint(
                fields=("consultation", "proposal", "participant"),
                name="holder_once_per_idea",
                violation_error_message="Cette personne porte déjà cette idée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("consultation", "proposal", "round"),
                name="decision_once_per_round",
                violation_error_message="La commission a déjà décidé.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("round__in", [1, 2])),
                name="decision_round_is_first_or_review",
                violation_error_message="Une idée est examinée une fois, et réexaminée au plus une fois.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("admissible", True),
                    models.Q(models.Q(("reason", ""), _negated=True), models.Q(("article", ""), _negated=True)),
                    _connector="OR",
                ),
                name="decision_no_is_explained",
                violation_error_message="Un refus donne son motif et l’article du règlement.",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["proposal", "at", "id"], name="comment_thread"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("hidden_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=["consultation"],
                name="comment_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hidden_at__isnull", True), ("hidden_reason", "")),
                    models.Q(("hidden_at__isnull", False), models.Q(("hidden_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="comment_hidden_with_a_reason",
                violation_error_message="Un commentaire masqué l’est à une date et pour un motif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="comment_says_something",
                violation_error_message="Un commentaire dit quelque chose.",
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "no"),
                name="choice_number_once",
                violation_error_message="Ce numéro est déjà sur le bulletin.",
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "code"),
                name="choice_code_once",
                violation_error_message="Ce code est déjà sur le bulletin.",
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "proposal"),
                name="choice_proposal_once",
                violation_error_message="Cette proposition est déjà sur le bulletin.",
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost_cents__gte", 0)),
                name="choice_cost_is_not_negative",
                violation_error_message="Un coût n’est pas négatif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="choice_withdrawn_with_a_reason",
                violation_error_message="Un retrait a une date et un motif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("consultation", "key"),
                name="reminder_written_once",
                violation_error_message="Cette relance est déjà écrite.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "name__in",
                        [
                            "campaign",
                            "meeting",
                            "open",
                            "unconfirmed",
                            "seven_days",
                            "one_day",
                            "unconfirmed_last",
                            "result",
                            "deliberation",
                        ],
                    )
                ),
                name="reminder_has_a_known_name",
                violation_error_message="Cette relance n’existe pas.",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("failed_at__isnull", True), ("finished_at__isnull", True)),
                fields=["asked_at"],
                name="report_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("finished_at__isnull", True), ("failed_at__isnull", True), _connector="OR"),
                name="report_finished_or_failed_not_both",
                violation_error_message="Un rapport prêt n’est pas abandonné.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__lte", 100)),
                name="report_progress_is_a_percentage",
                violation_error_message="L’avancement va de 0 à 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(
                        ("finished_at__isnull", False), ("published_at__isnull", False), ("published_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="report_published_when_ready_by_someone",
                violation_error_message="Seul un rapport prêt se publie, par une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("failed_at__isnull", True), ("finished_at__isnull", True)),
                fields=("consultation",),
                name="report_one_at_a_time",
                violation_error_message="Un rapport de cette consultation est déjà en préparation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="envelope",
            constraint=models.CheckConstraint(
                condition=models.Q(("points", []), ("points__len", models.F("choices__len")), _connector="OR"),
                name="envelope_points_beside_choices",
                violation_error_message="Chaque choix a son nombre, ou aucun n’en a.",
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
            model_name="rulebook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="rulebook_published_by_someone",
                violation_error_message="Une publication a une date et une personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    ("version__lte", 1),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="rulebook_change_is_explained",
                violation_error_message="Une nouvelle version du règlement dit ce qui change.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scopechange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True)),
                fields=("consultation", "proposal"),
                name="scope_change_one_at_a_time",
                violation_error_message="Un changement attend déjà la réponse du porteur.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scopechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="scope_change_answer_is_dated",
                violation_error_message="Une réponse a une date.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scopechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost_cents__isnull", True), ("cost_cents__gt", 0), _connector="OR"),
                name="scope_change_cost_is_positive",
                violation_error_message="Le coût est un montant positif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperballot",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "entry", "no"),
                name="paper_ballot_number_once",
                violation_error_message="Ce bulletin est déjà saisi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperballot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mark", "valid"), models.Q(("choices", []), _negated=True)),
                    models.Q(models.Q(("mark", "valid"), _negated=True), ("choices", [])),
                    _connector="OR",
                ),
                name="paper_ballot_valid_has_choices",
                violation_error_message="Un bulletin valable a des choix, les autres n’en ont pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperballot",
            constraint=models.CheckConstraint(
                condition=models.Q(("points", []), ("points__len", models.F("choices__len")), _connector="OR"),
                name="paper_ballot_points_beside_choices",
                violation_error_message="Chaque choix a son nombre, ou aucun n’en a.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stamp",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("authority", ""), ("stamped_at__isnull", True), ("token__isnull", True)),
                    models.Q(
                        ("failed_at__isnull", True),
                        ("stamped_at__isnull", False),
                        ("token__isnull", False),
                        models.Q(("authority", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="stamp_whole_or_not_yet",
                violation_error_message="Un horodatage a une date, une autorité et sa réponse.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statuschange",
            constraint=models.CheckConstraint(
                condition=models.Q(("before", models.F("after")), _negated=True),
                name="status_change_changes",
                violation_error_message="Un changement d’état mène à un autre état.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statuschange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("after__in", ["inadmissible", "unfeasible", "merged", "withdrawn", "abandoned"]), _negated=True
                    ),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="status_change_explains_a_no",
                violation_error_message="Ce changement doit être motivé.",
            ),
        ),
        migrations.AddConstraint(
            model_name="study",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cost_cents__isnull", True), ("cost_cents__gte", 0), _connector="OR"),
                    models.Q(("yearly_cents__isnull", True), ("yearly_cents__gte", 0), _connector="OR"),
                ),
                name="study_costs_are_amounts",
                violation_error_message="Un coût est un montant positif ou nul.",
            ),
        ),
        migrations.AddConstraint(
            model_name="study",
            constraint=models.CheckConstraint(
                condition=models.Q(("delay_months__isnull", True), ("delay_months__lte", 240), _connector="OR"),
                name="study_delay_is_reasonable",
                violation_error_message="Un délai va de 0 à 240 mois.",
            ),
        ),
        migrations.AddConstraint(
            model_name="study",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("concluded_at__isnull", True), models.Q(("opinion", ""), _negated=True), _connector="OR"
                ),
                name="study_concluded_is_complete",
                violation_error_message="Une étude conclue donne un avis.",
            ),
        ),
        migrations.AddIndex(
            model_name="support",
            index=models.Index(fields=["consultation", "participant"], name="support_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(
                fields=("consultation", "proposal", "participant"),
                name="support_once_per_person",
                violation_error_message="Vous soutenez déjà cette idée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "rule", "input_sha256"),
                name="tally_once_per_rule_and_input",
                violation_error_message="Ce résultat est déjà calculé.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                condition=models.Q(("official", True)),
                fields=("consultation", "poll"),
                name="tally_one_official_result",
                violation_error_message="Un scrutin a un seul résultat officiel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tile",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "level", "no"),
                name="tile_once",
                violation_error_message="Cette tuile existe déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turnoutday",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "day"),
                name="turnout_day_once",
                violation_error_message="Ce jour est déjà noté.",
            ),
        ),
        migrations.AddConstraint(
            model_name="urn",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "name"),
                name="urn_name_once",
                violation_error_message="Cette urne existe déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="urn",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "slug"),
                name="urn_address_once",
                violation_error_message="Une urne porte déjà presque ce nom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="urn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("settled_entry__isnull", True)),
                    models.Q(("settled_at__isnull", False), ("settled_entry__isnull", False)),
                    _connector="OR",
                ),
                name="urn_settled_by_an_entry",
                violation_error_message="Une feuille arrêtée a une date et une saisie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetentry",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "urn", "rank"),
                name="sheet_entry_rank_once",
                violation_error_message="Cette saisie existe déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetentry",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "urn", "entered_by"),
                name="sheet_entered_by_different_people",
                violation_error_message="Une feuille est saisie par des personnes différentes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("rank__gte", 1), ("rank__lte", 3)),
                name="sheet_entry_is_first_second_or_third",
                violation_error_message="Une feuille a trois saisies au plus.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "voters__gte",
                        django.db.models.expressions.CombinedExpression(models.F("blank"), "+", models.F("void")),
                    )
                ),
                name="sheet_entry_blank_and_void_are_voters",
                violation_error_message="Blancs et nuls font partie des votants.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roll",
            constraint=models.UniqueConstraint(
                fields=("consultation", "poll", "elector"),
                name="roll_once_per_elector",
                violation_error_message="Cette personne a déjà voté.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "web"), ("urn__isnull", True)),
                    models.Q(("channel", "paper"), ("urn__isnull", False)),
                    _connector="OR",
                ),
                name="roll_paper_has_an_urn",
                violation_error_message="Un vote sur papier est émargé dans un bureau.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kept", ""), ("settled_at__isnull", True), ("settled_by__isnull", True)),
                    models.Q(
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        models.Q(("kept", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="duplicate_settled_whole",
                violation_error_message="Un doublon réglé a une date, une personne et le vote conservé.",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost_cents__isnull", True), ("cost_cents__gt", 0), _connector="OR"),
                name="version_cost_is_positive",
                violation_error_message="Le coût est un montant positif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
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
                name="version_point_is_whole",
                violation_error_message="Un point a une latitude et une longitude.",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("consultation", "proposal", "no"),
                name="version_no_once",
                violation_error_message="Cette version existe déjà.",
            ),
        ),
        migrations.AddIndex(
            model_name="supporttotal",
            index=models.Index(fields=["consultation", "-number", "-proposal"], name="supported_most"),
        ),
    ]
    operations = at_once(operations)
