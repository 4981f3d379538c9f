"""Jobs of clusters: the accounts of running votes are compared now and then, so that the commission has time."""

from celery import shared_task
from django.utils import timezone

from participation.ballots.models import Poll
from participation.clusters.operations import search_clusters


@shared_task(acks_late=True)
def search_running(**_from_newer_publishers) -> int:
    """Look for clusters in every vote that is open or waits to be reconciled; safe to run twice."""
    now = timezone.now()
    polls = Poll.objects.sealed().filter(opens_at__lte=now, reconciled_at=None)
    return sum(search_clusters(poll=poll, at=now) for poll in polls)
