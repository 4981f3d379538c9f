"""Votes that wait for their team: on its start page over all its areas, in the cockpit for one consultation."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.ballots.models import Origin, Poll
from participation.ballots.steps import cockpit_url
from participation.consultations.models import Consultation, Phase, PhaseKind
from territories.accounts.permissions import areas_of, can

#: A vote that opens this soon and is not sealed is put before its team.
SOON = timedelta(days=14)

#: What a poll waits for: whether it does, and what its team is told.
LINES = (
    (
        lambda poll: poll.sealed_at is None and poll.opens_soon,
        {
            "title": _("Votes pas encore scellés"),
            "why": _("Un vote qui n’est pas scellé n’ouvre pas, même si son heure est venue."),
            "do": _("Préparer le scellé"),
            "level": "bad",
        },
    ),
    (
        lambda poll: poll.closed_at is not None and poll.reconciled_at is None,
        {
            "title": _("Votes clos à rapprocher"),
            "why": _("Le dépouillement attend que toutes les feuilles soient saisies et que les listes concordent."),
            "do": _("Rapprocher"),
            "level": "warn",
        },
    ),
    (
        lambda poll: poll.counted_at is not None and poll.certified_at is None,
        {
            "title": _("Votes dépouillés à constater"),
            "why": _("Faites signer le procès-verbal, puis enregistrez sa date."),
            "do": _("Constater le vote"),
            "level": "warn",
        },
    ),
    (
        lambda poll: poll.certified_at is not None,
        {
            "title": _("Résultats constatés à publier"),
            "why": _("Tant que le résultat n’est pas publié, personne ne le voit."),
            "do": _("Publier le résultat"),
            "level": "warn",
        },
    ),
)


def waiting_for(*, user, at: datetime) -> list[dict]:
    """Start page of a team: votes that wait for somebody."""
    if not can(user, "polls.run"):
        return []
    coming = Phase.objects.filter(
        consultation=OuterRef("consultation"), kind=PhaseKind.VOTE, closes_at__gt=at, opens_at__lte=at + SOON
    )
    mine = Poll.objects.filter(consultation__area__in=areas_of(user, "polls.run"), origin=Origin.HERE)
    return _lines(list(mine.filter(published_at=None).annotate(opens_soon=Exists(coming))))


def waiting_in(*, consultation: Consultation, user, at: datetime) -> list[dict]:
    """Cockpit: the votes of one consultation that wait for somebody; they are read once with its other panels."""
    if not can(user, "polls.run", consultation.area):
        return []
    soon = any(
        phase.kind == PhaseKind.VOTE and phase.closes_at > at and phase.opens_at <= at + SOON
        for phase in consultation.phases.all()
    )
    prefetch_related_objects([consultation], "polls")
    polls = [poll for poll in consultation.polls.all() if poll.origin == Origin.HERE and poll.published_at is None]
    for poll in polls:
        poll.opens_soon = soon
    return _lines(polls)


def _lines(polls: list[Poll]) -> list[dict]:
    return [_line([poll for poll in polls if waits(poll)], told) for waits, told in LINES]


def _line(polls: list[Poll], told: dict) -> dict:
    """A line with its count; a vote that waits alone is one click away."""
    url = cockpit_url(polls[0]) if len(polls) == 1 else reverse("admin:participation_poll_changelist")
    return {**told, "count": len(polls), "url": url}
