"""How projects can be narrowed, on the page and in the API alike."""

import django_filters
from django.utils.translation import gettext_lazy as _

from projects.portfolio.models import Origin, Project, ProjectStatus
from territories.instance.directory import DirectoryFilters


class ProjectFilters(DirectoryFilters):
    """Projects by words, state, origin, territory and theme."""

    status = django_filters.ChoiceFilter(choices=ProjectStatus.choices, label=_("État"))
    origin = django_filters.ChoiceFilter(choices=Origin.choices, label=_("D’où il vient"))

    class Meta:
        model = Project
        fields = ["q", "status", "origin", "area", "theme"]
