"""The installation itself: its settings, its vocabulary, the log of acts and the files it keeps."""

import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from territories.accounts.permissions import areas_of

HOUSE_COLOUR = "#1d5b4f"
COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Une couleur s’écrit comme #1d5b4f."))


class Conformity(models.TextChoices):
    """What the law asks to say at the foot of every page; without an audit it is the first."""

    NONE = "none", _("non conforme")
    PARTIAL = "partial", _("partiellement conforme")
    FULL = "full", _("totalement conforme")


class Instance(models.Model):
    """The one settings row of an installation."""

    name = models.CharField(_("nom de la plateforme"), max_length=80, default="Crois/Sens")
    tagline = models.CharField(
        _("phrase d’accueil"), max_length=160, default=_("Décider et faire ensemble, près de chez vous.")
    )
    colour = models.CharField(
        _("couleur"),
        max_length=7,
        default=HOUSE_COLOUR,
        validators=[COLOUR],
        help_text=_("Assombrie ou éclaircie là où il le faut, pour que tout reste lisible."),
    )
    sender = models.EmailField(_("expéditeur des courriels"), blank=True)
    contact = models.EmailField(_("adresse de contact"), blank=True)
    legal_notice = models.TextField(_("mentions légales"), blank=True)
    privacy = models.TextField(_("données personnelles"), blank=True)
    accessibility_state = models.CharField(
        _("conformité au RGAA"),
        max_length=7,
        choices=Conformity,
        default=Conformity.NONE,
        help_text=_("Sans audit valide, la loi veut « non conforme »."),
    )
    accessibility = models.TextField(_("déclaration d’accessibilité"), blank=True)

    class Meta:
        verbose_name = _("réglages de la plateforme")
        verbose_name_plural = _("réglages de la plateforme")
        constraints = [
            models.CheckConstraint(
                name="instance_has_one_row",
                condition=Q(pk=1),
                violation_error_message=_("La plateforme n’a qu’une page de réglages."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def own_colour(self) -> bool:
        """Tell whether a colour was chosen: the one of the house is already in the style sheet."""
        return self.colour.lower() != HOUSE_COLOUR


class Theme(models.Model):
    """A word of the shared vocabulary: what an idea, a project or an actor is about."""

    name = models.CharField(_("nom"), max_length=80, unique=True)
    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    description = models.CharField(_("description"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Act(models.Model):
    """Who did what, in which role, and why; written in the transaction of the act, never changed."""

    at = models.DateTimeField(_("le"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="acts",
        verbose_name=_("par"),
    )
    role = models.CharField(_("en qualité de"), max_length=20, blank=True)
    verb = models.CharField(_("acte"), max_length=60)
    subject_kind = models.CharField(_("objet"), max_length=40)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(_("intitulé"), max_length=200, blank=True)
    area = models.ForeignKey("territories.Area", models.SET_NULL, null=True, blank=True, related_name="+")
    before = models.JSONField(_("avant"), null=True, blank=True)
    after = models.JSONField(_("après"), null=True, blank=True)
    reason = models.TextField(_("motif"), blank=True)

    class Meta:
        verbose_name = _("acte")
        verbose_name_plural = _("journal des actes")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "at"], name="act_subject")]

    def __str__(self) -> str:
        return f"{self.verb} · {self.subject_label or self.subject_id}"


class Visibility(models.TextChoices):
    PUBLIC = "public", _("public")
    PRIVATE = "private", _("réservé à son auteur et aux équipes")


def attachment_path(attachment: "Attachment", name: str) -> str:
    """Store a file under its content's hash: the name people gave it stays in the database."""
    return f"{attachment.sha256[:2]}/{attachment.sha256}"


class AttachmentQuerySet(models.QuerySet):
    """Who may read a file."""

    def visible_to(self, person):
        """Public files, one's own, and those of the areas this account works for. The only door to rows."""
        if not person.is_authenticated:
            return self.filter(visibility=Visibility.PUBLIC)
        if person.is_superuser:
            return self.all()
        own = Q(owner=person.participant_id) if person.participant_id else Q()
        team = Q(area__in=areas_of(person, "consultations.see").values("pk"))
        return self.filter(Q(visibility=Visibility.PUBLIC) | own | team)


class Attachment(models.Model):
    """A file, once: its content is named by its hash, its owner and visibility are columns."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(_("fichier"), upload_to=attachment_path, max_length=120)
    name = models.CharField(_("nom"), max_length=160)
    content_type = models.CharField(_("type"), max_length=80)
    size = models.PositiveIntegerField(_("taille en octets"))
    sha256 = models.CharField(max_length=64, db_index=True)
    visibility = models.CharField(_("visibilité"), max_length=8, choices=Visibility, default=Visibility.PRIVATE)
    alt_text = models.CharField(_("texte de remplacement"), max_length=240, blank=True)
    owner = models.ForeignKey(
        "territories.Participant", models.SET_NULL, null=True, blank=True, related_name="attachments"
    )
    area = models.ForeignKey("territories.Area", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("déposé le"))

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("fichier")
        verbose_name_plural = _("fichiers")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where the file is read, by those who may."""
        return reverse("territories:attachment", args=[self.public_id])
