"""Jobs of votes: time passes, and what has no paper goes on by itself."""

from celery import shared_task
from django.utils import timezone

from participation.ballots.operations import move_polls_on


@shared_task(acks_late=True)
def move_on(**_from_newer_publishers) -> list[str]:
    """Close, reconcile, count and tally what is due; safe to run twice, and side by side."""
    return move_polls_on(at=timezone.now())
