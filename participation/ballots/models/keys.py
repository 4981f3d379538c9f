"""How a poll recognises people where an address is not enough: the list it imports, what a desk has seen, attempts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.ballots.models.polls import Poll
from participation.ballots.models.vocabulary import DocumentKind
from participation.consultations.models import Consultation


class ListImport(models.Model):
    """A list that was read and not taken over yet: line numbers and keyed hashes, never a name or a date of birth."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="list_imports")
    lines = models.JSONField(_("lignes et empreintes"), default=list)
    number = models.PositiveIntegerField(_("lignes"))
    read_at = models.DateTimeField(_("lue le"))
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("lue par"))
    taken_at = models.DateTimeField(_("reprise le"), null=True, blank=True)

    class Meta:
        verbose_name = _("liste importée")
        verbose_name_plural = _("listes importées")
        ordering = ["-read_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll"],
                condition=Q(taken_at__isnull=True),
                name="list_import_one_at_a_time",
                violation_error_message=_("Une liste attend déjà d’être reprise."),
            ),
            models.CheckConstraint(
                name="list_import_forgets_its_lines",
                condition=Q(taken_at__isnull=True) | Q(lines=[]),
                violation_error_message=_("Une liste reprise ne garde pas ses lignes ici."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.number}"


class DocumentSeen(models.Model):
    """An agent saw a paper that ties a person to the territory: its kind and the day, no copy and no number."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="documents_seen")
    participant = models.ForeignKey("territories.Participant", models.CASCADE, related_name="+")
    kind = models.CharField(_("justificatif"), max_length=8, choices=DocumentKind)
    seen_at = models.DateTimeField(_("vu le"))
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vu par"))

    class Meta:
        verbose_name = _("justificatif vu")
        verbose_name_plural = _("justificatifs vus")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "participant"],
                name="document_seen_once",
                violation_error_message=_("Ce justificatif est déjà noté."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} · {self.kind}"


class ProofAttempt(models.Model):
    """How often this account failed to prove a key: five times an hour, so that dates of birth are not guessed."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="+")
    participant = models.ForeignKey("territories.Participant", models.CASCADE, related_name="+")
    failures = models.PositiveSmallIntegerField(_("échecs"))
    since = models.DateTimeField(_("depuis le"))

    class Meta:
        verbose_name = _("essai de preuve")
        verbose_name_plural = _("essais de preuve")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "participant"],
                name="proof_attempts_once_per_participant",
                violation_error_message=_("Ces essais sont déjà comptés."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} · {self.failures}"
