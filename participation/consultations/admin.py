"""Consultations in the admin: written here, run from their cockpit."""

from collections.abc import Callable
from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.consultations import operations
from participation.consultations.assistant_admin import AssistantPage
from participation.consultations.cockpit import cockpit_context
from participation.consultations.forms import ConsultationForm, FactsField, PhaseForm
from participation.consultations.models import Consultation, Phase
from participation.consultations.registries import cockpit_pages
from participation.consultations.rules.changes import EDITABLE, may_change
from participation.consultations.steps import STEPS, cockpit_url
from participation.consultations.wording import STATES, link_names
from territories.accounts.permissions import can
from territories.accounts.scoping import HouseAdmin, HouseTabularInline
from territories.instance.admin_forms import dressed
from territories.instance.templatetags.house import deadline, euros, moment

#: What is read in other words than it is kept, where it can only be read.
SHOWN = {"envelope_cents": "envelope", "project_cap_cents": "cap", "accepted_links": "links", "archived_facts": "facts"}
FIELDSETS = [
    (None, {"fields": ["kind", "title", "slug", "summary", "description", "themes"]}),
    (_("Qui organise, qui décide"), {"fields": ["area", "time_zone", "organiser", "deciding_body"]}),
    (_("Le budget"), {"fields": ["envelope_cents", "project_cap_cents"]}),
    (
        _("Qui peut participer"),
        {"fields": ["accepted_links", "minimum_age", "declaration", "ideas_per_person", "supports_per_person"]},
    ),
    (_("Éditions et archives"), {"fields": ["series", "edition", "archived_facts"], "classes": ["collapse"]}),
]


