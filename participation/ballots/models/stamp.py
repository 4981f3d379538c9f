"""The stamp of a count: an authority outside the house says when it was there (RFC 3161)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.ballots.models.polls import Poll
from participation.consultations.models import Consultation

#: Attempts after which a stamp is given up; the reason stays on the row.
MOST_STAMP_ATTEMPTS = 20


class StampQuerySet(models.QuerySet):
    """Questions about stamps."""

    def waiting(self):
        """Stamps that a worker should ask for."""
        return self.filter(stamped_at=None, failed_at=None)


class Stamp(models.Model):
    """Owed by the tally where an authority is set: a row that a worker takes, asks for and keeps."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.OneToOneField(Poll, models.PROTECT, related_name="stamp")
    statement = models.TextField(_("ce qui est horodaté"))
    asked_at = models.DateTimeField(_("demandé le"))
    claimed_at = models.DateTimeField(_("dernier essai le"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    failed_at = models.DateTimeField(_("abandonné le"), null=True, blank=True)
    error = models.CharField(_("erreur"), max_length=240, blank=True)
    stamped_at = models.DateTimeField(_("horodaté le"), null=True, blank=True)
    authority = models.CharField(_("autorité d’horodatage"), max_length=200, blank=True)
    token = models.BinaryField(_("réponse de l’autorité"), null=True, blank=True)

    objects = StampQuerySet.as_manager()

    class Meta:
        verbose_name = _("horodatage")
        verbose_name_plural = _("horodatages")
        constraints = [
            models.CheckConstraint(
                name="stamp_whole_or_not_yet",
                condition=Q(stamped_at__isnull=True, token__isnull=True, authority="")
                | (Q(stamped_at__isnull=False, token__isnull=False, failed_at__isnull=True) & ~Q(authority="")),
                violation_error_message=_("Un horodatage a une date, une autorité et sa réponse."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.stamped_at}"
