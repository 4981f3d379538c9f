"""What staff write and the public reads once published: one abstract model and one door, for many concepts."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.text import sort_key
from territories.accounts.permissions import areas_of


class PublishedQuerySet(models.QuerySet):
    """Rows that are drafts for their editors and public for everyone once published.

    :cvar edited_with: the capability whose holders see the drafts of their areas.
    """

    edited_with = ""

    def published(self):
        """What everyone may read."""
        return self.filter(published_at__isnull=False)

    def visible_to(self, person):
        """All that is published, and the drafts of the areas where this account edits. The only door to rows."""
        if not person.is_authenticated:
            return self.published()
        if person.is_superuser:
            return self.all()
        editable = areas_of(person, self.edited_with).values("pk")
        return self.filter(Q(published_at__isnull=False) | Q(area__in=editable))


class Published(models.Model):
    """A row with an area, that becomes public by someone's decision."""

    area = models.ForeignKey(
        "territories.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("territoire"),
        help_text=_("Vide : national, ou hors de France."),
    )
    published_at = models.DateTimeField(_("publié le"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("publié par")
    )
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True, db_index=True)
    #: The row's name, folded: French order and search without accents, whatever the collation of the database.
    sort_key = models.CharField(max_length=320, editable=False, db_index=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_published_by_someone",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                violation_error_message=_("Une publication a une date et une personne."),
            ),
        ]
        #: By groups of three letters: a word in the middle of a name is found without reading every name.
        indexes = [GinIndex(OpClass("sort_key", name="gin_trgm_ops"), name="%(class)s_words")]

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(str(self))[:320]
        super().save(*args, **kwargs)
