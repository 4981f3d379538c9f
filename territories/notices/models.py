"""Messages owed to people, each a row with its own fate."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet):
    """Questions about messages that are owed."""

    def owed(self, at):
        """Messages that should have left by then and did not."""
        return self.filter(due_at__lte=at, sent_at__isnull=True, dropped_at__isnull=True)


class Notice(models.Model):
    """A message owed to one person about one subject: written by what causes it, delivered once by a worker."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=160, help_text=_("Une même clé n’est jamais envoyée deux fois."))
    kind = models.CharField(_("nature"), max_length=40)
    participant = models.ForeignKey(
        "territories.Participant", models.CASCADE, null=True, blank=True, related_name="notices"
    )
    address = models.EmailField(_("adresse"), blank=True, help_text=_("Vide : l’adresse actuelle de la personne."))
    subject_kind = models.CharField(_("objet"), max_length=40, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    url = models.CharField(_("lien"), max_length=240, blank=True)
    title = models.CharField(_("titre"), max_length=160)
    text = models.TextField(_("texte"))
    created_at = models.DateTimeField(_("écrit le"))
    due_at = models.DateTimeField(_("à envoyer le"))
    claimed_at = models.DateTimeField(_("pris en charge le"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    last_error = models.CharField(_("dernière erreur"), max_length=240, blank=True)
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("abandonné le"), null=True, blank=True)
    dropped_reason = models.CharField(_("motif de l’abandon"), max_length=160, blank=True)
    read_at = models.DateTimeField(_("lu le"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                name="notice_is_owed_once",
                violation_error_message=_("Ce message est déjà dû ou envoyé."),
            ),
            models.CheckConstraint(
                name="notice_sent_or_dropped_not_both",
                condition=Q(sent_at__isnull=True) | Q(dropped_at__isnull=True),
                violation_error_message=_("Un message envoyé n’est pas abandonné."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="notice_owed",
                condition=Q(sent_at__isnull=True, dropped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Preference(models.Model):
    """A kind of message that a person does not want any more; what is not here is sent."""

    participant = models.ForeignKey("territories.Participant", models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(max_length=40)
    refused_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "kind"], name="preference_once_per_kind"),
        ]

    def __str__(self) -> str:
        return self.kind
