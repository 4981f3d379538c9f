"""The tasks of a team in the admin: a dated list, ticked off one by one or many at once."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.consultations.admin_filters import ConsultationFilter
from participation.consultations.models import Duty
from participation.consultations.operations.duties import finish_duty, reopen_duty
from participation.consultations.steps import cockpit_url
from territories.accounts.confirming import confirmed
from territories.accounts.permissions import can
from territories.accounts.scoping import HouseAdmin


@admin.register(Duty)
class DutyAdmin(HouseAdmin):
    """Who does what by when, in the consultations of the manager's areas."""

    see = "consultations.run"
    edit = "consultations.run"
    area_path = "consultation__area"
    deletes = True
    list_display = ("due_on", "what", "hand", "consultation", "done_at")
    list_display_links = ("what",)
    list_filter = (ConsultationFilter, "hand", ("done_at", admin.EmptyFieldListFilter))
    list_select_related = ("consultation__area",)
    search_fields = ("what", "consultation__title")
    autocomplete_fields = ("consultation",)
    fields = ("consultation", "hand", "due_on", "what", "letter")
    actions = ("finish", "reopen")

    def get_urls(self):
        view = self.admin_site.admin_view(self.done)
        return [path("<int:pk>/fait/", view, name="participation_duty_done"), *super().get_urls()]

    def done(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Tick a task off from the cockpit, or from the start page of the person it falls to."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        hands = Duty.objects.in_hands_of(request.user).select_related("consultation__area")
        duty = get_object_or_404(hands, pk=pk)
        self.run(request, finish_duty, duty=duty, by=request.user, at=timezone.now(), done=_("C’est noté."))
        runs = can(request.user, "consultations.run", duty.consultation.area)
        return redirect(cockpit_url(duty.consultation) if runs else "admin:index")

    @admin.action(description=_("C’est fait"), permissions=["change"])
    @confirmed(_("Ces tâches sont-elles faites ?"), _("Elles quittent ce qui attend. « Reste à faire » les y remet."))
    def finish(self, request, duties):
        """Tick off the chosen tasks that are not yet."""
        for duty in duties.filter(done_at=None):
            self.run(request, finish_duty, duty=duty, by=request.user, at=timezone.now())

    @admin.action(description=_("Reste à faire"), permissions=["change"])
    @confirmed(_("Ces tâches restent-elles à faire ?"), _("Elles reviennent parmi ce qui attend, à leur date."))
    def reopen(self, request, duties):
        """Take up the chosen tasks again."""
        for duty in duties.filter(done_at__isnull=False):
            self.run(request, reopen_duty, duty=duty, by=request.user, at=timezone.now())
