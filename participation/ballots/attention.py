"""Votes that wait for their team: on its start page over all its areas, in the cockpit for one consultation."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.ballots.models import Origin, Poll
from participation.ballots.steps import cockpit_url
from participation.consultations.models import Consultation, Phase, PhaseKind
from territories.accounts.permissions import areas_of, can

#: A vote that opens this soon and is not sealed is put before its team.
SOON = timedelta(days=14)


def waiting_for(*, user, at: datetime) -> list[dict]:
    """Start page of a team: votes that wait for somebody."""
    return _lines(user, at)


def waiting_in(*, consultation: Consultation, user, at: datetime) -> list[dict]:
    """Cockpit: the votes of one consultation that wait for somebody."""
    return _lines(user, at, consultation=consultation)


def _lines(user, at: datetime, **within) -> list[dict]:
    if not can(user, "polls.run"):
        return []
    polls = Poll.objects.filter(consultation__area__in=areas_of(user, "polls.run"), origin=Origin.HERE, **within)
    coming = Phase.objects.filter(kind=PhaseKind.VOTE, closes_at__gt=at, opens_at__lte=at + SOON)
    return [
        _line(
            polls.filter(sealed_at=None, consultation__in=coming.values("consultation")),
            title=_("Votes pas encore scellés"),
            why=_("Un vote qui n’est pas scellé n’ouvre pas, même si son heure est venue."),
            do=_("Préparer le scellé"),
            level="bad",
        ),
        _line(
            polls.filter(closed_at__isnull=False, reconciled_at=None),
            title=_("Votes clos à rapprocher"),
            why=_("Le dépouillement attend que toutes les feuilles soient saisies et que les listes concordent."),
            do=_("Rapprocher"),
            level="warn",
        ),
        _line(
            polls.filter(counted_at__isnull=False, certified_at=None),
            title=_("Votes dépouillés à constater"),
            why=_("Faites signer le procès-verbal, puis enregistrez sa date."),
            do=_("Constater le vote"),
            level="warn",
        ),
        _line(
            polls.filter(certified_at__isnull=False, published_at=None),
            title=_("Résultats constatés à publier"),
            why=_("Tant que le résultat n’est pas publié, personne ne le voit."),
            do=_("Publier le résultat"),
            level="warn",
        ),
    ]


def _line(polls: QuerySet, **line) -> dict:
    """A line with its count; a vote that waits alone is one click away."""
    found = list(polls.order_by("pk")[:2])
    count = len(found) if len(found) < 2 else polls.count()
    url = cockpit_url(found[0]) if count == 1 else reverse("admin:participation_poll_changelist")
    return {**line, "count": count, "url": url}
