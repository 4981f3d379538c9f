"""The calendar of a consultation."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participation.consultations.models.consultations import Consultation
from participation.consultations.querysets import PhaseQuerySet
from participation.consultations.rules import PhaseState, phase_state


class PhaseKind(models.TextChoices):
    IDEAS = "ideas", _("appel à idées")
    ADMISSIBILITY = "admissibility", _("recevabilité")
    STUDY = "study", _("étude")
    CAMPAIGN = "campaign", _("campagne")
    VOTE = "vote", _("vote")
    COUNT = "count", _("dépouillement")
    RESULT = "result", _("résultat")
    DELIVERY = "delivery", _("réalisation")


class Phase(models.Model):
    """A stretch of a consultation that welcomes one kind of contribution."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="phases")
    kind = models.CharField(_("nature"), max_length=13, choices=PhaseKind)
    opens_at = models.DateTimeField(_("ouvre le"))
    closes_at = models.DateTimeField(_("ferme le"), help_text=_("Exclu : à cette heure, c’est fermé."))
    text = models.TextField(_("ce qui s’y passe"), blank=True)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["opens_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="phase_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_code="closes_after_it_opens",
                violation_error_message=_("Une phase se ferme après son ouverture."),
            ),
            models.UniqueConstraint(
                fields=["consultation", "kind"],
                name="phase_once_per_kind",
                violation_error_message=_("Cette consultation a déjà une phase de cette nature."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.consultation}"

    def state(self, at: datetime) -> PhaseState:
        """Where a moment falls in this phase."""
        return phase_state(self, at)
