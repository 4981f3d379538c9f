"""What residents propose, who supports it, and what became of it, step by step."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation


class Status(models.TextChoices):
    DRAFT = "draft", _("Brouillon")
    SUBMITTED = "submitted", _("Déposée")
    ADMISSIBLE = "admissible", _("Recevable")
    INADMISSIBLE = "inadmissible", _("Non recevable")
    IN_STUDY = "in_study", _("À l’étude")
    FEASIBLE = "feasible", _("Réalisable")
    UNFEASIBLE = "unfeasible", _("Non réalisable")
    MERGED = "merged", _("Fusionnée")
    WITHDRAWN = "withdrawn", _("Retirée par l’auteur")
    ON_BALLOT = "on_ballot", _("Soumis au vote")
    WINNER = "winner", _("Lauréat")
    NOT_WINNER = "not_winner", _("Non lauréat")
    ADOPTED = "adopted", _("Adopté")
    UNDER_WAY = "under_way", _("En cours de réalisation")
    DONE = "done", _("Réalisé")
    ABANDONED = "abandoned", _("Abandonné")


class ProposalQuerySet(models.QuerySet):
    """Questions about ideas, in residents' words."""

    def public(self):
        """Ideas that were filed in a published consultation and are not hidden by moderation."""
        return self.filter(consultation__published_at__isnull=False, hidden_at__isnull=True).exclude(
            status=Status.DRAFT
        )


class Proposal(models.Model):
    """An idea of a resident for a consultation; its number is the one people quote."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField(_("numéro"))
    slug = models.SlugField(_("adresse"), max_length=80)
    title = models.CharField(_("titre"), max_length=120)
    text = models.TextField(_("description"))
    language = models.CharField(max_length=8, default="fr")
    theme = models.ForeignKey(
        "territories.Theme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("thème"),
    )
    area = models.ForeignKey(
        "territories.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("commune"),
    )
    place = models.CharField(_("lieu"), max_length=160, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    cost_cents = models.BigIntegerField(_("coût estimé, en centimes"), null=True, blank=True)
    photo = models.ForeignKey(
        "territories.Attachment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    author = models.ForeignKey("territories.Participant", models.PROTECT, related_name="proposals")
    group_name = models.CharField(
        _("groupe"),
        max_length=120,
        blank=True,
        help_text=_("Le collectif ou l’association que l’auteur représente."),
    )
    from_institution = models.BooleanField(_("venue d’une institution"), default=False)
    status = models.CharField(_("état"), max_length=13, choices=Status, default=Status.DRAFT)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name=_("fusionnée dans"),
    )
    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals_to_study",
        verbose_name=_("instruite par"),
    )
    created_at = models.DateTimeField(_("commencée le"))
    submitted_at = models.DateTimeField(_("déposée le"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)
    hidden_at = models.DateTimeField(_("masquée le"), null=True, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden_reason = models.CharField(_("motif"), max_length=300, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("idée")
        verbose_name_plural = _("idées")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"],
                name="proposal_number_once",
                violation_error_message=_("Ce numéro est déjà pris."),
            ),
            models.UniqueConstraint(
                fields=["consultation", "slug"],
                name="proposal_slug_once",
                violation_error_message=_("Cette adresse est déjà prise."),
            ),
            models.CheckConstraint(
                name="proposal_cost_is_positive",
                condition=Q(cost_cents__isnull=True) | Q(cost_cents__gt=0),
                violation_error_message=_("Le coût est un montant positif."),
            ),
            models.CheckConstraint(
                name="proposal_filed_has_a_date",
                condition=Q(status="draft") | Q(submitted_at__isnull=False),
                violation_error_message=_("Une idée déposée a une date de dépôt."),
            ),
            models.CheckConstraint(
                name="proposal_merged_into_another",
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into__isnull=True)),
                violation_error_message=_("Une idée fusionnée nomme celle qui la reprend."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Support(models.Model):
    """One person's support of one idea."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="supports")
    participant = models.ForeignKey("territories.Participant", models.PROTECT, related_name="supports")
    at = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("soutien")
        verbose_name_plural = _("soutiens")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "proposal", "participant"],
                name="support_once_per_person",
                violation_error_message=_("Vous soutenez déjà cette idée."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.proposal_id)
