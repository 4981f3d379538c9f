"""How calls can be narrowed, on the page and in the API alike."""

import django_filters
from django.utils.translation import gettext_lazy as _

from projects.calls.models import Call
from territories.instance.directory import DirectoryFilters


class CallFilters(DirectoryFilters):
    """Calls and programmes by words, kind and territory."""

    theme = None
    words_in = "name"
    kind = django_filters.CharFilter(lookup_expr="iexact", label=_("Nature"))

    class Meta:
        model = Call
        fields = ["q", "kind", "area"]
