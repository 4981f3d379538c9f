"""What can happen to a card of the directory."""

import hashlib
import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from territories.actors.models import Person
from territories.instance.acts import record


def key_of(slug: str) -> str:
    """Return what is kept of a removed card: enough to not import it again, not enough to read the name."""
    return hashlib.sha256(f"person:{slug}".encode()).hexdigest()


@transaction.atomic
def ask_removal(*, person: Person, at: datetime) -> None:
    """Hide a card because somebody asked: no account and no proof is needed to be left alone.

    It leaves every public page, list and export at once; the team erases it, or shows it again with a reason.
    """
    Person.objects.filter(pk=person.pk, hidden_at__isnull=True).update(hidden_at=at)
    record(verb="person.removal_asked", subject=person, at=at, area=person.area)


@transaction.atomic
def show_again(*, person: Person, by, at: datetime, reason: str) -> None:
    """Show a card that was hidden by mistake or by mischief."""
    Person.objects.filter(pk=person.pk).update(hidden_at=None)
    record(verb="person.shown_again", subject=person, by=by, at=at, area=person.area, reason=reason)


@transaction.atomic
def remove_card(*, person: Person, by, at: datetime) -> None:
    """Erase a card for good: the name, the role and every tie; imports will not bring it back."""
    person.memberships.all().delete()
    person.interventions.update(person=None)
    person.publications.clear()
    person.removed_key = key_of(person.slug)
    person.name = _("Fiche retirée")
    person.slug = f"retiree-{uuid.uuid4().hex}"
    person.role = person.source = ""
    person.published_at = person.published_by = None
    person.removed_at = at
    person.save()
    record(verb="person.removed", subject=person, by=by, at=at, area=person.area)
