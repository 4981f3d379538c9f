"""Admin pages of alliances."""

from django.contrib import admin

from territories.accounts.scoping import HouseTabularInline
from territories.alliances.models import Alliance, AllianceMember
from territories.instance.published_admin import PublishedAdmin


class AllianceMemberInline(HouseTabularInline):
    model = AllianceMember
    autocomplete_fields = ("organisation",)


@admin.register(Alliance)
class AllianceAdmin(PublishedAdmin):
    """Alliances of the manager's areas, with their members."""

    edit = "actors.edit"
    capabilities = {"publish": "actors.edit"}
    list_display = ("name", "kind", "area", "status", "is_public")
    list_filter = ("kind", "published_at")
    autocomplete_fields = ("area", "lead", "facilitator")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (AllianceMemberInline,)
