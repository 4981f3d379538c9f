"""Jobs of votes: time passes, and what has no paper goes on by itself."""

from celery import shared_task
from django.utils import timezone

from participation.ballots.operations import move_polls_on, note_turnout


@shared_task(acks_late=True)
def move_on(**_from_newer_publishers) -> list[str]:
    """Close, reconcile, count and tally what is due; safe to run twice, and side by side."""
    return move_polls_on(at=timezone.now())


@shared_task(acks_late=True)
def note_voters(**_from_newer_publishers) -> int:
    """Note how many have voted so far today, as a total; the last note of a day stands."""
    return note_turnout(at=timezone.now())
