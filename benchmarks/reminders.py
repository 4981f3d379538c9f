"""How long it takes to write the reminders of a vote to 100,000 residents, and how much memory.

Run by ``python3 dev.py bench reminders``, on an empty database.
"""

import resource
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

PEOPLE, VOTERS = 100_000, 40_000
#: Who wrote what is invented; that these are accounts of one commune is all that counts.
RESIDENTS = """
WITH person AS (
    INSERT INTO territories_participant (public_id, home_id, links, created_at)
    SELECT gen_random_uuid(), %(home)s, '{lives}', now() FROM generate_series(1, %(people)s) RETURNING id
), named AS (
    INSERT INTO territories_identity (participant_id, display_name, full_name, email, phone, postal_address)
    SELECT id, 'Personne ' || id, '', '', '', '' FROM person
)
INSERT INTO territories_user (password, is_superuser, email, participant_id, is_active, is_staff, date_joined)
SELECT '!', false, 'personne-' || id || '@exemple.fr', id, true, false, now() FROM person
"""
ROLL = """
WITH known AS (
    INSERT INTO participation_elector (consultation_id, poll_id, key_hmac, participant_id)
    SELECT %(consultation)s, %(poll)s, md5(id::text), id
      FROM territories_participant WHERE home_id = %(home)s ORDER BY id LIMIT %(voters)s RETURNING id
)
INSERT INTO participation_roll (consultation_id, poll_id, elector_id, channel)
SELECT %(consultation)s, %(poll)s, id, 'web' FROM known
"""


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what the work returned, and how many seconds it took."""
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


def megabytes() -> float:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run() -> list[dict[str, Any]]:
    """Open a vote in a town of 100,000 accounts, let 40,000 of them vote, and come to its last week."""
    from participation.reminders.checks import still_hold
    from participation.reminders.ledger import ledger_of
    from participation.reminders.operations import write_reminders
    from participation.reminders.rules import Name
    from participation.tests.factories.consultations import NOW
    from participation.tests.factories.reminders import due, make_vote
    from territories.notices.models import Notice

    rows: list[dict[str, Any]] = []

    def row(name: str, figure: float, unit: str = "s", limit: float | None = None) -> None:
        rows.append({"name": f"reminders: {name}", "figure": round(figure, 3), "unit": unit, "limit": limit})

    poll = make_vote(opens=0, closes=14)
    town = {"home": poll.consultation.area_id, "people": PEOPLE, "voters": VOTERS}
    town |= {"poll": poll.pk, "consultation": poll.consultation_id}
    with connection.cursor() as cursor:
        cursor.execute(RESIDENTS, town)
        cursor.execute("ANALYZE")
    before = megabytes()
    _, seconds = timed(lambda: write_reminders(at=NOW))
    row(f"the opening, {Notice.objects.count():,} messages", seconds, limit=20.0)
    row("a tick that finds it written", timed(lambda: write_reminders(at=NOW))[1], limit=0.1)
    with connection.cursor() as cursor:
        cursor.execute(ROLL, town)
        cursor.execute("ANALYZE")
    last_week = due(poll, Name.SEVEN_DAYS)
    _, seconds = timed(lambda: write_reminders(at=last_week))
    told = Notice.objects.filter(kind="poll.closing").count()
    row(f"seven days left, {told:,} who have not voted", seconds, limit=20.0)
    row("memory of the worker, in all of this", megabytes() - before, "MB", 50.0)
    batch = list(Notice.objects.filter(kind="poll.closing")[:50])
    row("whether 50 still hold", timed(lambda: still_hold(notices=batch, at=last_week))[1], limit=0.1)
    row("the ledger, with its counts", timed(lambda: ledger_of(poll.consultation, at=timezone.now()))[1])
    row("the ledger of that week", timed(lambda: ledger_of(poll.consultation, at=last_week + timedelta(hours=1)))[1])
    return rows
