"""Seats: taken by a conditional update, so that two clicks at the same second never share the last one."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel.refusals import Refusal
from seminars.events.models import Event, Registration
from seminars.events.wording import when_and_where
from territories.accounts.models import Participant
from territories.instance.acts import record
from territories.notices.operations import owe


class RegistrationClosed(Refusal):
    code = "registration_closed"
    message = gettext_lazy("Cette rencontre ne prend pas, ou plus, d’inscriptions.")


class AlreadyRegistered(Refusal):
    code = "already_registered"
    message = gettext_lazy("Vous êtes déjà inscrit à cette rencontre.")


class MinutesMissing(Refusal):
    code = "minutes_missing"
    message = gettext_lazy("Écrivez le compte rendu avant de le publier.")


@transaction.atomic
def register(*, event: Event, participant: Participant, at: datetime, needs: str = "") -> Registration:
    """Give a seat, or a place in the waiting list when none is left.

    :raises RegistrationClosed: when the event takes no registrations, is not public or has begun.
    :raises AlreadyRegistered: when this person holds a seat or waits for one.
    """
    # The row of the event is the turnstile: whoever updates it first passes first.
    event = Event.objects.select_for_update().get(pk=event.pk)
    if not event.takes_registrations or event.published_at is None or event.starts_at <= at:
        raise RegistrationClosed
    if Registration.objects.filter(event=event, participant=participant).exists():
        raise AlreadyRegistered
    seated = take_seat(event)
    registration = Registration.objects.create(
        event=event, participant=participant, at=at, waiting=not seated, needs=needs
    )
    tell(registration, at=at)
    return registration


def take_seat(event: Event) -> bool:
    """Take one seat if one is left; an event without a number of seats has always one."""
    free = Event.objects.filter(pk=event.pk, seats__isnull=True) | Event.objects.filter(
        pk=event.pk, seats_taken__lt=F("seats")
    )
    return bool(free.update(seats_taken=F("seats_taken") + 1))


@transaction.atomic
def cancel(*, event: Event, participant: Participant, at: datetime) -> bool:
    """Give a seat back; the first who waits gets it and is told. Returns whether there was something to cancel."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    registration = Registration.objects.filter(event=event, participant=participant).first()
    if registration is None:
        return False
    registration.delete()
    if not registration.waiting:
        Event.objects.filter(pk=event.pk).update(seats_taken=F("seats_taken") - 1)
        seat_next(event=event, at=at)
    return True


def seat_next(*, event: Event, at: datetime) -> None:
    """Give a freed seat to the first who waits."""
    first = Registration.objects.filter(event=event, waiting=True).order_by("at", "pk").first()
    if first is not None and take_seat(event):
        first.waiting = False
        first.save(update_fields=["waiting"])
        tell(first, at=at)


def tell(registration: Registration, *, at: datetime) -> None:
    """Owe the person a word about their seat."""
    event = registration.event
    if registration.waiting:
        title, text = (
            _("Liste d’attente : %(event)s"),
            _("Il n’y a plus de place pour le moment. Nous vous écrirons si une place se libère."),
        )
    else:
        seated = _("Votre place est réservée. À bientôt !")
        excused = _("Un empêchement ? Rendez votre place sur la page de la rencontre, quelqu’un l’attend peut-être.")
        title, text = _("Inscription confirmée : %(event)s"), "\n\n".join([seated, when_and_where(event), excused])
    owe(
        kind="event.registration",
        key=f"event.registration:{registration.pk}:{'waiting' if registration.waiting else 'seated'}",
        title=title % {"event": event.title},
        text=text,
        participant=registration.participant,
        url=f"/evenements/{event.slug}/",
        subject=event,
        at=at,
    )


@transaction.atomic
def publish_minutes(*, event: Event, by, at: datetime) -> None:
    """Publish what was said.

    :raises MinutesMissing: when nothing is written yet.
    """
    if not event.minutes.strip():
        raise MinutesMissing
    Event.objects.filter(pk=event.pk).update(minutes_published_at=at, updated_at=at)
    record(verb="event.minutes_published", subject=event, by=by, at=at, area=event.area)
