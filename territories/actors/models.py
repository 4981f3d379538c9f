"""Who acts on a territory: organisations first; people are public cards, never voters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.text import sort_key


class OrganisationKind(models.TextChoices):
    AUTHORITY = "authority", _("collectivité ou État")
    ASSOCIATION = "association", _("association")
    COMPANY = "company", _("entreprise")
    UNIVERSITY = "university", _("université ou recherche")
    COOPERATIVE = "cooperative", _("coopérative")
    FOUNDATION = "foundation", _("fondation")
    NETWORK = "network", _("réseau")
    MEDIA = "media", _("média")
    OTHER = "other", _("autre")


class Organisation(models.Model):
    """A body that acts: a town, an association, a company, a laboratory."""

    name = models.CharField(_("nom"), max_length=160)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    sort_key = models.CharField(max_length=170, editable=False)
    kind = models.CharField(_("nature"), max_length=12, choices=OrganisationKind, default=OrganisationKind.OTHER)
    siren = models.CharField(max_length=9, blank=True)
    area = models.ForeignKey(
        "territories.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("territoire"),
    )
    themes = models.ManyToManyField(
        "territories.Theme", blank=True, related_name="organisations", verbose_name=_("thèmes")
    )
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)
