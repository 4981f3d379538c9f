"""Ideas and their studies in the admin: queues to work through, pages to read, steps to take."""

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from participation.consultations.admin_filters import ConsultationFilter
from participation.proposals.judgements import Study
from participation.proposals.models import Proposal
from participation.proposals.operations import write_study
from participation.proposals.operations.studies import SHEET
from participation.proposals.records import StatusChange, Version
from participation.proposals.steps import IDEA_STEPS, STUDY_STEPS
from participation.proposals.workbook_admin import WorkbookPages
from territories.accounts.long_lists import LongList
from territories.accounts.permissions import areas_of
from territories.accounts.scoping import HouseAdmin, HouseTabularInline
from territories.accounts.steps import StepPages
from territories.instance.forms import EurosField
from territories.instance.templatetags.house import euros

QUEUES = {
    "a-decider": (_("À décider"), lambda rows: rows.to_decide()),
    "reexamens": (_("Réexamens demandés"), lambda rows: rows.to_decide().filter(status="inadmissible")),
    "a-confier": (_("À confier pour étude"), lambda rows: rows.to_assign()),
    "reponse": (_("Réponse du porteur attendue"), lambda rows: rows.awaiting_answer()),
    "masquees": (_("Masquées"), lambda rows: rows.filter(hidden_at__isnull=False)),
}


class QueueFilter(admin.SimpleListFilter):
    """What waits for whom."""

    title = _("file d’attente")
    parameter_name = "file"

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _rows) in QUEUES.items()]

    def queryset(self, request, rows):
        return QUEUES[self.value()][1](rows) if self.value() in QUEUES else rows


class ReadOnlyInline(HouseTabularInline):
    """Rows that operations write and people read."""

    adds = False
    deletes = False

    def has_change_permission(self, request, obj=None):
        return False


class ChangeInline(ReadOnlyInline):
    model = StatusChange
    fields = ("at", "before", "after", "body", "article", "reason", "by")


class VersionInline(ReadOnlyInline):
    model = Version
    fields = ("no", "kind", "title", "reason", "at")
    show_change_link = False


