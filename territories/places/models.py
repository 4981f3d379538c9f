"""Third places of a territory."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from territories.instance.published import Published, PublishedQuerySet


class PlaceStatus(models.TextChoices):
    PLANNED = "planned", _("en projet")
    STARTING = "starting", _("en lancement")
    OPEN = "open", _("ouvert")
    CLOSED = "closed", _("fermé")


class PlaceQuerySet(PublishedQuerySet):
    """Questions about third places."""

    edited_with = "actors.edit"


class Place(Published):
    """A third place: what it offers, who keeps it, how far it is."""

    name = models.CharField(_("nom"), max_length=160)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    kind = models.CharField(_("nature"), max_length=60)
    status = models.CharField(_("état"), max_length=8, choices=PlaceStatus, default=PlaceStatus.PLANNED)
    summary = models.TextField(_("résumé"), blank=True)
    services = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name=_("services"))
    keeper = models.ForeignKey(
        "territories.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("tenu par"),
    )
    themes = models.ManyToManyField("territories.Theme", blank=True, related_name="places", verbose_name=_("thèmes"))
    address = models.CharField(_("adresse postale"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("tiers-lieu")
        verbose_name_plural = _("tiers-lieux")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("territories:place", args=[self.slug])
