"""How alliances can be narrowed, on the page and in the API alike."""

import django_filters
from django.utils.translation import gettext_lazy as _

from territories.alliances.models import Alliance, AllianceKind
from territories.instance.directory import DirectoryFilters


class AllianceFilters(DirectoryFilters):
    """Alliances by words, kind and territory."""

    theme = None
    kind = django_filters.ChoiceFilter(choices=AllianceKind.choices, label=_("Nature"))

    class Meta:
        model = Alliance
        fields = ["q", "kind", "area"]
