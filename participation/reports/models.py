"""Reports that were asked for, and what became of them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation
from territories.accounts.permissions import areas_of

#: Attempts after which a report is given up; the reason stays on the row.
MOST_ATTEMPTS = 3


class ReportQuerySet(models.QuerySet):
    """Questions about reports."""

    def waiting(self):
        """Reports that a worker should build."""
        return self.filter(finished_at=None, failed_at=None)

    def published(self):
        """Reports that everyone may read."""
        return self.filter(published_at__isnull=False, consultation__published_at__isnull=False)

    def visible_to(self, person):
        """Published reports, and those of the areas where this account asks for reports. The only door to rows."""
        if not person.is_authenticated:
            return self.published()
        if person.is_superuser:
            return self.all()
        team = Q(consultation__area__in=areas_of(person, "reports.ask").values("pk"))
        public = Q(published_at__isnull=False, consultation__published_at__isnull=False)
        return self.filter(public | team)


class Report(models.Model):
    """A report that somebody asked for: a row that a worker takes, builds and finishes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="reports")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("demandé par")
    )
    asked_at = models.DateTimeField(_("demandé le"))
    progress = models.PositiveSmallIntegerField(_("avancement"), default=0)
    claimed_at = models.DateTimeField(_("commencé le"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    finished_at = models.DateTimeField(_("prêt le"), null=True, blank=True)
    failed_at = models.DateTimeField(_("abandonné le"), null=True, blank=True)
    error = models.CharField(_("erreur"), max_length=240, blank=True)
    pdf = models.ForeignKey("territories.Attachment", models.SET_NULL, null=True, blank=True, related_name="+")
    xlsx = models.ForeignKey("territories.Attachment", models.SET_NULL, null=True, blank=True, related_name="+")
    csv = models.ForeignKey("territories.Attachment", models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("publié le"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("publié par")
    )
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapports")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="report_finished_or_failed_not_both",
                condition=Q(finished_at__isnull=True) | Q(failed_at__isnull=True),
                violation_error_message=_("Un rapport prêt n’est pas abandonné."),
            ),
            models.CheckConstraint(
                name="report_progress_is_a_percentage",
                condition=Q(progress__lte=100),
                violation_error_message=_("L’avancement va de 0 à 100."),
            ),
            models.CheckConstraint(
                name="report_published_when_ready_by_someone",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False, finished_at__isnull=False),
                violation_error_message=_("Seul un rapport prêt se publie, par une personne."),
            ),
            models.UniqueConstraint(
                fields=["consultation"],
                condition=Q(finished_at__isnull=True, failed_at__isnull=True),
                name="report_one_at_a_time",
                violation_error_message=_("Un rapport de cette consultation est déjà en préparation."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="report_waiting",
                condition=Q(finished_at__isnull=True, failed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return _("Rapport · %(consultation)s") % {"consultation": self.consultation}

    def get_absolute_url(self) -> str:
        """The page that shows progress, then the files."""
        return reverse("participation:report", args=[self.public_id])
