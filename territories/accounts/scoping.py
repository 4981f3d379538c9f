"""The admin of the house: what staff see and touch follows from capabilities and areas, in one base class."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin, StackedInline, TabularInline

from crois_sens.kernel.refusals import Refusal
from territories.accounts.history import HistoryPage
from territories.accounts.long_lists import HouseLists
from territories.accounts.permissions import areas_of, can, can_everywhere
from territories.areas.models import Area
from territories.instance.admin_forms import HouseAutocomplete, HouseAutocompleteMultiple


class ScopedChoices:
    """Foreign keys of a form offer, and accept, only rows that the person may use there.

    The form's own validation refuses every other row, so that a changed request gets no further than the picker.
    """

    def formfield_for_foreignkey(self, field, request, **kwargs):
        kwargs["queryset"] = self.choices_for(field, request, kwargs.get("queryset"))
        if field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", HouseAutocomplete(field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(field, request, **kwargs)

    def formfield_for_manytomany(self, field, request, **kwargs):
        kwargs["queryset"] = self.choices_for(field, request, kwargs.get("queryset"))
        if field.name in self.get_autocomplete_fields(request):
            picker = HouseAutocompleteMultiple(field, self.admin_site, using=kwargs.get("using"))
            kwargs.setdefault("widget", picker)
        return super().formfield_for_manytomany(field, request, **kwargs)

    def choices_for(self, field, request: HttpRequest, rows: QuerySet | None = None) -> QuerySet:
        """Return the rows a foreign key may name: areas where this page may be edited, rows that lie in them."""
        target = field.remote_field.model
        rows = target._default_manager.all() if rows is None else rows
        if request.user.is_superuser:
            return rows
        house, page = self.house, self.admin_site._registry.get(target)
        first, _, rest = house.area_path.partition("__")
        if target is Area or (field.model is house.model and field.name == first):
            allowed = areas_of(request.user, house.edit) if house.edit else Area.objects.none()
            return rows.filter(**{f"{rest if target is not Area else 'pk'}__in": allowed})
        if isinstance(page, HouseAdmin):
            return rows.filter(pk__in=page.get_queryset(request).order_by().values("pk"))
        return rows

    @property
    def house(self) -> "HouseAdmin":
        """The page whose capabilities decide: this one, or the page around an inline."""
        return self


class ScopedForm:
    """A form that refuses a row outside the person's areas, and shows a refusal beside what was typed."""

    scope: ClassVar[tuple["HouseAdmin", HttpRequest]]

    def _post_clean(self):
        super()._post_clean()
        page, request = self.scope
        refusal = request.__dict__.pop("house_refusal", None)
        if refusal:
            self.add_error(None, refusal)
        elif not self.errors and page.edit and not page._allowed(request, page.edit, self.instance):
            self.add_error(None, _("Ce territoire n’est pas de ceux dont vous avez la charge."))


