"""Actors that chose to act together."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from territories.instance.published import Published, PublishedQuerySet


class AllianceKind(models.TextChoices):
    PTCE = "ptce", _("pôle territorial de coopération économique")
    SCIC = "scic", _("société coopérative d’intérêt collectif")
    CLUSTER = "cluster", _("cluster")
    NETWORK = "network", _("réseau")
    TERRITORIAL = "territorial", _("alliance territoriale")
    GROUPING = "grouping", _("groupement")
    OPEN = "open", _("projet ouvert")


class AllianceQuerySet(PublishedQuerySet):
    """Questions about alliances."""

    edited_with = "actors.edit"


class Alliance(Published):
    """A lasting tie between organisations of a territory."""

    name = models.CharField(_("nom"), max_length=160)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    kind = models.CharField(_("nature"), max_length=12, choices=AllianceKind)
    status = models.CharField(_("où elle en est"), max_length=80, blank=True)
    summary = models.TextField(_("résumé"), blank=True)
    axes = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name=_("axes"))
    aims = ArrayField(models.CharField(max_length=80), default=list, blank=True, verbose_name=_("buts"))
    members_at_least = models.PositiveSmallIntegerField(
        _("membres, au moins"), null=True, blank=True, help_text=_("Quand le nombre est connu, et non chaque nom.")
    )
    lead = models.ForeignKey(
        "territories.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alliances_led",
        verbose_name=_("portée par"),
    )
    facilitator = models.ForeignKey(
        "territories.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alliances_facilitated",
        verbose_name=_("animée par"),
    )
    members = models.ManyToManyField(
        "territories.Organisation",
        through="AllianceMember",
        blank=True,
        related_name="alliances",
        verbose_name=_("membres"),
    )

    objects = AllianceQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("alliance")
        verbose_name_plural = _("alliances")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("territories:alliance", args=[self.slug])


class AllianceMember(models.Model):
    """An organisation's place in an alliance."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "territories.Organisation", models.CASCADE, related_name="alliance_memberships", verbose_name=_("organisation")
    )
    family = models.CharField(_("famille"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("membre")
        verbose_name_plural = _("membres")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "organisation"],
                name="alliance_member_once",
                violation_error_message=_("Cette organisation est déjà membre."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
