"""Admin pages of events."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from seminars.events.models import Event, Intervention, Registration, Session
from seminars.events.operations import publish_minutes
from territories.accounts.confirming import confirmed
from territories.accounts.long_lists import FoldedSearch, LongList
from territories.accounts.scoping import HouseAdmin, HouseStackedInline, HouseTabularInline
from territories.instance.published_admin import PublishedAdmin


class SessionInline(HouseTabularInline):
    model = Session


class InterventionInline(HouseStackedInline):
    model = Intervention
    autocomplete_fields = ("person", "organisation")


@admin.register(Event)
class EventAdmin(PublishedAdmin):
    """Events of the manager's areas, from the programme to the minutes."""

    edit = "events.edit"
    capabilities = {"publish": "events.edit"}
    list_display = ("title", "kind", "starts_at", "area", "seats", "seats_taken", "is_public")
    list_filter = ("kind", "published_at")
    date_hierarchy = "starts_at"
    readonly_fields = ("published_at", "published_by", "seats_taken", "minutes_published_at")
    autocomplete_fields = ("area", "place", "organisers", "partners", "references")
    prepopulated_fields = {"slug": ("title",)}
    filter_horizontal = ("themes",)
    inlines = (SessionInline, InterventionInline)
    actions = ("publish_rows", "take_back_rows", "publish_minutes_of")

    @admin.action(description=_("Publier le compte rendu"), permissions=["publish"])
    @confirmed(_("Publier ces comptes rendus ?"), _("Tout le monde les lira sur la page de leur événement."))
    def publish_minutes_of(self, request, events):
        """Publish the minutes of the chosen events."""
        for event in self.theirs(request, events, self.edit):
            done = _("Le compte rendu de « %(event)s » est public.") % {"event": event}
            self.run(request, publish_minutes, event=event, by=request.user, at=timezone.now(), done=done)


@admin.register(Registration)
class RegistrationAdmin(FoldedSearch, LongList, HouseAdmin):
    """Who comes: seen by those who organise, taken and given back by residents themselves."""

    see = "events.edit"
    area_path = "event__area"
    list_display = ("event", "participant", "at", "waiting", "needs")
    list_filter = ("waiting",)
    list_select_related = ("event", "participant__identity")
    search_fields = ("event__sort_key__contains",)
