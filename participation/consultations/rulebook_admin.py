"""The règlement in the admin: drafts are written here, published versions are read."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.consultations import operations
from participation.consultations.forms import RulebookForm
from participation.consultations.models import Rulebook
from participation.consultations.steps import cockpit_url
from territories.accounts.confirming import confirmed
from territories.accounts.scoping import HouseAdmin
from territories.instance.admin_forms import dressed
from territories.instance.files import keep_pdf


@admin.register(Rulebook)
class RulebookAdmin(HouseAdmin):
    """The règlement in versions: a draft is written here, and published from here or with its consultation."""

    see = "consultations.see"
    edit = "consultations.run"
    area_path = "consultation__area"
    deletes = True
    form = RulebookForm
    fields = ("consultation", "text", "reason", "deliberation_number", "deliberated_on", "deliberation_upload")
    list_display = ("__str__", "deliberation_number", "published_at")
    list_filter = ("published_at",)
    list_select_related = ("consultation__area",)
    search_fields = ("consultation__title",)
    autocomplete_fields = ("consultation",)
    actions = ("issue",)
    capabilities = {"issue": "consultations.run"}

    def get_form(self, request, obj=None, change=False, **kwargs):
        return dressed(super().get_form(request, obj, change=change, **kwargs))

    def has_change_permission(self, request, obj=None):
        return (obj is None or obj.published_at is None) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return (obj is None or obj.published_at is None) and super().has_delete_permission(request, obj)

    def get_fields(self, request, obj=None):
        if obj is None or self.has_change_permission(request, obj):
            return self.fields
        shown = ("deliberation_file", "published_at", "published_by")
        return ("version", *self.fields[:-1], *shown)

    def save_model(self, request, obj, form, change):
        upload, at = form.cleaned_data.get("deliberation_upload"), timezone.now()
        if upload:
            obj.deliberation_file = keep_pdf(upload, at=at, area=obj.consultation.area)
        operations.save_rulebook(rulebook=obj, by=request.user, at=at)

    def response_add(self, request, obj, post_url_continue=None):
        if "_continue" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, _("Le projet de règlement est enregistré."), messages.SUCCESS)
        return HttpResponseRedirect(cockpit_url(obj.consultation))

    @admin.action(description=_("Publier cette version du règlement"), permissions=["issue"])
    @confirmed(
        _("Publier ces versions du règlement ?"),
        _("Chacune remplace la précédente, qui reste lisible avec sa date."),
    )
    def issue(self, request, rulebooks):
        """Publish the chosen versions; the one before stays readable."""
        for rulebook in self.theirs(request, rulebooks, self.edit):
            done = _("%(rulebook)s est publié.") % {"rulebook": rulebook}
            self.run(
                request, operations.issue_rulebook, rulebook=rulebook, by=request.user, at=timezone.now(), done=done
            )
