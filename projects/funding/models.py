"""Kinds of finance, and commitments of funders."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.portfolio.models import Project


class FundingKindQuerySet(models.QuerySet):
    """Questions about kinds of money."""

    def visible_to(self, person):
        """Every kind is public. The only door to rows."""
        return self.all()


class FundingKind(models.Model):
    """A kind of money: each project can find its own."""

    name = models.CharField(_("nom"), max_length=100)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    family = models.CharField(_("famille"), max_length=60)
    description = models.TextField(_("description"), blank=True)
    share = models.CharField(_("part habituelle"), max_length=20, blank=True)
    minimum_cents = models.BigIntegerField(_("à partir de, en centimes"), null=True, blank=True)
    maximum_cents = models.BigIntegerField(_("jusqu’à, en centimes"), null=True, blank=True)
    fits = ArrayField(models.CharField(max_length=120), default=list, blank=True, verbose_name=_("convient à"))
    needs = ArrayField(models.CharField(max_length=160), default=list, blank=True, verbose_name=_("demande"))
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = FundingKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("nature de financement")
        verbose_name_plural = _("natures de financement")
        ordering = ["family", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="funding_kind_range_is_ordered",
                condition=Q(minimum_cents__isnull=True)
                | Q(maximum_cents__isnull=True)
                | Q(maximum_cents__gte=F("minimum_cents")),
                violation_error_message=_("Le maximum est au moins égal au minimum."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Commitment(models.Model):
    """What a funder promised to a project, and what has been obtained so far."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="commitments")
    kind = models.ForeignKey(
        FundingKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("nature"),
        help_text=_("Vide : un soutien dont la nature n’est pas précisée."),
    )
    funder = models.ForeignKey(
        "territories.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("financeur"),
    )
    promised_cents = models.BigIntegerField(_("promis, en centimes"), null=True, blank=True)
    obtained_cents = models.BigIntegerField(_("obtenu, en centimes"), default=0)
    note = models.CharField(_("précision"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        constraints = [
            models.CheckConstraint(
                name="commitment_amounts_are_not_negative",
                condition=(Q(promised_cents__isnull=True) | Q(promised_cents__gte=0)) & Q(obtained_cents__gte=0),
                violation_error_message=_("Un montant n’est pas négatif."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind or self.funder} · {self.project}"
