"""Pages of the admin that ask before they act: each step of a row has its question, its form and its one operation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from crois_sens.kernel.refusals import Refusal
from territories.instance.admin_forms import dressed


class StepForm(forms.Form):
    """A confirmation that asks for nothing; what a step asks for is a subclass, which may look at its row."""

    def __init__(self, *args, row: Model, at: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.row, self.at = row, at


@dataclass(frozen=True)
class Step:
    """A button of a row, its page of confirmation, and what it does.

    :ivar capability: what the account must hold in the area of the row.
    :ivar offered: ``offered(row, at)``: whether it makes sense now; the operation decides, this only spares a refusal.
    :ivar run: ``run(row, data, by=, at=)`` calls one operation.
    :ivar template: a fragment shown above the form, with ``row``; empty when the question says enough.
    """

    slug: str
    label: str
    question: str
    capability: str
    offered: Callable[[Model, datetime], bool]
    run: Callable[..., object]
    done: str
    consequences: tuple[str, ...] = ()
    form: type[StepForm] = field(default=StepForm)
    template: str = ""
    danger: bool = False


class StepPages:
    """Adds the pages of ``steps`` to a page of the house, and their buttons above its form."""

    steps: ClassVar[tuple[Step, ...]] = ()
    change_form_before_template = "admin/steps.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        view = self.admin_site.admin_view(self.take_step)
        return [path("<int:pk>/etape/<slug:step>/", view, name=name), *super().get_urls()]

    def may_take(self, request: HttpRequest, step: Step, row: Model) -> bool:
        """Tell whether this account holds what the step asks for, on this row."""
        return self._allowed(request, step.capability, row)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        row = self.get_object(request, object_id)
        at = timezone.now()
        offered = [step for step in self.steps if row and step.offered(row, at) and self.may_take(request, step, row)]
        buttons = [{"step": step, "url": self.step_url(row, step)} for step in offered]
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "step_buttons": buttons})

    def step_url(self, row: Model, step: Step) -> str:
        """The page of confirmation of a step."""
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_step"
        return reverse(name, args=[row.pk, step.slug])

    def row_url(self, row: Model) -> str:
        """The page of the row, or the list when the step took the row out of this account's sight."""
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{name}_change", args=[row.pk])

    def take_step(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        """Ask for a confirmation, then call the one operation of the step."""
        row, at = self.row(request, pk), timezone.now()
        found = next((one for one in self.steps if one.slug == step), None)
        if found is None:
            raise Http404
        if not self.may_take(request, found, row):
            raise PermissionDenied
        form = dressed(found.form)(request.POST if request.method == "POST" else None, row=row, at=at)
        if form.is_valid():
            try:
                found.run(row, form.cleaned_data, by=request.user, at=at)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                self.message_user(request, found.done)
                return HttpResponseRedirect(self.row_url(row))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": found.question,
            "step": found,
            "form": form,
            "row": row,
            "back": self.row_url(row),
        }
        return TemplateResponse(request, "admin/step.html", context)
