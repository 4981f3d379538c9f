"""The official map: areas with their codes, their parents and their outlines; quarters and polling places below."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.text import sort_key
from territories.areas.rules import search_key

SIREN = RegexValidator(r"^[0-9]{9}$", _("Un numéro SIREN a neuf chiffres."))
#: A missing half would make the condition unknown, which a constraint lets through: it is asked for by name.
BOTH_OR_NEITHER = Q(latitude__isnull=True, longitude__isnull=True) | Q(
    latitude__isnull=False, longitude__isnull=False, latitude__range=(-90, 90), longitude__range=(-180, 180)
)


class AreaKind(models.TextChoices):
    COUNTRY = "country", _("pays")
    REGION = "region", _("région")
    DEPARTMENT = "department", _("département")
    COLLECTIVITY = "collectivity", _("collectivité d’outre-mer")
    EPCI = "epci", _("intercommunalité")
    COMMUNE = "commune", _("commune")
    BOROUGH = "borough", _("arrondissement municipal")
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
        """The given areas and all that lies inside them.

        :param areas: instances, ids, or a query of areas or of their ids; a query stays one query.
        """
        if isinstance(areas, models.QuerySet):
            named = areas if areas.query.values_select else areas.order_by().values("pk")
            ids = ArraySubquery(named)
            itself = Q(pk__in=named)
        else:
            ids = [getattr(area, "pk", area) for area in areas]
            itself = Q(pk__in=ids)
        return self.filter(itself | Q(ancestors__overlap=ids))

    def successors_of(self, area):
        """The areas that carry on the code of one that no longer exists."""
        return self.current().filter(kind=area.kind, former_codes__contains=[area.code])


class Area(models.Model):
    """A stretch of territory with an official code, unique together with its kind.

    All rows but quarters come from ``manage.py import_areas`` and belong to the official map. ``ancestors`` repeats
    what ``parent`` and ``epci`` say, level by level, so that "everything inside the Vosges" is one indexed question.
    """

    kind = models.CharField(_("nature"), max_length=12, choices=AreaKind)
    code = models.CharField(
        _("code officiel"), max_length=24, help_text=_("INSEE, ou SIREN pour une intercommunalité.")
    )
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    sort_key = models.CharField(max_length=130, editable=False)
    search_key = models.TextField(editable=False, default="")
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
    ancestors = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True, validators=[SIREN])
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("année de la population"), null=True, blank=True)
    postcodes = ArrayField(models.CharField(max_length=5), default=list, blank=True, verbose_name=_("codes postaux"))
    former_codes = ArrayField(
        models.CharField(max_length=24), default=list, blank=True, verbose_name=_("anciens codes")
    )
    former_names = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        verbose_name=_("communes déléguées et anciens noms"),
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    time_zone = models.CharField(_("fuseau horaire"), max_length=40, default="Europe/Paris")
    obsolete_at = models.DateField(_("n’existe plus depuis"), null=True, blank=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True, db_index=True)

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
            models.CheckConstraint(
                name="area_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_("Un territoire ne fait pas partie de lui-même."),
            ),
            models.CheckConstraint(
                name="area_quarter_has_a_parent",
                condition=~Q(kind=AreaKind.QUARTER) | Q(parent__isnull=False),
                violation_error_message=_("Un quartier fait partie d’une commune."),
            ),
            models.CheckConstraint(
                name="area_epci_is_for_communes",
                condition=Q(epci__isnull=True) | Q(kind=AreaKind.COMMUNE),
                violation_error_message=_("Seule une commune est membre d’une intercommunalité."),
            ),
            models.CheckConstraint(
                name="area_population_has_its_year",
                condition=Q(population__isnull=True) | Q(population_year__isnull=False),
                violation_error_message=_("Une population se donne avec son année."),
            ),
            models.CheckConstraint(
                name="area_centre_is_on_earth",
                condition=BOTH_OR_NEITHER,
                violation_error_message=_("Un point a une latitude et une longitude."),
            ),
        ]
        indexes = [
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="area_search_key_trgm"),
            GinIndex(OpClass("sort_key", name="gin_trgm_ops"), name="area_sort_key_trgm"),
            GinIndex(fields=["former_codes"], name="area_former_codes"),
            GinIndex(fields=["ancestors"], name="area_ancestors"),
            models.Index(OpClass("sort_key", name="text_pattern_ops"), name="area_sort_key_prefix"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        self.search_key = search_key([self.name, *self.former_names], [self.code, *self.former_codes, *self.postcodes])
        self.ancestors = self.lineage()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("territories:area", args=[self.slug])

    def lineage(self) -> list[int]:
        """The ids of all that this area lies in, widest first, its EPCI last."""
        above = [*self.parent.ancestors, self.parent_id] if self.parent else []
        return [*above, self.epci_id] if self.epci_id else above

    @property
    def is_official(self) -> bool:
        """Whether the row comes from the official map, which only its importer writes."""
        return self.kind != AreaKind.QUARTER

    @property
    def label(self) -> str:
        """The name that tells twelve Sainte-Colombe apart: « Sainte-Colombe (16) »."""
        if self.kind not in (AreaKind.COMMUNE, AreaKind.BOROUGH):
            return self.name
        return f"{self.name} ({self.code[:3] if self.code.startswith(('97', '98')) else self.code[:2]})"


class Outline(models.Model):
    """The border of an area as a GeoJSON geometry, apart from it so that lists never carry it along."""

    area = models.OneToOneField(Area, models.CASCADE, primary_key=True, related_name="outline")
    geometry = models.JSONField(_("géométrie GeoJSON"))
    digest = models.CharField(max_length=32, help_text=_("Empreinte de la géométrie, pour les caches."))

    class Meta:
        verbose_name = _("contour")
        verbose_name_plural = _("contours")

    def __str__(self) -> str:
        return str(self.area)


class PollingPlace(models.Model):
    """Where people of a commune vote on paper: a school, a town hall, an urn in a market."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="polling_places", verbose_name=_("commune ou quartier"))
    name = models.CharField(_("nom"), max_length=120)
    sort_key = models.CharField(max_length=130, editable=False)
    address = models.CharField(_("adresse"), max_length=240, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    closed_at = models.DateField(_("n’ouvre plus depuis"), null=True, blank=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    class Meta:
        verbose_name = _("bureau de vote")
        verbose_name_plural = _("bureaux de vote")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "sort_key"],
                name="polling_place_name_is_unique_in_its_area",
                violation_error_message=_("Un bureau de vote de ce territoire porte déjà ce nom."),
            ),
            models.CheckConstraint(
                name="polling_place_is_on_earth",
                condition=BOTH_OR_NEITHER,
                violation_error_message=_("Un point a une latitude et une longitude."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)
