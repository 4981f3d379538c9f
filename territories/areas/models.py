"""The official map: areas with their codes, their parents and their outlines."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.text import sort_key


class AreaKind(models.TextChoices):
    COUNTRY = "country", _("pays")
    REGION = "region", _("région")
    DEPARTMENT = "department", _("département")
    COLLECTIVITY = "collectivity", _("collectivité d’outre-mer")
    EPCI = "epci", _("intercommunalité")
    COMMUNE = "commune", _("commune")
    QUARTER = "quarter", _("quartier")


class AreaQuerySet(models.QuerySet):
    """Questions about places, in the words of the official map."""

    def current(self):
        """Areas that still exist; the others keep their code and their history."""
        return self.filter(obsolete_at__isnull=True)

    def visible_to(self, person):
        """Every area is public. The only door to rows."""
        return self.all()

    def within(self, areas):
        """The given areas (instances or ids) and all that lies inside them."""
        ids = [getattr(area, "pk", area) for area in areas]
        levels = ["pk", "parent", "parent__parent", "parent__parent__parent", "epci", "parent__epci"]
        inside = Q()
        for level in levels:
            inside |= Q(**{f"{level}__in": ids})
        return self.filter(inside)


class Area(models.Model):
    """A stretch of territory with an official code, unique together with its kind."""

    kind = models.CharField(_("nature"), max_length=12, choices=AreaKind)
    code = models.CharField(
        _("code officiel"), max_length=12, help_text=_("INSEE, ou SIREN pour une intercommunalité.")
    )
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    sort_key = models.CharField(max_length=130, editable=False)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("fait partie de"),
    )
    epci = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("intercommunalité"),
    )
    siren = models.CharField(max_length=9, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("année de la population"), null=True, blank=True)
    postcodes = ArrayField(models.CharField(max_length=5), default=list, blank=True, verbose_name=_("codes postaux"))
    former_codes = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    outline = models.JSONField(_("contour"), null=True, blank=True, help_text=_("Géométrie GeoJSON."))
    time_zone = models.CharField(_("fuseau horaire"), max_length=40, default="Europe/Paris")
    obsolete_at = models.DateField(_("n’existe plus depuis"), null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"],
                name="area_code_is_unique_in_its_kind",
                violation_error_message=_("Un territoire de cette nature porte déjà ce code."),
            ),
        ]
        indexes = [
            GinIndex(OpClass("sort_key", name="gin_trgm_ops"), name="area_sort_key_trgm"),
            GinIndex(fields=["postcodes"], name="area_postcodes"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)
