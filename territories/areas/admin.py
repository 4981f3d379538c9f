"""The map in the admin: official areas to look at, quarters and polling places to draw below them."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territories.accounts.long_lists import FoldedSearch
from territories.accounts.scoping import HouseAdmin
from territories.areas.models import Area, PollingPlace
from territories.areas.operations import add_quarter, change_quarter, save_polling_place
from territories.areas.rules import read_words
from territories.areas.search import matching

#: What is typed of a quarter; the rest follows from its commune.
QUARTER_FIELDS = ("name", "population", "population_year", "latitude", "longitude")
OFFICIAL_FIELDS = (
    "kind",
    "code",
    "name",
    "parent",
    "epci",
    "siren",
    "population",
    "population_year",
    "postcodes",
    "former_codes",
    "former_names",
    "latitude",
    "longitude",
    "time_zone",
    "obsolete_at",
)


class Existing(admin.SimpleListFilter):
    """Areas of today, unless the others are asked for."""

    title = _("aujourd’hui ou non")
    parameter_name = "disparus"

    def lookups(self, request, model_admin):
        return [("oui", _("disparus"))]

    def queryset(self, request, queryset):
        return queryset.filter(obsolete_at__isnull=self.value() != "oui")


@admin.register(Area)
class AreaAdmin(HouseAdmin):
    """Areas of the manager's territory: the official ones come from the importer, quarters are drawn here."""

    edit = "areas.edit"
    area_path = "pk"
    list_display = ("name", "kind", "code", "parent", "population")
    list_filter = ("kind", Existing)
    list_select_related = ("parent",)
    search_fields = ("search_key",)
    search_help_text = _("Nom sans accents, code postal ou code officiel")
    ordering = ("sort_key", "pk")
    autocomplete_fields = ("parent",)

    def get_search_results(self, request, queryset, search_term):
        rows, _distinct = super().get_search_results(request, queryset, "")
        words = read_words(search_term)
        return (rows if not search_term else rows.none() if words.is_too_short else matching(rows, words)), False

    def get_fields(self, request, obj=None):
        if obj is None:
            return ("parent", *QUARTER_FIELDS)
        return OFFICIAL_FIELDS if obj.is_official else ("parent", "code", *QUARTER_FIELDS, "obsolete_at")

    def get_readonly_fields(self, request, obj=None):
        return () if obj is None else ("parent", "code")

    def has_change_permission(self, request, obj=None):
        return not (obj is not None and obj.is_official) and super().has_change_permission(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None and "parent" in form.base_fields:
            form.base_fields["parent"].required = True
            form.base_fields["parent"].label = _("Commune ou arrondissement")
        return form

    def save_model(self, request, obj, form, change):
        if change:
            change_quarter(quarter=obj, by=request.user, at=timezone.now())
            return
        facts = {name: getattr(obj, name) for name in ("parent", *QUARTER_FIELDS)}
        quarter = add_quarter(**facts, by=request.user, at=timezone.now())
        obj.__dict__.update(quarter.__dict__)


@admin.register(PollingPlace)
class PollingPlaceAdmin(FoldedSearch, HouseAdmin):
    """Where people vote on paper."""

    edit = "areas.edit"
    area_path = "area"
    list_display = ("name", "area", "address", "closed_at")
    list_select_related = ("area",)
    search_fields = ("sort_key__contains", "area__search_key__contains")
    autocomplete_fields = ("area",)
    fields = ("area", "name", "address", "latitude", "longitude", "closed_at")

    def save_model(self, request, obj, form, change):
        save_polling_place(place=obj, by=request.user, at=timezone.now())
