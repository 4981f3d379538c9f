"""Jobs of notices."""

from celery import shared_task
from django.utils import timezone

from territories.notices.delivery import deliver_due

#: A tick sends at most this many batches, so that a worker is never held for long; the next tick goes on.
BATCHES = 40


@shared_task(name="territories.deliver_notices")
def deliver_notices(**_from_newer_publishers) -> None:
    """Send what is owed; ticks may overlap, each takes what the others do not hold."""
    for _number in range(BATCHES):
        if not deliver_due(at=timezone.now()):
            return
