"""Who acts on a territory: organisations, and people as public cards, never as voters."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from territories.instance.published import Published, PublishedQuerySet


class OrganisationKind(models.TextChoices):
    AUTHORITY = "authority", _("collectivité")
    STATE = "state", _("institution publique")
    ASSOCIATION = "association", _("association")
    COMPANY = "company", _("entreprise")
    SOCIAL = "social", _("entreprise de l’économie sociale et solidaire")
    UNIVERSITY = "university", _("université ou recherche")
    FUNDER = "funder", _("financeur")
    FOUNDATION = "foundation", _("fondation")
    CLUSTER = "cluster", _("cluster")
    NETWORK = "network", _("réseau")
    PLACE = "place", _("tiers-lieu")
    MEDIA = "media", _("média")
    OTHER = "other", _("autre")


class ActorQuerySet(PublishedQuerySet):
    """Questions about the directory."""

    edited_with = "actors.edit"


class Organisation(Published):
    """A body that acts: a town, an association, a company, a laboratory."""

    name = models.CharField(_("nom"), max_length=160)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    kind = models.CharField(_("nature"), max_length=12, choices=OrganisationKind, default=OrganisationKind.OTHER)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True)
    website = models.URLField(_("site"), blank=True)
    themes = models.ManyToManyField(
        "territories.Theme", blank=True, related_name="organisations", verbose_name=_("thèmes")
    )
    description = models.TextField(_("description"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = ActorQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="organisation_siren_has_nine_digits",
                condition=Q(siren="") | Q(siren__regex=r"^\d{9}$"),
                violation_error_message=_("Un numéro SIREN a neuf chiffres."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("territories:organisation", args=[self.slug])


class PersonQuerySet(ActorQuerySet):
    """Questions about public cards of people; a removed card is nobody's any more."""

    def published(self):
        """Cards that everyone may read: neither erased, nor hidden since somebody asked for it."""
        return super().published().filter(removed_at__isnull=True, hidden_at__isnull=True)

    def visible_to(self, person):
        """Cards that are shown; hidden ones are seen in the admin only. The only door to rows."""
        return super().visible_to(person).filter(removed_at__isnull=True, hidden_at__isnull=True)


class Person(Published):
    """A public card: a name, a role and where that was published. It shows nothing else, and goes on one click."""

    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    role = models.CharField(_("rôle"), max_length=240, blank=True)
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Où ce nom et ce rôle ont été publiés.")
    )
    organisations = models.ManyToManyField(
        Organisation, through="Membership", blank=True, related_name="people", verbose_name=_("organisations")
    )
    hidden_at = models.DateTimeField(_("retrait demandé le"), null=True, blank=True, editable=False)
    removed_at = models.DateTimeField(_("retirée le"), null=True, blank=True, editable=False)
    removed_key = models.CharField(max_length=64, blank=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        ordering = ["sort_key", "pk"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="person_removed_shows_nothing",
                condition=Q(removed_at__isnull=True) | Q(role="", source="", published_at__isnull=True),
                violation_error_message=_("Une fiche retirée ne garde ni rôle ni publication."),
            ),
            models.CheckConstraint(
                name="person_says_where_it_was_published",
                condition=Q(removed_at__isnull=False) | ~Q(source=""),
                violation_error_message=_("Une fiche dit où le nom et le rôle ont été publiés."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("territories:person", args=[self.slug])


class Membership(models.Model):
    """A person works or acts in an organisation; the first named is the main one."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    is_main = models.BooleanField(_("principale"), default=False)

    class Meta:
        verbose_name = _("appartenance")
        verbose_name_plural = _("appartenances")
        ordering = ["-is_main", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                name="membership_once",
                violation_error_message=_("Cette personne est déjà liée à cette organisation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"
