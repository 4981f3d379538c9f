"""What was published."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from territories.instance.published import Published, PublishedQuerySet


class PublicationQuerySet(PublishedQuerySet):
    """Questions about publications."""

    edited_with = "library.edit"


class Publication(Published):
    """A text or a video: who made it, when, where to find it."""

    title = models.CharField(_("titre"), max_length=300)
    slug = models.SlugField(_("adresse"), max_length=120, unique=True)
    kind = models.CharField(_("nature"), max_length=40)
    authors = ArrayField(models.CharField(max_length=160), default=list, blank=True, verbose_name=_("auteurs"))
    editors = ArrayField(models.CharField(max_length=160), default=list, blank=True, verbose_name=_("direction"))
    outlet = models.CharField(_("paru dans"), max_length=200, blank=True)
    date = models.CharField(_("date"), max_length=10, blank=True, help_text=_("AAAA, AAAA-MM ou AAAA-MM-JJ."))
    year = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    pages = models.CharField(_("pages"), max_length=40, blank=True)
    url = models.URLField(_("lien"), max_length=400, blank=True)
    second_url = models.URLField(_("autre lien"), max_length=400, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    language = models.CharField(_("langue"), max_length=8, default="fr")
    themes = models.ManyToManyField(
        "territories.Theme", blank=True, related_name="publications", verbose_name=_("thèmes")
    )
    people = models.ManyToManyField(
        "territories.Person", blank=True, related_name="publications", verbose_name=_("personnes")
    )

    objects = PublicationQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["sort_key", "pk"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="publication_date_is_a_date",
                condition=Q(date__regex=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"),
                violation_error_message=_("Une date s’écrit AAAA, AAAA-MM ou AAAA-MM-JJ."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("seminars:publication", args=[self.slug])
