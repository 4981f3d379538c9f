"""The admin's form of a project: money in euros, state by its rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.portfolio.models import Project, ProjectStatus
from projects.portfolio.operations import NotThatState, change_state
from projects.portfolio.rules import NEEDS_REASON, may_become
from territories.instance.forms import EurosField, SpentEurosField


class ProjectForm(forms.ModelForm):
    """A project; ``save_with_state`` writes the fields, then lets the operation change the state."""

    class Meta:
        model = Project
        fields = (
            *("title", "slug", "area", "summary", "text", "status", "status_reason", "themes"),
            *("origin", "origin_label", "origin_url", "holder", "alliance", "place"),
            *("voted_cents", "spent_cents", "starts", "ends", "latitude", "longitude"),
        )
        field_classes = {"voted_cents": EurosField, "spent_cents": SpentEurosField}
        labels = {"voted_cents": _("montant voté, en euros"), "spent_cents": _("dépensé, en euros")}

    def clean_status(self):
        """Refuse a state to which the rules do not lead."""
        then = self.cleaned_data["status"]
        now = self.initial.get("status") if self.instance.pk else None
        if now and now != then and not may_become(now, then):
            raise forms.ValidationError(str(NotThatState(now=ProjectStatus(now).label, then=ProjectStatus(then).label)))
        return then

    def save_with_state(self, *, by, at) -> Project:
        """Save the fields with the state as it was, then change the state where it differs."""
        project, then, reason = self.instance, self.instance.status, self.instance.status_reason
        now = self.initial.get("status") if project.pk else then
        if now == then:
            project.save()
            return project
        project.status = now
        if now not in NEEDS_REASON:
            project.status_reason = ""
        project.save()
        change_state(project=project, then=then, by=by, at=at, reason=reason)
        project.refresh_from_db()
        return project
