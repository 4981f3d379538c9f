"""How publications can be narrowed, on the page and in the API alike."""

import django_filters
from django.utils.translation import gettext_lazy as _

from seminars.library.models import Publication
from territories.instance.directory import DirectoryFilters


class PublicationFilters(DirectoryFilters):
    """Publications by words, kind, year and theme."""

    kind = django_filters.AllValuesFilter(label=_("Nature"))
    year = django_filters.NumberFilter(label=_("Année"))

    class Meta:
        model = Publication
        fields = ["q", "kind", "year", "area", "theme"]