class HouseAdmin(ScopedChoices, HouseLists, HistoryPage, ModelAdmin):
    """An admin page that shows the rows of the areas where the account holds a capability, and no other.

    Who holds only ``see`` reads; who holds ``edit`` adds and changes; deleting is for pages that say ``deletes``.
    A row that belongs to no area although the page has an ``area_path`` is for administrators.

    :cvar see: capability needed to look; ``None`` leaves looking to those who edit.
    :cvar edit: capability needed to add and change; ``None`` makes the page read-only for roles.
    :cvar area_path: lookup from a row to its area (``consultation__area``, ``pk`` for areas themselves); empty when
        rows belong to no area.
    :cvar adds: whether rows are made here at all; :cvar deletes: whether they may be deleted here.
    :cvar capabilities: words of actions to capabilities: ``{"publish": "consultations.run"}`` makes
        ``permissions=["publish"]`` of an action ask for that capability, on the row when there is one.
    """

    see: str | None = None
    edit: str | None = None
    area_path = ""
    adds = True
    deletes = False
    capabilities: ClassVar[dict[str, str]] = {}
    warn_unsaved_form = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for word, capability in cls.__dict__.get("capabilities", {}).items():
            setattr(cls, f"has_{word}_permission", holds(capability))

    # --- Rows -----------------------------------------------------------------------------------------------------
    def get_queryset(self, request: HttpRequest):
        rows = super().get_queryset(request)
        if request.user.is_superuser or not self.area_path:
            return rows
        asked = [capability for capability in (self.see, self.edit) if capability]
        return rows.filter(**{f"{self.area_path}__in": areas_of(request.user, *asked)}) if asked else rows.none()

    def get_search_results(self, request, queryset, search_term):
        picker = self._picker(request)
        if picker:
            page, field = picker
            queryset = page.choices_for(field, request).complex_filter(field.get_limit_choices_to())
        return super().get_search_results(request, queryset, search_term)

    def row(self, request: HttpRequest, object_id) -> Model:
        """Return the row of an action's page, or 404 when it is not one of those this person sees."""
        found = self.get_object(request, str(object_id))
        if found is None:
            raise Http404
        return found

    def theirs(self, request: HttpRequest, rows: QuerySet, capability: str) -> QuerySet:
        """Keep, of the chosen rows, those where the person holds the capability, and say how many were left."""
        if request.user.is_superuser or not self.area_path:
            return rows
        kept = rows.filter(**{f"{self.area_path}__in": areas_of(request.user, capability)})
        left = rows.count() - kept.count()
        if left:
            said = ngettext(
                "%(count)d ligne hors de vos territoires n’a pas été touchée.",
                "%(count)d lignes hors de vos territoires n’ont pas été touchées.",
                left,
            )
            self.message_user(request, said % {"count": left}, messages.WARNING)
        return kept

    def area_of(self, row) -> Area | None:
        """Follow ``area_path`` from a row to its area."""
        if self.area_path == "pk":
            return row
        for step in self.area_path.split("__"):
            row = getattr(row, step, None)
        return row

    # --- Who may --------------------------------------------------------------------------------------------------
    def _allowed(self, request: HttpRequest, capability: str | None, row=None) -> bool:
        if request.user.is_superuser:
            return request.user.is_active
        if capability is None:
            return False
        if row is None or not self.area_path:
            return can(request.user, capability)
        if not isinstance(row, Model):  # Unfold hands the id of its row actions
            row = self.get_object(request, str(row))
        if row is None:
            return False
        area = self.area_of(row)
        if self.area_path == "pk" and area.pk is None:
            area = area.parent
        return can(request.user, capability, area) if area is not None else can_everywhere(request.user)

    def has_module_permission(self, request):
        return self._allowed(request, self.see) or self._allowed(request, self.edit)

    def has_view_permission(self, request, obj=None):
        if obj is None and self._picker(request):
            return True
        return self._allowed(request, self.see, obj) or self._allowed(request, self.edit, obj)

    def has_add_permission(self, request):
        return self.adds and self._allowed(request, self.edit)

    def has_change_permission(self, request, obj=None):
        return self._allowed(request, self.edit, obj)

    def has_delete_permission(self, request, obj=None):
        return self.deletes and self._allowed(request, self.edit, obj)

    def has_import_permission(self, request):
        """Importing is adding; asked by the pages of import-export."""
        return self.has_add_permission(request)

    def has_export_permission(self, request):
        """Exporting is looking: the rows are those of the list."""
        return self.has_view_permission(request)

    def get_actions(self, request):
        actions = super().get_actions(request)
        if self.has_change_permission(request):
            return actions
        return {name: action for name, action in actions.items() if hasattr(action[0], "allowed_permissions")}

    def _picker(self, request: HttpRequest):
        """Return the page and field whose autocomplete asks for rows of this page, if that is what goes on."""
        match = request.resolver_match
        if match is None or match.url_name != "autocomplete":
            return None
        wanted = (request.GET.get("app_label"), request.GET.get("model_name"))
        pages = [page for page in self.admin_site._registry.values() if isinstance(page, HouseAdmin)]
        for page in pages:
            # Made by hand: ``get_inline_instances`` asks each inline what is allowed, which would come back here.
            for one in [page, *(inline(page.model, self.admin_site) for inline in page.inlines)]:
                asked = (one.model._meta.app_label, one.model._meta.model_name) == wanted
                if asked and page._allowed(request, page.edit):
                    return one, one.model._meta.get_field(request.GET.get("field_name", ""))
        return None

    # --- Saving ---------------------------------------------------------------------------------------------------
    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (ScopedForm, form), {"scope": (self, request)})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refusal as refusal:
            # The transaction is undone; the same page comes back with what was typed and the reason.
            request.house_refusal = str(refusal)
            for upload in request.FILES.values():
                upload.seek(0)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request, extra_context=None):
        return self._or_message(request, request.get_full_path(), super().changelist_view, request, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        names = self.opts.app_label, self.opts.model_name
        back = reverse(f"{self.admin_site.name}:{names[0]}_{names[1]}_change", args=[object_id])
        return self._or_message(request, back, super().delete_view, request, object_id, extra_context)

    def _or_message(self, request: HttpRequest, back: str, view, *arguments):
        try:
            return view(*arguments)
        except Refusal as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
            return HttpResponseRedirect(back)

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


def holds(capability: str):
    """Return a permission method of an admin page: on a row when there is one, else anywhere."""

    def has_permission(page: HouseAdmin, request: HttpRequest, obj=None) -> bool:
        return page._allowed(request, capability, obj)

    return has_permission


class HouseInline(ScopedChoices):
    """Rows inside a page of the house: who may change the page may change them, who sees it sees them."""

    extra = 0
    adds = True
    deletes = True

    @property
    def house(self) -> HouseAdmin:
        page = self.admin_site._registry[self.parent_model]
        if not isinstance(page, HouseAdmin):
            raise PermissionDenied
        return page

    def has_view_permission(self, request, obj=None):
        return self.house.has_view_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self.adds and self.house.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.house.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.deletes and self.house.has_change_permission(request, obj)


class HouseTabularInline(HouseInline, TabularInline):
    """A table of rows inside a page of the house."""


class HouseStackedInline(HouseInline, StackedInline):
    """Rows inside a page of the house, one under the other."""
