"""What a vote does by itself when its hour comes: a tick calls this every few seconds, and any number of times."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import connection

from crois_sens.kernel.refusals import Refusal
from participation.ballots.models import Paper, Poll
from participation.ballots.operations.counting import close_poll, count_poll, destroy_links, reconcile_poll
from participation.ballots.operations.tallying import tally_poll

logger = logging.getLogger(__name__)


def move_polls_on(*, at: datetime) -> list[str]:
    """Close what is over, reconcile what has no paper, count what is reconciled, tally and clean what is counted.

    Each step is done once whoever asks: several workers may run this side by side. A suspended vote stays as it is.

    :returns: what was done, for the log: ``["closed budget-2026", …]``.
    """
    done: list[str] = []
    for poll in Poll.objects.to_close(at):
        _step(done, "closed", poll, close_poll, at)
    standing = Poll.objects.standing()
    for poll in standing.filter(closed_at__isnull=False, reconciled_at=None, paper=Paper.NONE):
        _step(done, "reconciled", poll, reconcile_poll, at)
    for poll in standing.filter(reconciled_at__isnull=False, counted_at=None):
        _step(done, "counted", poll, count_poll, at)
    for poll in Poll.objects.filter(counted_at__isnull=False).exclude(tallies__official=True):
        _step(done, "tallied", poll, tally_poll, at)
    if not connection.in_atomic_block:  # tables are rewritten outside of any transaction
        for poll in Poll.objects.filter(counted_at__isnull=False, links_destroyed_at=None):
            _step(done, "links destroyed of", poll, destroy_links, at)
    return done


def _step(done: list[str], word: str, poll: Poll, operation: Callable, at: datetime) -> None:
    """Take one step; one poll that is refused does not keep the others from going on."""
    try:
        if operation(poll=poll, at=at) is not False:
            done.append(f"{word} {poll.slug}")
    except Refusal as refusal:
        logger.warning("poll %s: %s", poll.slug, refusal.code)
