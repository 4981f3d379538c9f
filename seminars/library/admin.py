"""Admin page of the library."""

from django.contrib import admin

from seminars.library.models import Publication
from territories.instance.published_admin import PublishedAdmin


@admin.register(Publication)
class PublicationAdmin(PublishedAdmin):
    """Publications of the manager's areas."""

    edit = "library.edit"
    capabilities = {"publish": "library.edit"}
    list_display = ("title", "kind", "year", "outlet", "is_public")
    list_filter = ("kind", "year")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("area", "people")
    filter_horizontal = ("themes",)
