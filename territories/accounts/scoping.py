"""The admin of the house: what staff see and touch follows from capabilities and areas, in one base class."""

from django.contrib import messages
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from crois_sens.kernel.refusals import Refusal
from territories.accounts.permissions import areas_of, can


class HouseAdmin(ModelAdmin):
    """An admin page that shows the rows of the areas where the account holds a capability, and no other.

    :cvar see: capability needed to look; ``None`` leaves the page to administrators.
    :cvar edit: capability needed to add and change; ``None`` makes the page read-only for roles.
    :cvar area_path: lookup from a row to its area (``consultation__area``); empty when rows belong to no area.
    """

    see: str | None = None
    edit: str | None = None
    area_path = ""
    list_per_page = 50
    show_full_result_count = False
    warn_unsaved_form = True

    def get_queryset(self, request: HttpRequest):
        rows = super().get_queryset(request)
        if request.user.is_superuser or not self.area_path:
            return rows
        return rows.filter(**{f"{self.area_path}__in": areas_of(request.user, self.see or self.edit)})

    def _allowed(self, request: HttpRequest, capability: str | None, row=None) -> bool:
        if request.user.is_superuser:
            return True
        if capability is None:
            return False
        area = self.area_of(row) if row is not None and self.area_path else None
        return can(request.user, capability, area)

    def area_of(self, row):
        """Follow ``area_path`` from a row to its area."""
        for step in self.area_path.split("__"):
            row = getattr(row, step)
        return row

    def has_module_permission(self, request):
        return self._allowed(request, self.see or self.edit)

    def has_view_permission(self, request, obj=None):
        return self._allowed(request, self.see or self.edit, obj) or self._allowed(request, self.edit, obj)

    def has_add_permission(self, request):
        return self._allowed(request, self.edit)

    def has_change_permission(self, request, obj=None):
        return self._allowed(request, self.edit, obj)

    def has_delete_permission(self, request, obj=None):
        return self._allowed(request, self.edit, obj)

    def run(self, request: HttpRequest, operation, *, done: str = "", **arguments) -> bool:
        """Call one operation and say what became of it; a refusal is a warning, not an error page."""
        try:
            operation(**arguments)
        except Refusal as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
            return False
        if done:
            self.message_user(request, done, messages.SUCCESS)
        return True
