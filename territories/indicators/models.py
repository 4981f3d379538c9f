"""Indicators and their measures."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from territories.instance.published import Published, PublishedQuerySet


class IndicatorQuerySet(PublishedQuerySet):
    """Questions about indicators."""

    edited_with = "actors.edit"


class Indicator(Published):
    """Something that can be measured, and by whom it was thought out."""

    name = models.CharField(_("nom"), max_length=160)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    kind = models.CharField(_("nature"), max_length=40)
    description = models.TextField(_("description"), blank=True)
    dimensions = ArrayField(models.CharField(max_length=120), default=list, blank=True, verbose_name=_("dimensions"))
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    owner = models.CharField(_("auteur"), max_length=200, blank=True)
    themes = models.ManyToManyField(
        "territories.Theme", blank=True, related_name="indicators", verbose_name=_("thèmes")
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("indicateur")
        verbose_name_plural = _("indicateurs")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name


class Measure(Published):
    """A figure with its unit, its year and its source."""

    label = models.CharField(_("intitulé"), max_length=200)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name=_("indicateur")
    )
    value = models.DecimalField(_("valeur"), max_digits=16, decimal_places=4)
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    objects = IndicatorQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("mesure")
        verbose_name_plural = _("mesures")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.label
