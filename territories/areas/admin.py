"""Admin pages of the official map."""

from django.contrib import admin

from territories.accounts.scoping import HouseAdmin
from territories.areas.models import Area


@admin.register(Area)
class AreaAdmin(HouseAdmin):
    """Areas of the manager's territory."""

    see = "areas.edit"
    area_path = "pk"
    list_display = ("name", "kind", "code", "parent")
    list_select_related = ("parent",)
    search_fields = ("sort_key", "code")
