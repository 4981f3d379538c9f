"""An idea as it stands today."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation
from participation.proposals.queries import FrenchWords, ProposalQuerySet
from participation.proposals.records import Wording
from participation.proposals.states import Status
from territories.instance.postgres import BareText


class Proposal(Wording):
    """An idea of a resident for a consultation; its number is the one people quote."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="proposals")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(_("numéro"), null=True, blank=True, editable=False)
    slug = models.SlugField(_("adresse"), max_length=80)
    language = models.CharField(max_length=8, default="fr")
    photo = models.ForeignKey(
        "territories.Attachment", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )
    author = models.ForeignKey(
        "territories.Participant", models.PROTECT, related_name="proposals", verbose_name=_("auteur ou autrice")
    )
    group_name = models.CharField(
        _("groupe"),
        max_length=120,
        blank=True,
        help_text=_("Le collectif ou l’association que vous représentez."),
    )
    from_institution = models.BooleanField(_("venue d’une institution"), default=False)
    status = models.CharField(_("état"), max_length=13, choices=Status, default=Status.DRAFT, editable=False)
    status_at = models.DateTimeField(_("dans cet état depuis le"), editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
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
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("saisie au guichet par"),
    )
    updated_at = models.DateTimeField(auto_now=True, db_index=True)
    hidden_at = models.DateTimeField(_("masquée le"), null=True, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden_reason = models.CharField(_("motif du masquage"), max_length=300, blank=True)

    # Kept, not computed at each question: an index finds candidates, and PostgreSQL looks at each of them again.
    bare_title = models.GeneratedField(expression=BareText("title"), output_field=models.TextField(), db_persist=True)
    search_words = models.GeneratedField(
        expression=FrenchWords("title", "text"), output_field=SearchVectorField(), db_persist=True
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("idée")
        verbose_name_plural = _("idées")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            *Wording.Meta.constraints,
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
                name="proposal_filed_has_date_and_number",
                condition=Q(status="draft", submitted_at__isnull=True, number__isnull=True)
                | (~Q(status="draft") & Q(submitted_at__isnull=False, number__isnull=False)),
                violation_error_message=_("Une idée déposée a une date et un numéro, un brouillon n’en a pas."),
            ),
            models.CheckConstraint(
                name="proposal_merged_into_another",
                condition=(Q(status="merged", merged_into__isnull=False) & ~Q(merged_into=F("id")))
                | (~Q(status="merged") & Q(merged_into__isnull=True)),
                violation_error_message=_("Une idée fusionnée nomme celle, autre, qui la reprend."),
            ),
            models.CheckConstraint(
                name="proposal_hidden_with_a_reason",
                condition=Q(hidden_at__isnull=True, hidden_reason="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_reason="")),
                violation_error_message=_("Une idée masquée l’est à une date et pour un motif."),
            ),
        ]
        indexes = [
            models.Index(fields=["consultation", "-submitted_at", "-id"], name="proposal_list"),
            models.Index(fields=["instructor", "status"], name="proposal_of_instructor"),
            models.Index(fields=["consultation", "status"], name="proposal_in_state"),
            GinIndex(fields=["search_words"], name="proposal_words"),
            GinIndex(fields=["bare_title"], opclasses=["gin_trgm_ops"], name="proposal_title_trgm"),
            models.Index(
                fields=["consultation", "id"],
                condition=Q(hidden_at__isnull=True) & ~Q(status="draft"),
                name="proposal_drawn_by_lot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title

    def get_absolute_url(self) -> str:
        """The public page; a draft shows it to its author alone."""
        return reverse("participation:proposal", args=[self.consultation.slug, self.slug])

    @property
    def point(self) -> list[dict]:
        """Its place, as maps of the house take it; empty when it has none."""
        if self.latitude is None:
            return []
        return [{"latitude": self.latitude, "longitude": self.longitude, "title": self.title, "note": self.place}]

    def close_ideas(self):
        """The filed ideas of the same consultation that look like this one, the closest first."""
        others = Proposal.objects.filter(consultation=self.consultation_id).exclude(pk=self.pk)
        return others.exclude(status=Status.MERGED).similar_to(self.title)[:5]

    @property
    def signature(self) -> str:
        """Who signs the idea, as others read it; select ``author__identity`` beforehand in lists."""
        name = self.author.public_name
        return f"{self.group_name} ({name})" if self.group_name else name
