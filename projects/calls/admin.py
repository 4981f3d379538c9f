"""Admin page of calls for projects."""

from django.contrib import admin

from projects.calls.models import Call
from territories.instance.published_admin import PublishedAdmin


@admin.register(Call)
class CallAdmin(PublishedAdmin):
    """Calls and programmes of the manager's areas."""

    edit = "projects.edit"
    capabilities = {"publish": "projects.edit"}
    list_display = ("name", "kind", "operator", "status", "is_public")
    list_filter = ("kind", "published_at")
    list_select_related = ("area", "operator")
    autocomplete_fields = ("area", "operator", "parent")
    prepopulated_fields = {"slug": ("name",)}
    filter_horizontal = ("funding_kinds",)
