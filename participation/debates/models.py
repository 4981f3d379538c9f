"""What people say about an idea, and what others report."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from territories.accounts.permissions import areas_of


class CommentQuerySet(models.QuerySet):
    """Questions about comments."""

    def standing(self):
        """Comments that neither their author nor a moderator took away."""
        return self.filter(hidden_at__isnull=True, withdrawn_at__isnull=True)

    def visible_to(self, person):
        """Standing comments of public ideas, one's own, and all of the areas one moderates. The only door to rows."""
        public = Q(
            hidden_at__isnull=True,
            withdrawn_at__isnull=True,
            proposal__hidden_at__isnull=True,
            consultation__published_at__isnull=False,
        )
        if not person.is_authenticated:
            return self.filter(public)
        if person.is_superuser:
            return self.all()
        moderated = areas_of(person, "proposals.moderate").values("pk")
        return self.filter(public | Q(author=person.participant_id) | Q(consultation__area__in=moderated))

    def reported(self):
        """Comments that somebody reported and nobody has judged."""
        return self.filter(Exists(CommentReport.objects.filter(comment=OuterRef("pk"), settled_at__isnull=True)))


class Comment(models.Model):
    """A remark about an idea, or an answer to one; answers are not answered."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey("participation.Consultation", models.PROTECT, related_name="+")
    proposal = models.ForeignKey(
        "participation.Proposal", models.CASCADE, related_name="comments", verbose_name=_("idée")
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies", verbose_name=_("répond à")
    )
    author = models.ForeignKey(
        "territories.Participant", models.PROTECT, related_name="comments", verbose_name=_("auteur ou autrice")
    )
    text = models.TextField(_("texte"), max_length=3000)
    language = models.CharField(max_length=8, default="fr")
    at = models.DateTimeField(_("le"))
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("masqué le"), null=True, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden_reason = models.CharField(_("motif"), max_length=300, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commentaire")
        verbose_name_plural = _("commentaires")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_hidden_with_a_reason",
                condition=Q(hidden_at__isnull=True, hidden_reason="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_reason="")),
                violation_error_message=_("Un commentaire masqué l’est à une date et pour un motif."),
            ),
            models.CheckConstraint(
                name="comment_says_something",
                condition=~Q(text=""),
                violation_error_message=_("Un commentaire dit quelque chose."),
            ),
        ]
        indexes = [
            models.Index(fields=["proposal", "at", "id"], name="comment_thread"),
            models.Index(
                fields=["consultation"],
                name="comment_standing",
                condition=Q(hidden_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def stands(self) -> bool:
        """Whether its words may be shown."""
        return self.hidden_at is None and self.withdrawn_at is None


class CommentReport(models.Model):
    """Somebody finds that a comment breaks the rules; once per person."""

    consultation = models.ForeignKey("participation.Consultation", models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports", verbose_name=_("commentaire"))
    participant = models.ForeignKey("territories.Participant", models.PROTECT, related_name="comment_reports")
    reason = models.CharField(_("motif"), max_length=500)
    at = models.DateTimeField(_("le"))
    settled_at = models.DateTimeField(_("traité le"), null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    upheld = models.BooleanField(_("fondé"), null=True, blank=True)

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "comment", "participant"],
                name="comment_report_once_per_person",
                violation_error_message=_("Vous avez déjà signalé ce commentaire."),
            ),
            models.CheckConstraint(
                name="comment_report_settled_is_judged",
                condition=Q(settled_at__isnull=True, upheld__isnull=True)
                | Q(settled_at__isnull=False, upheld__isnull=False),
                violation_error_message=_("Un signalement traité est fondé ou non."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
