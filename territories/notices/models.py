"""Messages owed to people, each a row with its own fate."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territories.notices.rules import DIGEST, FREQUENCIES


class NoticeQuerySet(models.QuerySet):
    """Questions about messages that are owed."""

    def owed(self, at):
        """Messages that should have left by then and did not; those of a digest leave with it."""
        return self.waiting().filter(due_at__lte=at, digest__isnull=True)

    def waiting(self):
        """Messages whose fate is open: neither sent, nor dropped, nor given up."""
        return self.filter(sent_at__isnull=True, dropped_at__isnull=True, failed_at__isnull=True)

    def failed(self):
        """Messages that were tried as often as the rules say, in vain."""
        return self.filter(failed_at__isnull=False)

    def of_person(self, participant):
        """What a person reads in their space: neither letters to an address (links to confirm) nor digests."""
        return self.filter(participant=participant).exclude(kind=DIGEST)


class Notice(models.Model):
    """A message owed to one person about one subject: written by what causes it, delivered once by a worker."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=160, help_text=_("Une même clé n’est jamais envoyée deux fois."))
    kind = models.CharField(_("nature"), max_length=40)
    participant = models.ForeignKey(
        "territories.Participant",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
        db_index=False,  # ``notice_of_person`` begins with it
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
    digest = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="members", verbose_name=_("part avec")
    )
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    failed_at = models.DateTimeField(_("en échec depuis le"), null=True, blank=True)
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
                name="notice_has_one_fate",
                condition=Q(sent_at__isnull=True, dropped_at__isnull=True)
                | Q(sent_at__isnull=True, failed_at__isnull=True)
                | Q(dropped_at__isnull=True, failed_at__isnull=True),
                violation_error_message=_("Un message est envoyé, abandonné ou en échec, jamais deux à la fois."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="notice_owed",
                condition=Q(sent_at__isnull=True, dropped_at__isnull=True, failed_at__isnull=True, digest__isnull=True),
            ),
            models.Index(fields=["participant", "-created_at"], name="notice_of_person"),
            models.Index(fields=["subject_kind", "subject_id"], name="notice_of_subject"),
            models.Index(fields=["failed_at"], name="notice_failed", condition=Q(failed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title


class Preference(models.Model):
    """How often a person wants a kind of message; what is not here comes as the table of kinds says.

    For mails that are sent on request the row is the consent, and ``chosen_at`` its moment.
    """

    participant = models.ForeignKey("territories.Participant", models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(_("nature"), max_length=40)
    frequency = models.CharField(_("fréquence"), max_length=6, choices=FREQUENCIES)
    chosen_at = models.DateTimeField(_("choisi le"))

    class Meta:
        verbose_name = _("préférence de message")
        verbose_name_plural = _("préférences de messages")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind"],
                name="preference_once_per_kind",
                violation_error_message=_("Une préférence est déjà choisie pour cette nature de message."),
            ),
            models.CheckConstraint(
                name="preference_is_a_known_frequency",
                condition=Q(frequency__in=list(FREQUENCIES)),
                violation_error_message=_("Cette fréquence n’existe pas."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} : {self.frequency}"
