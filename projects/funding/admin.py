"""Admin page of the kinds of finance."""

from django.contrib import admin

from projects.funding.models import FundingKind
from territories.accounts.scoping import HouseAdmin


@admin.register(FundingKind)
class FundingKindAdmin(HouseAdmin):
    """Kinds of money: everyone who edits projects reads them, administrators write them."""

    see = "projects.edit"
    list_display = ("name", "family", "share")
    list_filter = ("family",)
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
