"""The worker that counts, killed at any moment: the count is all there or not at all, and in the end there once."""

import random
import subprocess
import sys
import time

from benchmarks.faults.servers import Servers, fault, none_of
from benchmarks.votes.sql_votes import FILL
from benchmarks.votes.stage import ROOT, Row, open_poll

CROWD, KILLINGS, SEED = 20_000, 12, 1
WORKER = """
import django
django.setup()
from django.utils.dateparse import parse_datetime
from participation.ballots.operations import move_polls_on
print("ready", flush=True)
move_polls_on(at=parse_datetime({at!r}))
"""
SAID = "Le dépouillement est en cours."


def run(servers: Servers) -> list[Row]:
    """Measure a whole count, then kill workers at moments by chance within that time, and let the last ones finish."""
    whole = _count(_filled("entier"))
    polls, chance = [_filled("tue-0")], random.Random(SEED)
    half_done = silent = killed = 0
    for number in range(1, KILLINGS + 1):
        worker = _start(polls[-1])
        time.sleep(chance.uniform(0, whole))
        worker.kill()
        worker.wait()
        state, said = _state(polls[-1])
        if state == "counted":  # the worker was quicker: the next one has another poll to count
            polls.append(_filled(f"tue-{number}"))
            continue
        killed += 1
        half_done += state == "half"
        silent += not said
    for poll in polls:
        _count(poll)
        assert _found(poll) == (CROWD, 1, 1), (poll.slug, _found(poll))
    what = f"the worker of a count of {CROWD:,} killed"
    return [
        fault(f"{what}: times within the count", killed, "times"),
        none_of(f"{what}: counts found half done", half_done, "counts"),
        none_of(f"{what}: pages that did not say « {SAID} »", silent, "pages"),
        fault(f"{what}: counted in the end, once each", len(polls), "polls"),
    ]


def _filled(slug: str):
    """A poll of a crowd that was closed and reconciled: only its count is left to do."""
    from django.db import connection

    from participation.ballots.life import GRACE
    from participation.ballots.operations import close_poll, reconcile_poll, sequence_log

    poll = open_poll(slug)
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"crowd": CROWD, "poll": poll.pk, "consultation": poll.consultation_id})
    for step in (close_poll, reconcile_poll, sequence_log):
        step(poll=poll, at=poll.closes_at + GRACE)
    return poll


def _start(poll) -> subprocess.Popen:
    """A worker that has come as far as its first look at the database."""
    from participation.ballots.life import GRACE

    script = WORKER.format(at=(poll.closes_at + GRACE).isoformat())
    worker = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert worker.stdout.readline() == "ready\n"
    return worker


def _count(poll) -> float:
    """Let a worker finish; return how long it worked."""
    worker, start = _start(poll), time.monotonic()
    assert worker.wait() == 0
    return time.monotonic() - start


def _state(poll) -> tuple[str, bool]:
    """What a killed worker left: ``nothing`` of its count, all of it or ``half``; and whether the page says so."""
    from django.test import Client

    from participation.ballots.models import Counted, Envelope, Poll

    poll = Poll.objects.get(pk=poll.pk)
    if poll.counted_at:
        return "counted", True
    whole = Envelope.objects.filter(poll=poll).count() == CROWD and not Counted.objects.filter(poll=poll).exists()
    return "nothing" if whole else "half", SAID in Client().get(poll.get_absolute_url()).text


def _found(poll) -> tuple[int, int, int]:
    from participation.ballots.models import Counted, Tally
    from territories.instance.models import Act

    acts = Act.objects.filter(verb="poll.counted", subject_id=str(poll.pk))
    return Counted.objects.filter(poll=poll).count(), Tally.objects.filter(poll=poll).count(), acts.count()
