"""Jobs of votes: time passes, and what has no paper goes on by itself."""

from celery import shared_task
from django.utils import timezone

from participation.ballots.operations import (
    build_next_bundle,
    move_polls_on,
    note_turnout,
    sequence_logs,
    stamp_next_count,
)


@shared_task(acks_late=True)
def move_on(**_from_newer_publishers) -> list[str]:
    """Close, reconcile, count and tally what is due; safe to run twice, and side by side."""
    return move_polls_on(at=timezone.now())


@shared_task(acks_late=True)
def sequence(**_from_newer_publishers) -> int:
    """Give every public log its batch of the minute; side by side, one waits for the other."""
    return len(sequence_logs(at=timezone.now()))


@shared_task(acks_late=True)
def build_bundles(**_from_newer_publishers) -> None:
    """Build the bundles that are owed, one after the other; several workers share the queue."""
    while build_next_bundle(at=timezone.now()):
        pass


@shared_task(acks_late=True)
def stamp_counts(**_from_newer_publishers) -> None:
    """Ask for the stamps that are owed, one after the other; several workers share the queue."""
    while stamp_next_count(at=timezone.now()):
        pass


@shared_task(acks_late=True)
def note_voters(**_from_newer_publishers) -> int:
    """Note how many have voted so far today, as a total; the last note of a day stands."""
    return note_turnout(at=timezone.now())
