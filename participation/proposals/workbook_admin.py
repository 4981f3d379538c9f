"""The pages of the admin that hand out the sheets as a workbook and take it back, telling first what would change."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action

from crois_sens.kernel.refusals import Refusal
from participation.proposals.judgements import Study
from participation.proposals.operations import write_study
from participation.proposals.states import Status
from participation.proposals.workbook import Fate, plan, read_workbook, workbook_of
from territories.instance.admin_forms import dressed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A dry run that is an hour old is made again.
FRESH = 3600


class UploadForm(forms.Form):
    """The workbook as the instructor filled it in."""

    file = forms.FileField(label=_("Classeur XLSX"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}))


class WorkbookPages:
    """Adds « Exporter » and « Importer » to the list of sheets; both see the rows that the list shows this account."""

    actions_list = ("export_sheets", "import_sheets")

    def get_urls(self):
        return [
            path("classeur/", self.admin_site.admin_view(self.workbook_in), name="participation_study_workbook"),
            *super().get_urls(),
        ]

    def mine(self, request: HttpRequest):
        """The sheets that this account may write, with what a workbook says of them."""
        rows = self.get_queryset(request).filter(proposal__status=Status.IN_STUDY)
        return rows.order_by("consultation", "proposal__number")

    @action(description=_("Exporter en XLSX"), url_path="classeur-export", permissions=["change"])
    def export_sheets(self, request: HttpRequest) -> HttpResponse:
        """Hand out the sheets under study as a workbook."""
        response = HttpResponse(workbook_of(self.mine(request)), content_type=XLSX)
        response["Content-Disposition"] = 'attachment; filename="etudes.xlsx"'
        return response

    @action(description=_("Importer un XLSX"), url_path="classeur-import", permissions=["change"])
    def import_sheets(self, request: HttpRequest) -> HttpResponse:
        """Lead to the page that takes a workbook back."""
        return HttpResponseRedirect(reverse("admin:participation_study_workbook"))

    def workbook_in(self, request: HttpRequest) -> HttpResponse:
        """Take a workbook, tell what would become of each row, and write only what was then confirmed."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if "plan" in request.POST:
            self.write_plan(request)
            return HttpResponseRedirect(reverse("admin:participation_study_changelist"))
        form = dressed(UploadForm)(request.POST or None, request.FILES or None)
        fates: list[Fate] = []
        if form.is_valid():
            try:
                # Every sheet of the list: a concluded one is known, and refused with the right words.
                fates = plan(read_workbook(form.cleaned_data["file"]), self.get_queryset(request))
            except Refusal as refusal:
                form.add_error("file", str(refusal))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Importer des fiches d’étude"),
            "form": form,
            "fates": fates,
            "to_change": sum(fate.verdict == "changed" for fate in fates),
            "plan": self.signed(request, fates),
            "back": reverse("admin:participation_study_changelist"),
        }
        return TemplateResponse(request, "participation/proposals/admin/workbook.html", context)

    def salt(self, request: HttpRequest) -> str:
        """A plan belongs to the account that made it."""
        return f"studies:{request.user.pk}"

    def signed(self, request: HttpRequest, fates: list[Fate]) -> str:
        """What the dry run would write, for the confirmation to carry."""
        changed = [fate for fate in fates if fate.verdict == "changed"]
        lines = [[fate.study.pk, fate.study.revision, fate.fields] for fate in changed]
        return signing.dumps(lines, salt=self.salt(request), compress=True) if lines else ""

    def write_plan(self, request: HttpRequest) -> None:
        """Write the rows of a confirmed dry run; a sheet that changed meanwhile is left and named."""
        try:
            lines = signing.loads(request.POST["plan"], salt=self.salt(request), max_age=FRESH)
        except signing.BadSignature:
            self.message_user(request, _("Cette vérification est trop ancienne : importez le classeur de nouveau."))
            return
        mine = {study.pk: study for study in self.mine(request)}
        written = sum(self.write_line(request, mine, *line) for line in lines)
        said = ngettext("%(n)d fiche mise à jour.", "%(n)d fiches mises à jour.", written)
        self.message_user(request, said % {"n": written})

    def write_line(self, request, mine: dict[int, Study], pk: int, revision: int, fields: dict[str, Any]) -> bool:
        """Write one row, if its sheet is still this account's and as the dry run saw it."""
        study = mine.get(pk)
        if study is None:
            return False
        study.revision = revision
        return self.run(request, write_study, study=study, by=request.user, at=timezone.now(), **fields)
