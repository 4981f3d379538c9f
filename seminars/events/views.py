"""Pages of events."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from crois_sens.kernel.refusals import Refusal
from seminars.events.filters import EventFilters
from seminars.events.forms import RegistrationForm
from seminars.events.models import Event, Registration
from seminars.events.operations import cancel, register
from territories.accounts.doors import resident
from territories.actors.models import Person
from territories.instance.directory import DirectoryList, DirectoryPage


class EventList(DirectoryList):
    """« Rencontres » : what is coming, then what took place."""

    model = Event
    filterset = EventFilters
    heading = _("Rencontres")
    intro = _("Séminaires, ateliers, réunions publiques : où l’on se parle, et ce qui s’y est dit.")
    empty = _("Aucune rencontre ne correspond.")
    card = "seminars/events/card.html"
    order = ("-starts_at", "-pk")

    def context(self, request):
        return {"now": timezone.now()}


class EventPage(DirectoryPage):
    """One event: programme, who speaks, seats, minutes."""

    model = Event
    template = "seminars/events/page.html"
    related = ("area", "place")

    def context(self, request, row):
        now = timezone.now()
        participant = getattr(request.user, "participant", None)
        # A card that somebody asked to remove is named nowhere, in a programme neither.
        shown = Prefetch("person", queryset=Person.objects.visible_to(request.user), to_attr="card")
        return {
            "now": now,
            "sessions": row.sessions.all(),
            "interventions": row.interventions.select_related("organisation").prefetch_related(shown),
            "themes": row.themes.all(),
            "organisers": row.organisers.order_by("sort_key"),
            "partners": row.partners.order_by("sort_key"),
            "references": row.references.published(),
            "can_register": row.takes_registrations and row.starts_at > now,
            "left": None if row.seats is None else row.seats - row.seats_taken,
            "registration": participant and Registration.objects.filter(event=row, participant=participant).first(),
        }


@require_http_methods(["GET", "POST"])
@resident
def take_part(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a seat, or a place in the waiting list."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    form = RegistrationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            registration = register(
                event=event, participant=request.user.participant, at=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return render(request, "seminars/events/register.html", {"row": event, "form": form}, status=409)
        waiting = _("Vous êtes en liste d’attente.")
        messages.success(request, waiting if registration.waiting else _("Votre place est réservée."))
        return redirect("seminars:event", slug=slug)
    return render(request, "seminars/events/register.html", {"row": event, "form": form})


@require_POST
@resident
def give_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a seat back."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    if cancel(event=event, participant=request.user.participant, at=timezone.now()):
        messages.success(request, _("Votre inscription est annulée ; la place est libre pour quelqu’un d’autre."))
    return redirect("seminars:event", slug=slug)