class PhaseInline(HouseTabularInline):
    """The calendar of a draft; once it is public, dates move by the steps of the cockpit only."""

    model = Phase
    form = PhaseForm
    hide_title = True
    fields = ("kind", "opens_at", "closes_at", "text")
    verbose_name_plural = _("calendrier")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)

        class OnTheClock(formset):
            def get_form_kwargs(self, index):
                return {**super().get_form_kwargs(index), "parent": self.instance}

        OnTheClock.form = dressed(formset.form)
        return OnTheClock

    def get_fields(self, request, obj=None):
        return ("kind", "opens_there", "closes_there", "text") if _is_public(obj) else self.fields

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if _is_public(obj) else ()

    def has_add_permission(self, request, obj=None):
        return not _is_public(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return not _is_public(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return not _is_public(obj) and super().has_delete_permission(request, obj)

    @admin.display(description=_("ouvre le"))
    def opens_there(self, phase):
        """The opening, on the clock of the territory."""
        return moment(phase.opens_at, phase.consultation.time_zone)

    @admin.display(description=_("ferme le"))
    def closes_there(self, phase):
        """The closing, on the clock of the territory."""
        return deadline(phase.closes_at, phase.consultation.time_zone)


def _is_public(consultation) -> bool:
    return consultation is not None and consultation.published_at is not None


@admin.register(Consultation)
class ConsultationAdmin(AssistantPage, HouseAdmin):
    """Consultations of the manager's areas; elected readers look."""

    see = "consultations.see"
    edit = "consultations.run"
    area_path = "area"
    deletes = True
    form = ConsultationForm
    inlines = (PhaseInline,)
    list_display = ("title", "kind", "area", "state_now", "published_at", "cockpit_link")
    list_filter = ("kind", "published_at")
    search_fields = ("title", "area__name")
    autocomplete_fields = ("area", "organiser")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("area").prefetch_related("phases")

    def get_fieldsets(self, request, obj=None):
        edits = self.has_change_permission(request, obj) if obj else True
        fixed = self._fixed(obj) if edits else set(EDITABLE)
        sets = [
            (
                title,
                {**options, "fields": [SHOWN.get(name, name) if name in fixed else name for name in options["fields"]]},
            )
            for title, options in FIELDSETS
        ]
        if _is_public(obj) and edits:
            sets.append((_("Pourquoi ce changement ?"), {"fields": ["change_reason"]}))
        return sets

    def get_readonly_fields(self, request, obj=None):
        return [*self._fixed(obj), *SHOWN.values()]

    def _fixed(self, obj) -> set[str]:
        """Fields that do not change any more."""
        if not _is_public(obj):
            return set()
        begun = operations.vote_has_begun(obj, timezone.now())
        return {name for name in EDITABLE if not may_change(name, published=True, vote_begun=begun)}

    def get_form(self, request, obj=None, change=False, **kwargs):
        return dressed(super().get_form(request, obj, change=change, **kwargs))

    def has_delete_permission(self, request, obj=None):
        return not _is_public(obj) and super().has_delete_permission(request, obj)

    def view_on_site(self, obj):
        """The public page, or its preview."""
        return obj.get_absolute_url()

    # --- Saving ---------------------------------------------------------------------------------------------------
    def save_model(self, request, obj, form, change):
        at = timezone.now()
        if not _is_public(obj):
            operations.save_draft(consultation=obj, by=request.user, at=at)
            return
        names = [name for name in form.changed_data if name in EDITABLE]
        themes = form.cleaned_data["themes"] if "themes" in names else None
        operations.edit_consultation(
            consultation=obj,
            changes={name: form.cleaned_data[name] for name in names if name != "themes"},
            themes=None if themes is None else list(themes),
            reason=form.cleaned_data.get("change_reason", ""),
            by=request.user,
            at=at,
        )

    def save_related(self, request, form, formsets, change):
        """Save the themes and the calendar of a draft; of what is public, both were dealt with by operations."""
        if not _is_public(form.instance):
            super().save_related(request, form, formsets, change)
            return
        for formset in formsets:
            formset.new_objects = formset.changed_objects = formset.deleted_objects = []

    def response_add(self, request, obj, post_url_continue=None):
        if "_continue" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, _("Le brouillon est enregistré. Voici ce qui lui manque."), messages.SUCCESS)
        return HttpResponseRedirect(cockpit_url(obj))

    # --- The cockpit ----------------------------------------------------------------------------------------------
    def get_urls(self):
        names = "participation_consultation"
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/pilotage/", view(self.cockpit), name=f"{names}_cockpit"),
            path("<int:pk>/pilotage/<slug:step>/", view(self.take_step), name=f"{names}_step"),
            *[
                path(f"<int:pk>/{address}/", view(partial(self.page_beside, entry=entry)), name=f"{names}_{address}")
                for address, entry in cockpit_pages
            ],
            *super().get_urls(),
        ]

    def cockpit(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Where a consultation stands, what is missing, and what can be done about it."""
        consultation = self.row(request, pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": consultation.title,
            **cockpit_context(consultation, user=request.user, at=timezone.now()),
        }
        return TemplateResponse(request, "participation/consultations/admin/cockpit.html", context)

    def page_beside(self, request: HttpRequest, pk: int, entry: Callable[..., dict | None]) -> HttpResponse:
        """A page that another concept puts beside the cockpit."""
        consultation = self.row(request, pk)
        page = entry(consultation=consultation, user=request.user, at=timezone.now())
        if page is None:
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "consultation": consultation,
            "back": cockpit_url(consultation),
            **page,
        }
        return TemplateResponse(request, page["template"], context)

    def take_step(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        """Ask for a confirmation, then call the one operation of the step."""
        consultation = self.row(request, pk)
        found = STEPS.get(step)
        if found is None:
            raise Http404
        if not can(request.user, self.edit, consultation.area):
            raise PermissionDenied
        at = timezone.now()
        form = dressed(found.form)(
            request.POST if request.method == "POST" else None,
            initial=request.GET.dict(),
            consultation=consultation,
            at=at,
        )
        if request.method == "POST" and form.is_valid():
            try:
                url = found.run(consultation, form.cleaned_data, by=request.user, at=at)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                self.message_user(request, found.done, messages.SUCCESS)
                return HttpResponseRedirect(url)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": found.question,
            "step": found,
            "form": form,
            "consultation": consultation,
            "back": cockpit_url(consultation),
        }
        return TemplateResponse(request, "participation/consultations/admin/step.html", context)

    # --- What is only read ---------------------------------------------------------------------------------------
    @admin.display(description=_("enveloppe"), empty_value="–")
    def envelope(self, consultation):
        """The envelope in euros."""
        return euros(consultation.envelope_cents)

    @admin.display(description=_("plafond par projet"), empty_value="–")
    def cap(self, consultation):
        """The cap in euros."""
        return euros(consultation.project_cap_cents)

    @admin.display(description=_("qui peut participer"))
    def links(self, consultation):
        """The accepted links, as people say them."""
        return link_names(consultation) or _("tout le monde")

    @admin.display(description=_("faits d’archive"))
    def facts(self, consultation):
        """The figures of a past process, one per line."""
        return FactsField().prepare_value(consultation.archived_facts) or "–"

    # --- Columns --------------------------------------------------------------------------------------------------
    @admin.display(description=_("état"))
    def state_now(self, consultation):
        """What visitors are told."""
        return STATES[consultation.state(timezone.now())]

    @admin.display(description=_("pilotage"))
    def cockpit_link(self, consultation):
        """The way to the cockpit."""
        return format_html('<a href="{}">{}</a>', cockpit_url(consultation), _("Piloter"))
