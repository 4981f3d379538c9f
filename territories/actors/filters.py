"""How the directory can be narrowed, on the page and in the API alike."""

import django_filters
from django.utils.translation import gettext_lazy as _

from territories.actors.models import Organisation, OrganisationKind, Person
from territories.instance.directory import DirectoryFilters


class OrganisationFilters(DirectoryFilters):
    """Organisations by words, kind, territory and theme."""

    kind = django_filters.ChoiceFilter(choices=OrganisationKind.choices, label=_("Nature"))

    class Meta:
        model = Organisation
        fields = ["q", "kind", "area", "theme"]


class PersonFilters(DirectoryFilters):
    """People by words, territory and organisation."""

    theme = None
    organisation = django_filters.CharFilter(field_name="organisations__slug", label=_("Organisation"))

    class Meta:
        model = Person
        fields = ["q", "area", "organisation"]
