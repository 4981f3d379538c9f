"""A public list with filters and keyset pages, and the page of one row: the same two views for every directory.

The filters of a page are those of the API: one ``FilterSet`` per concept, in its ``filters.py``.
"""

from typing import Any, ClassVar

import django_filters
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views import View

from crois_sens.kernel.registries import Registry
from crois_sens.kernel.text import sort_key
from territories.areas.models import Area
from territories.instance.api_base import HouseFilterSet
from territories.instance.models import Theme
from territories.instance.paging import keyset_page


def panels(registry: Registry, **arguments: Any) -> list[dict]:
    """Ask every entry of a registry for its panel, and keep those that have something to show."""
    return [panel for _name, entry in registry if (panel := entry(**arguments))]


class DirectoryFilters(HouseFilterSet):
    """Filters that every directory shares: words, territory, theme."""

    q = django_filters.CharFilter(method="filter_words", label=_("Rechercher"))
    area = django_filters.CharFilter(method="filter_area", label=_("Territoire"))
    theme = django_filters.ModelChoiceFilter(
        field_name="themes", to_field_name="slug", queryset=Theme.objects.all(), label=_("Thème")
    )

    #: Column that holds the folded name.
    words_in = "sort_key"

    def filter_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Rows whose folded name holds every word, in any order and without accents."""
        for word in sort_key(value).split():
            rows = rows.filter(**{f"{self.words_in}__contains": word})
        return rows

    def filter_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Rows of an area named by its slug, and of all that lies inside it."""
        inside = Area.objects.within(Area.objects.filter(slug=value)).filter(pk=OuterRef("area"))
        return rows.filter(Exists(inside))


class DirectoryList(View):
    """A filtered list, newest or alphabetical, by keyset pages.

    :cvar model: its ``objects.visible_to`` is the only door.
    :cvar heading: title of the page; ``intro`` one sentence below it; ``empty`` what to say when nothing is there.
    :cvar card: template of one row of the list, called ``row`` in it.
    :cvar order: the keyset, last column unique.
    """

    model: ClassVar[type[Model]]
    filterset: ClassVar[type[DirectoryFilters]]
    heading: ClassVar[Any]
    intro: ClassVar[Any] = ""
    empty: ClassVar[Any]
    card: ClassVar[str]
    template: ClassVar[str] = "components/directory.html"
    order: ClassVar[tuple[str, ...]] = ("sort_key", "pk")
    related: ClassVar[tuple[str, ...]] = ("area",)
    size = 24

    def rows(self, request: HttpRequest) -> QuerySet:
        """The rows before filters; add what the cards of the list show."""
        return self.model.objects.visible_to(request.user).select_related(*self.related)

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """More for the template, such as choices of a filter."""
        return {}

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = self.filterset(request.GET, queryset=self.rows(request), request=request)
        rows = filters.qs if filters.is_valid() else filters.queryset.none()
        page = keyset_page(rows, request, order=self.order, size=self.size)
        filtered = any(value for name, value in request.GET.items() if name in filters.filters)
        context = {"view": self, "page": page, "filters": filters, "filtered": filtered, **self.context(request)}
        return render(request, self.template, context)


class DirectoryPage(View):
    """The page of one row, found by its slug among those this person may see."""

    model: ClassVar[type[Model]]
    template: ClassVar[str]
    related: ClassVar[tuple[str, ...]] = ("area",)

    def rows(self, request: HttpRequest) -> QuerySet:
        """The rows this person may see, with what the page shows."""
        return self.model.objects.visible_to(request.user).select_related(*self.related)

    def context(self, request: HttpRequest, row: Model) -> dict[str, Any]:
        """More for the template."""
        return {}

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        row = get_object_or_404(self.rows(request), slug=slug)
        return render(request, self.template, {"row": row, **self.context(request, row)})
