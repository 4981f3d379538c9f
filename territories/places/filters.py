"""How third places can be narrowed, on the page and in the API alike."""

import django_filters
from django.utils.translation import gettext_lazy as _

from territories.instance.directory import DirectoryFilters
from territories.places.models import Place, PlaceStatus


class PlaceFilters(DirectoryFilters):
    """Third places by words, state, territory and theme."""

    status = django_filters.ChoiceFilter(choices=PlaceStatus.choices, label=_("État"))

    class Meta:
        model = Place
        fields = ["q", "status", "area", "theme"]
