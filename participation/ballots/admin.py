"""Votes in the admin: written here before the seal, run from their cockpit after it."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.admin_forms import (
    HandChoiceForm,
    IdeaOnBallotForm,
    PollForm,
    PollFormSet,
    RuledFormSet,
    UrnForm,
)
from participation.ballots.cockpit import STAGES, cockpit_context, preview
from participation.ballots.method_fields import apart, method_of
from participation.ballots.minutes import minutes_pdf
from participation.ballots.models import Choice, IdeaOnBallot, Poll, Urn
from participation.ballots.operations.on_ballot import ideas_for
from participation.ballots.steps import STEPS, cockpit_url
from participation.ballots.voters_admin import VotersPage
from participation.proposals.models import Proposal
from territories.accounts.permissions import can
from territories.accounts.scoping import HouseAdmin, HouseTabularInline
from territories.instance.admin_forms import dress, dressed
from territories.instance.templatetags.house import euros


class BeforeTheSeal:
    """Rows that are written before the seal and only read after it."""

    def has_add_permission(self, request, obj=None):
        return _is_prepared(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return _is_prepared(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return _is_prepared(obj) and super().has_delete_permission(request, obj)


def _is_prepared(poll) -> bool:
    return poll is None or poll.sealed_at is None


class HandChoiceInline(BeforeTheSeal, HouseTabularInline):
    """Projects that come from no idea; those of ideas are put on the ballot by the seal."""

    model = Choice
    form = HandChoiceForm
    formset = RuledFormSet
    readonly_fields = ("cost",)
    verbose_name_plural = _("projets ajoutés à la main (ceux des idées réalisables s’ajoutent au scellé)")

    def get_fields(self, request, obj=None):
        cost = "cost_cents" if self.has_change_permission(request, obj) else "cost"
        return ("no", "title", "text", cost, "exclusive_group", "zone")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(proposal=None)

    @admin.display(description=_("coût"))
    def cost(self, choice):
        """The cost in euros, where it is only read."""
        return euros(choice.cost_cents)


class IdeaOnBallotInline(BeforeTheSeal, HouseTabularInline):
    """Ideas of which something is said before the seal; the others need no line."""

    model = IdeaOnBallot
    form = IdeaOnBallotForm
    formset = RuledFormSet
    fields = ("proposal", "exclusive_group", "zone")
    verbose_name_plural = _("idées réalisables : celles qui s’excluent, ou dont la zone est à préciser")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "proposal":
            poll = Poll.objects.filter(pk=request.resolver_match.kwargs.get("object_id")).first()
            kwargs["queryset"] = ideas_for(poll) if poll else Proposal.objects.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class UrnInline(BeforeTheSeal, HouseTabularInline):
    """Where people vote on paper."""

    model = Urn
    form = UrnForm
    formset = PollFormSet
    fields = ("name", "address")
    verbose_name_plural = _("lieux de vote sur papier")


#: Amounts are typed in one field and read, in euros, in another.
SHOWN = {"envelope_cents": "envelope", "cap_cents": "cap"}
FIELDSETS = [
    (None, {"fields": ["consultation", "question", "slug", "text"]}),
    (_("Le bulletin"), {"fields": ["ballot_kind", "points", ("min_choices", "max_choices"), "allow_blank"]}),
    (
        _("La règle"),
        {
            "fields": [
                "rule",
                ("when_it_does_not_fit", "zones_first"),
                ("utility", "completion"),
                "preferred_by",
                ("envelope_cents", "cap_cents"),
                ("min_votes", "max_winners"),
                ("quorum", "electorate"),
                "other_rule",
            ]
        },
    ),
    (_("Qui peut voter"), {"fields": ["key_method", "link_proof", "contest_hours"]}),
    (_("Le papier"), {"fields": ["paper", "duplicates"]}),
    (_("Les preuves"), {"fields": ["receipts", "ballots_published"]}),
]


def _read(fields: list[str | tuple], left_out: set[str]) -> list[str | tuple]:
    """Name what is read instead of these fields, row by row, without what does not apply."""
    rows = ([name for name in (row if isinstance(row, tuple) else (row,)) if name not in left_out] for row in fields)
    return [tuple(SHOWN.get(name, name) for name in row) for row in rows if row]


@admin.register(Poll)
class PollAdmin(VotersPage, HouseAdmin):
    """Votes of the manager's areas; elected readers look. No figure of a running vote is anywhere here."""

    see = "consultations.see"
    edit = "polls.run"
    area_path = "consultation__area"
    deletes = True
    form = PollForm
    readonly_fields = tuple(SHOWN.values())
    inlines = (UrnInline, HandChoiceInline, IdeaOnBallotInline)
    list_display = ("question", "consultation", "stage_now", "closes_at", "cockpit_link")
    list_filter = ("rule", "paper", "origin")
    search_fields = ("question", "consultation__title")
    autocomplete_fields = ("consultation",)

    class Media:
        js = (forms.Script("js/poll_form.js", type="module"),)

    def get_inlines(self, request, obj):
        """What is said of ideas is said while a vote is prepared, once its consultation is known."""
        prepared = obj is not None and obj.sealed_at is None
        return self.inlines if prepared else tuple(one for one in self.inlines if one is not IdeaOnBallotInline)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("consultation__area", "consultation__organiser")

    def get_fieldsets(self, request, obj=None):
        if self.has_change_permission(request, obj):
            return FIELDSETS
        left_out = apart(method_of(obj))
        return [(title, {"fields": _read(said["fields"], left_out)}) for title, said in FIELDSETS]

    def get_form(self, request, obj=None, change=False, **kwargs):
        return dressed(super().get_form(request, obj, change=change, **kwargs))

    def has_change_permission(self, request, obj=None):
        return _is_prepared(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return _is_prepared(obj) and super().has_delete_permission(request, obj)

    def view_on_site(self, obj):
        """The public page, or its preview."""
        return obj.get_absolute_url()

    def response_add(self, request, obj, post_url_continue=None):
        if "_continue" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, _("Le scrutin est enregistré. Voici ce qui manque avant le scellé."))
        return HttpResponseRedirect(cockpit_url(obj))

    # --- The cockpit ----------------------------------------------------------------------------------------------
    def get_urls(self):
        view, name = self.admin_site.admin_view, "participation_poll"
        return [
            path("<int:pk>/pilotage/", view(self.cockpit), name=f"{name}_cockpit"),
            path("<int:pk>/pilotage/<slug:step>/", view(self.take_step), name=f"{name}_step"),
            path("<int:pk>/proces-verbal.pdf", view(self.minutes), name=f"{name}_minutes"),
            *super().get_urls(),
        ]

    def _page(self, request: HttpRequest, template: str, context: dict) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"participation/ballots/admin/{template}.html", context)

    def cockpit(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Where a vote stands, what is missing, and what can be done about it."""
        poll = self.row(request, pk)
        context = cockpit_context(poll, user=request.user, at=timezone.now())
        return self._page(request, "cockpit", {"title": str(poll.question), **context})

    def take_step(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        """Ask for a confirmation, then call the one operation of the step."""
        poll, found, at = self.row(request, pk), STEPS.get(step), timezone.now()
        if found is None or not found.offered(poll, at):
            raise Http404
        if not can(request.user, self.edit, poll.consultation.area):
            raise PermissionDenied
        form = found.form(poll, *([request.POST, request.FILES] if request.method == "POST" else []))
        for field in form.fields.values():
            dress(field)
        if request.method == "POST" and form.is_valid():
            try:
                found.run(poll, form.cleaned_data, by=request.user, at=at)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                self.message_user(request, found.done, messages.SUCCESS)
                return HttpResponseRedirect(cockpit_url(poll))
        context = {
            "title": found.question,
            "step": found,
            "form": form,
            "poll": poll,
            "back": cockpit_url(poll),
            "preview": preview(poll, at=at) if found.slug == "sceller" else None,
        }
        return self._page(request, "step", context)

    def minutes(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The procès-verbal, to print and sign."""
        poll = self.row(request, pk)
        if poll.counted_at is None:
            raise Http404
        response = HttpResponse(minutes_pdf(poll), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="proces-verbal-{poll.slug}.pdf"'
        return response

    # --- What is only read ---------------------------------------------------------------------------------------
    @admin.display(description=_("enveloppe"))
    def envelope(self, poll):
        """The envelope in euros."""
        return euros(poll.envelope_cents) or None

    @admin.display(description=_("plafond par projet"))
    def cap(self, poll):
        """The cap in euros."""
        return euros(poll.cap_cents) or None

    # --- Columns --------------------------------------------------------------------------------------------------
    @admin.display(description=_("état"))
    def stage_now(self, poll):
        """Where the vote stands."""
        return STAGES[poll.stage(timezone.now())]

    @admin.display(description=_("pilotage"))
    def cockpit_link(self, poll):
        """The way to the cockpit."""
        return format_html('<a href="{}">{}</a>', cockpit_url(poll), _("Piloter"))
