"""How events can be narrowed, on the page and in the API alike."""

import django_filters
from django.utils.translation import gettext_lazy as _

from seminars.events.models import Event, EventKind
from territories.instance.directory import DirectoryFilters


class EventFilters(DirectoryFilters):
    """Events by words, kind, territory, theme and date."""

    kind = django_filters.ChoiceFilter(choices=EventKind.choices, label=_("Nature"))
    after = django_filters.DateFilter(field_name="ends_at", lookup_expr="date__gte", label=_("À partir du"))

    class Meta:
        model = Event
        fields = ["q", "kind", "area", "theme", "after"]
