"""Admin pages of third places."""

from django.contrib import admin

from territories.instance.published_admin import PublishedAdmin
from territories.places.models import Place


@admin.register(Place)
class PlaceAdmin(PublishedAdmin):
    """Third places of the manager's areas."""

    edit = "actors.edit"
    capabilities = {"publish": "actors.edit"}
    list_display = ("name", "kind", "area", "status", "is_public")
    list_filter = ("status", "published_at")
    autocomplete_fields = ("area", "keeper")
    prepopulated_fields = {"slug": ("name",)}
    filter_horizontal = ("themes",)
