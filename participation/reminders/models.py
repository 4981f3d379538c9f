"""The ledger of reminders: one line for each that was written."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation
from participation.reminders.rules import Name


class Reminder(models.Model):
    """A reminder that was written, with the words it was written with; its key keeps anyone from writing it again."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="reminders")
    key = models.CharField(max_length=120)
    name = models.CharField(_("relance"), max_length=16)
    due_at = models.DateTimeField(_("prévue le"))
    written_at = models.DateTimeField(_("écrite le"))
    people = models.PositiveIntegerField(_("personnes"), default=0)
    title = models.CharField(_("titre"), max_length=160)
    text = models.TextField(_("texte"))
    url = models.CharField(_("lien"), max_length=240)

    class Meta:
        verbose_name = _("relance")
        verbose_name_plural = _("relances")
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "key"],
                name="reminder_written_once",
                violation_error_message=_("Cette relance est déjà écrite."),
            ),
            models.CheckConstraint(
                name="reminder_has_a_known_name",
                condition=models.Q(name__in=[name.value for name in Name]),
                violation_error_message=_("Cette relance n’existe pas."),
            ),
        ]

    def __str__(self) -> str:
        return self.key
