"""Noting how many have voted so far, day by day, while a vote runs: totals only."""

from datetime import datetime

from django.db import connection

from participation.ballots.models import Poll

# One statement for all running polls: the last note of a day stands for it.
NOTE = """
INSERT INTO participation_turnoutday (consultation_id, poll_id, day, voters)
SELECT poll.consultation_id, poll.id, (%(at)s AT TIME ZONE consultation.time_zone)::date,
       (SELECT count(*) FROM participation_roll roll WHERE roll.poll_id = poll.id)
  FROM participation_poll poll
  JOIN participation_consultation consultation ON consultation.id = poll.consultation_id
 WHERE poll.id = ANY(%(polls)s)
ON CONFLICT (consultation_id, poll_id, day) DO UPDATE SET voters = EXCLUDED.voters
"""


def note_turnout(*, at: datetime) -> int:
    """Note the number of voters of every running poll under today's date; returns how many polls were noted."""
    polls = list(Poll.objects.running(at).values_list("pk", flat=True))
    if polls:
        note_voters_of(polls, at=at)
    return len(polls)


def note_voters_of(polls: list[int], *, at: datetime) -> None:
    """Note the number of voters of these polls under the day of that moment."""
    with connection.cursor() as cursor:
        cursor.execute(NOTE, {"at": at, "polls": polls})
