"""Admin pages of indicators and measures."""

from django.contrib import admin

from territories.indicators.models import Indicator, Measure
from territories.instance.published_admin import PublishedAdmin


@admin.register(Indicator)
class IndicatorAdmin(PublishedAdmin):
    """What can be measured."""

    edit = "actors.edit"
    capabilities = {"publish": "actors.edit"}
    list_display = ("name", "kind", "owner", "is_public")
    prepopulated_fields = {"slug": ("name",)}
    filter_horizontal = ("themes",)


@admin.register(Measure)
class MeasureAdmin(PublishedAdmin):
    """Figures with their sources."""

    edit = "actors.edit"
    capabilities = {"publish": "actors.edit"}
    list_display = ("label", "value", "unit", "year", "area", "is_public")
    autocomplete_fields = ("area", "indicator")
    prepopulated_fields = {"slug": ("label",)}