@admin.register(Proposal)
class ProposalAdmin(StepPages, LongList, HouseAdmin):
    """Filed ideas of the areas one works for; what people wrote is read, what is decided is a step."""

    see = "proposals.see"
    edit = None
    adds = False
    area_path = "consultation__area"
    steps = IDEA_STEPS
    list_display = ("numbered", "title", "status", "theme", "area", "instructor", "submitted_at", "consultation")
    list_display_links = ("numbered", "title")
    list_filter = (QueueFilter, ConsultationFilter, "status", "theme")
    list_select_related = ("consultation", "theme", "area", "instructor")
    search_fields = ("title",)
    search_help_text = _("Des mots de l’idée, ou son numéro.")
    inlines = (ChangeInline, VersionInline)
    fieldsets = (
        (None, {"fields": ("consultation", "numbered", "status", "public_page", "title", "text", "theme")}),
        (_("Où, combien"), {"fields": ("area", "place", "cost")}),
        (_("Qui"), {"fields": ("signed", "from_institution", "entered_by", "instructor", "merged_into")}),
        (_("Modération"), {"fields": ("hidden_at", "hidden_reason"), "classes": ["collapse"]}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).filed()

    def has_change_permission(self, request, obj=None):
        """Nobody rewrites what a resident wrote, administrators included."""
        return False

    def get_search_results(self, request, queryset, search_term):
        return (queryset.found_by(search_term) if search_term.strip() else queryset), False

    @admin.display(description=_("n°"), ordering="number")
    def numbered(self, idea):
        """The number people quote."""
        return idea.number

    @admin.display(description=_("coût estimé"), empty_value="–")
    def cost(self, idea):
        """The announced cost in euros."""
        return euros(idea.cost_cents) or None

    @admin.display(description=_("signée"))
    def signed(self, idea):
        """The name that everybody reads, and no other."""
        return idea.signature

    @admin.display(description=_("page publique"))
    def public_page(self, idea):
        """The way to the page that residents read, and to the receipt of an idea entered at the desk."""
        links = [(idea.get_absolute_url(), _("Voir l’idée"))]
        if idea.entered_by_id:
            address = reverse("participation:idea_receipt", args=[idea.consultation.slug, idea.slug])
            links.append((address, _("Récépissé")))
        return format_html_join(" · ", '<a href="{}">{}</a>', links)


def euros_field(label: str) -> EurosField:
    """An amount that may be zero, as a line of text: a box for numbers would refuse the spaces of « 30 000 »."""
    field = EurosField(label=label, required=False, widget=UnfoldAdminTextInputWidget(attrs={"inputmode": "decimal"}))
    field.minimum = 0
    return field


class StudyForm(forms.ModelForm):
    """The sheet, with money in euros."""

    cost_cents = euros_field(_("Coût TTC, en euros"))
    yearly_cents = euros_field(_("Fonctionnement par an, en euros (0 s’il n’y en a pas)"))

    #: The revision that was read: another hand may have written since.
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Study
        fields = SHEET

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.revision


#: What the list and the page of a sheet say of its idea.
JOINED = ("consultation__area", "proposal__consultation__area", "proposal__area", "proposal__instructor")


@admin.register(Study)
class StudyAdmin(WorkbookPages, StepPages, LongList, HouseAdmin):
    """Sheets to fill in: an instructor has those of the ideas assigned to them, a manager those of their areas."""

    see = "proposals.study"
    edit = "proposals.study"
    adds = False
    area_path = "consultation__area"
    steps = STUDY_STEPS
    form = StudyForm
    list_display = ("idea", "state", "cost", "opinion", "delay_months", "instructor", "written_at", "concluded_at")
    list_filter = (ConsultationFilter, "opinion", ("concluded_at", admin.EmptyFieldListFilter))
    fields = (*SHEET, "seen")

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related(*JOINED)
        if request.user.is_superuser:
            return rows
        seen = areas_of(request.user, "proposals.see")
        return rows.filter(Q(proposal__instructor=request.user) | Q(consultation__area__in=seen))

    def has_change_permission(self, request, obj=None):
        """A concluded sheet is public: it is read, or its study is opened again."""
        closed = obj is not None and obj.concluded_at is not None
        return not closed and super().has_change_permission(request, obj)

    def get_fields(self, request, obj=None):
        return self.fields if self.has_change_permission(request, obj) else SHEET

    def change_view(self, request, object_id, form_url="", extra_context=None):
        sheet = self.get_object(request, object_id)
        notes = {}
        if sheet is not None:
            pending = sheet.proposal.scope_changes.filter(answered_at__isnull=True).first()
            template = "participation/proposals/admin/_study_notes.html"
            notes = {"step_notes": template, "idea": sheet.proposal, "pending": pending}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **notes})

    def save_model(self, request, sheet, form, change):
        """Only what was changed is written, by the one operation that writes sheets."""
        fields = {name: form.cleaned_data[name] for name in form.changed_data if name in SHEET}
        if fields:
            read = Study.objects.select_related("proposal__consultation__area").get(pk=sheet.pk)
            read.revision = form.cleaned_data["seen"]
            write_study(study=read, by=request.user, at=timezone.now(), **fields)

    @admin.display(description=_("idée"), ordering="proposal__number")
    def idea(self, sheet):
        """The idea being studied."""
        return sheet.proposal

    @admin.display(description=_("état"))
    def state(self, sheet):
        """Where the idea stands."""
        return sheet.proposal.get_status_display()

    @admin.display(description=_("coût TTC"), empty_value="–")
    def cost(self, sheet):
        """The studied cost in euros."""
        return euros(sheet.cost_cents) or None

    @admin.display(description=_("instruite par"))
    def instructor(self, sheet):
        """Who studies."""
        return sheet.proposal.instructor
