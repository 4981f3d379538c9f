"""The règlement in versions, and what people declared in order to take part."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.consultations.models.consultations import Consultation
from participation.consultations.querysets import RulebookQuerySet


class Rulebook(models.Model):
    """A version of the règlement: the newest published one holds, the older stay readable."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="rulebooks", verbose_name=_("consultation")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("texte"))
    deliberation_number = models.CharField(_("numéro de la délibération"), max_length=40, blank=True)
    deliberated_on = models.DateField(_("date de la délibération"), null=True, blank=True)
    deliberation_file = models.ForeignKey(
        "territories.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("délibération"),
    )
    reason = models.CharField(_("ce qui change"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("publiée le"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("publiée par"),
    )

    objects = RulebookQuerySet.as_manager()

    class Meta:
        verbose_name = _("règlement")
        verbose_name_plural = _("règlements")
        ordering = ["consultation", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "version"],
                name="rulebook_version_once",
                violation_error_message=_("Cette version du règlement existe déjà."),
            ),
            models.CheckConstraint(
                name="rulebook_published_by_someone",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                violation_error_message=_("Une publication a une date et une personne."),
            ),
            models.CheckConstraint(
                name="rulebook_change_is_explained",
                condition=Q(published_at__isnull=True) | Q(version__lte=1) | ~Q(reason=""),
                violation_error_message=_("Une nouvelle version du règlement dit ce qui change."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation} · v{self.version}"


class Declaration(models.Model):
    """What a person declared in order to take part: the age and the text that stood there that day."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="declarations")
    participant = models.ForeignKey("territories.Participant", models.PROTECT, related_name="+")
    minimum_age = models.PositiveSmallIntegerField(_("âge déclaré atteint"))
    text = models.TextField(_("texte accepté"), blank=True)
    declared_at = models.DateTimeField(_("déclaré le"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("saisie par"),
    )

    class Meta:
        verbose_name = _("déclaration")
        verbose_name_plural = _("déclarations")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "participant"],
                name="declaration_once_per_person",
                violation_error_message=_("Cette personne a déjà fait sa déclaration."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} · {self.participant_id}"
