"""Calls and programmes of funders."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects.portfolio.models import ProjectQuerySet
from territories.instance.published import Published


class Call(Published):
    """A call for projects or a programme, and its funnel."""

    name = models.CharField(_("nom"), max_length=160)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    kind = models.CharField(_("nature"), max_length=40)
    operator = models.ForeignKey(
        "territories.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name=_("opérateur"),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("fait partie de")
    )
    launched = models.CharField(_("lancé"), max_length=10, blank=True)
    deadline = models.DateField(_("date limite"), null=True, blank=True)
    status = models.CharField(_("où il en est"), max_length=80, blank=True)
    summary = models.TextField(_("résumé"), blank=True)
    stages = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name=_("étapes"))
    requirements = ArrayField(models.CharField(max_length=160), default=list, blank=True, verbose_name=_("conditions"))
    subsidy_share = models.CharField(_("part de subvention"), max_length=20, blank=True)
    applications = models.PositiveIntegerField(_("candidatures"), null=True, blank=True)
    auditions = models.PositiveIntegerField(_("auditions"), null=True, blank=True)
    winners = models.PositiveIntegerField(_("lauréats"), null=True, blank=True)
    funding_kinds = models.ManyToManyField(
        "projects.FundingKind", blank=True, related_name="calls", verbose_name=_("natures de financement")
    )

    objects = ProjectQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("appel à projets")
        verbose_name_plural = _("appels à projets")
        ordering = ["sort_key", "pk"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="call_funnel_narrows",
                condition=(
                    Q(auditions__isnull=True) | Q(applications__isnull=True) | Q(auditions__lte=F("applications"))
                )
                & (Q(winners__isnull=True) | Q(applications__isnull=True) | Q(winners__lte=F("applications"))),
                violation_error_message=_("Il n’y a pas plus d’auditions ou de lauréats que de candidatures."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("projects:call", args=[self.slug])
