"""What votes add to the pages of lower floors and of consultations; called once when the app is ready."""

from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.ballots.life import Stage
from participation.ballots.models import Poll
from participation.ballots.operations.casting import channel_of
from participation.ballots.operations.sealing import move_with_phase
from participation.consultations.registries import consultation_panels, next_steps, phase_moves
from territories.instance.templatetags.house import deadline


def vote_now(*, consultation, participant, at: datetime) -> dict | None:
    """The step of a running vote: to vote, or to find one's way back to a vote that is recorded."""
    poll = Poll.objects.running(at).filter(consultation=consultation).first()
    if poll is None:
        return None
    voted = participant is not None and channel_of(poll, participant)
    return {
        "title": _("Votre vote est enregistré") if voted else _("Le vote est ouvert"),
        "text": _("Jusqu’au %(when)s.") % {"when": deadline(poll.closes_at, consultation.time_zone)},
        "url": poll.get_absolute_url(),
        "label": _("Revoir les projets") if voted else _("Voir les projets et voter"),
    }


def of_consultation(*, consultation, person, at: datetime) -> dict | None:
    """Page of a consultation: its vote, from the seal to the council's decision."""
    polls = Poll.objects.visible_to(person).sealed().filter(consultation=consultation)
    rows = list(polls.annotate(projects=Count("choices")).order_by("opens_at", "pk"))
    for poll in rows:
        poll.consultation = consultation
        poll.stage_now = poll.stage(at)
        poll.is_told = poll.stage_now in (Stage.PUBLISHED, Stage.DECIDED)
        poll.result_url = reverse("participation:poll_result", args=[poll.slug])
    return {"title": _("Le vote"), "template": "participation/ballots/_polls.html", "rows": rows} if rows else None


def register() -> None:
    """Fill the registries."""
    phase_moves.add("polls", move_with_phase)
    next_steps.add("polls", vote_now, rank=10)
    consultation_panels.add("polls", of_consultation, rank=10)
