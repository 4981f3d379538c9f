"""The bundle of a published vote: all that is needed to recount it, in one file with one hash."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.ballots.models.polls import Poll
from participation.consultations.models import Consultation

#: Attempts after which a bundle is given up; the reason stays on the row.
MOST_ATTEMPTS = 3


class BundleQuerySet(models.QuerySet):
    """Questions about bundles."""

    def waiting(self):
        """Bundles that a worker should build."""
        return self.filter(finished_at=None, failed_at=None)


class Bundle(models.Model):
    """Owed by the publication of a result: a row that a worker takes, builds and finishes."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.OneToOneField(Poll, models.PROTECT, related_name="bundle")
    asked_at = models.DateTimeField(_("demandé le"))
    claimed_at = models.DateTimeField(_("commencé le"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    finished_at = models.DateTimeField(_("prêt le"), null=True, blank=True)
    failed_at = models.DateTimeField(_("abandonné le"), null=True, blank=True)
    error = models.CharField(_("erreur"), max_length=240, blank=True)
    said = models.CharField(_("bulletins publiés ou non, et pourquoi"), max_length=240, blank=True)
    root = models.CharField(_("empreinte du dossier"), max_length=64, blank=True)
    zip = models.ForeignKey("territories.Attachment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier de vérification")
        verbose_name_plural = _("dossiers de vérification")
        constraints = [
            models.CheckConstraint(
                name="bundle_finished_with_its_root_or_not_yet",
                condition=Q(finished_at__isnull=True, root="", zip__isnull=True)
                | Q(
                    finished_at__isnull=False, failed_at__isnull=True, zip__isnull=False, root__regex=r"^[0-9a-f]{64}$"
                ),
                violation_error_message=_("Un dossier prêt a son fichier et son empreinte."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.root[:8]}…"
