"""From what was voted to what is built: a winner and the project that came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.ballots.models.contract import Choice
from participation.ballots.models.polls import Poll
from participation.consultations.models import Consultation


class Delivery(models.Model):
    """A winner became a project that residents follow."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="deliveries")
    choice = models.OneToOneField(Choice, models.PROTECT, related_name="delivery", verbose_name=_("lauréat"))
    project = models.OneToOneField(
        "projects.Project", models.PROTECT, related_name="delivery", verbose_name=_("réalisation")
    )
    at = models.DateTimeField(_("le"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))

    class Meta:
        verbose_name = _("réalisation d’un lauréat")
        verbose_name_plural = _("réalisations des lauréats")
        ordering = ["choice"]

    def __str__(self) -> str:
        return str(self.project)
