"""Twenty polls that close while people vote and the server stands still over the end, on both nights of the clock too.

A vote received before the end counts, also when the server comes to it later; one received after the end does not; and
nothing enters what was counted.
"""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.faults.clients import Crowd
from benchmarks.faults.servers import Servers, fault, none_of
from benchmarks.votes.http_votes import headers_of
from benchmarks.votes.stage import Row, gunicorn, open_poll, people

#: An ordinary evening, and the nights on which the clocks of Paris go forward and back, at the very moment they do.
EVENINGS = {
    "evening": (datetime(2026, 5, 20, 16, 0, tzinfo=UTC), 6),
    "spring": (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), 7),
    "autumn": (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), 7),
}
CLIENTS, PEOPLE = 16, 700
#: Seconds: between two closings, voting before the end, and the server's stillness around it.
BETWEEN, BEFORE, STILL_BEFORE, STILL_AFTER = 8.0, 2.5, 0.15, 1.0
#: Seconds after which polls and server are ready for the first close.
READY = 30.0
#: The minute of grace, cut short so that twenty closings take minutes.
GRACE = 3.0


@dataclass
class Close:
    """What became of one poll."""

    acknowledged: int
    counted: int
    in_time_refused: int
    late_accepted: int
    recorded_after_the_end: int
    intruders: int

    @property
    def lost(self) -> int:
        """Votes whose voter was told that they count, and that do not."""
        return max(self.acknowledged - self.counted, 0)


def run(servers: Servers) -> list[Row]:
    """Close all polls, then once without the grace and once without the lock."""
    closes = [one for name in EVENINGS for one in _evening(name, EVENINGS[name][1])]
    hasty = _evening("without-grace", 1, grace=0.0)[0]
    assert hasty.in_time_refused, "without the grace every vote got through: the storm is too weak to prove anything"
    unlocked = _evening("without-lock", 1, grace=0.0, still=False, SLOW_COMMIT="0.3", NO_LOCK="1")[0]
    assert unlocked.lost, "without the lock no vote was lost: the storm is too weak to prove anything"
    locked = _evening("slow-commits", 1, grace=0.0, still=False, SLOW_COMMIT="0.3")[0]
    what = f"{len(closes)} closings under load"
    return [
        fault(f"{what}: votes acknowledged", sum(one.acknowledged for one in closes), "votes"),
        fault(f"{what}: recorded after the end", sum(one.recorded_after_the_end for one in closes), "votes"),
        none_of(f"{what}: acknowledged and not counted", sum(one.lost for one in closes), "votes"),
        none_of(
            f"{what}: counted and not acknowledged", sum(one.counted - one.acknowledged for one in closes), "votes"
        ),
        none_of(f"{what}: received in time and refused", sum(one.in_time_refused for one in closes), "votes"),
        none_of(f"{what}: received after the end and accepted", sum(one.late_accepted for one in closes), "votes"),
        none_of(f"{what}: rows let into a counted set", sum(one.intruders for one in closes), "rows"),
        fault("control without the grace: received in time and refused", hasty.in_time_refused, "votes"),
        fault("control without the lock: acknowledged and not counted", unlocked.lost, "votes"),
        none_of("the same slow commits with the lock: acknowledged and not counted", locked.lost, "votes"),
    ]


def _evening(name: str, number: int, *, grace: float = GRACE, still: bool = True, **env: str) -> list[Close]:
    """Close so many polls, one after the other, at the server's clock of that evening."""
    first = EVENINGS.get(name, EVENINGS["evening"])[0]
    sessions = people(PEOPLE, prefix=name)
    ahead = first.timestamp() - (time.time() + READY)

    def clock() -> datetime:
        return datetime.fromtimestamp(time.time() + ahead, UTC)

    polls = [
        open_poll(f"{name}-{no}", at=first - timedelta(hours=1), closes_at=first + timedelta(seconds=no * BETWEEN))
        for no in range(number)
    ]
    with gunicorn("benchmarks.faults.house", CLOCK_AHEAD=str(ahead), **env) as server:
        with _worker(clock, grace):
            crowds = [_close(server, poll, sessions, clock, still=still) for poll in polls]
            _wait_until_counted(polls)
        return [_judge(poll, crowd, ahead) for poll, crowd in zip(polls, crowds, strict=True)]


def _close(server: tuple[int, int], poll, sessions: list[str], clock: Callable[[], datetime], *, still: bool) -> Crowd:
    """Vote over the end of a poll, which the server sleeps through."""
    port, pid = server
    path = f"/votes/{poll.slug}/confirmer/"
    crowd = Crowd(port, path, [headers_of(poll, session) for session in sessions], clients=CLIENTS)

    def wait_until(seconds: float) -> None:
        time.sleep(max((poll.closes_at - clock()).total_seconds() + seconds, 0))

    assert clock() < poll.closes_at - timedelta(seconds=BEFORE), "the machine is too slow for these closings"
    wait_until(-BEFORE)
    with crowd.voting():
        wait_until(-STILL_BEFORE)
        if still:
            _signal_workers(pid, signal.SIGSTOP)
        wait_until(STILL_AFTER)
        _signal_workers(pid, signal.SIGCONT)
        wait_until(STILL_AFTER + 0.7)
        crowd.stopped.set()
    return crowd


def _signal_workers(pid: int, number: int) -> None:
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
        os.kill(int(child), number)


@contextmanager
def _worker(clock: Callable[[], datetime], grace: float):
    """Somebody who closes, reconciles and counts as soon as one may, again and again."""
    from django.db import connection

    from participation.ballots.models import polls
    from participation.ballots.operations import counting, move_polls_on

    before, over = counting.GRACE, threading.Event()
    polls.GRACE = counting.GRACE = timedelta(seconds=grace)

    def work() -> None:
        while not over.is_set():
            move_polls_on(at=clock())
            time.sleep(0.05)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        over.set()
        worker.join()
        polls.GRACE = counting.GRACE = before


def _wait_until_counted(polls: list) -> None:
    from participation.ballots.models import Poll

    limit = time.monotonic() + 60
    while Poll.objects.filter(pk__in=[poll.pk for poll in polls], counted_at=None).exists():
        assert time.monotonic() < limit, "the polls were not counted"
        time.sleep(0.1)


def _judge(poll, crowd: Crowd, ahead: float) -> Close:
    """Compare what voters were told with what was counted."""
    from participation.ballots.models import Counted

    intruders = _break_in(poll)
    end = poll.closes_at.timestamp()
    assert {one.status for one in crowd.answers} <= {200, 302, 409}, {one.status for one in crowd.answers}
    return Close(
        acknowledged=len(crowd.acknowledged),
        counted=Counted.objects.filter(poll=poll).count() - intruders,
        in_time_refused=sum(one.received < end and one.status != 200 for one in crowd.answers),
        late_accepted=sum(one.received >= end for one in crowd.acknowledged),
        recorded_after_the_end=sum(one.at + ahead > end for one in crowd.acknowledged),
        intruders=intruders,
    )


INTRUSIONS = (
    "INSERT INTO participation_counted (consultation_id, poll_id, no, choices, nonce) "
    "VALUES (%(consultation)s, %(poll)s, 99999, '{1}', '')",
    "UPDATE participation_counted SET choices = '{2}' WHERE poll_id = %(poll)s",
    "DELETE FROM participation_counted WHERE poll_id = %(poll)s",
    "INSERT INTO participation_envelope (consultation_id, poll_id, roll_id, choices, nonce, commitment, casts) "
    "SELECT consultation_id, poll_id, id, '{1}', repeat('0', 64), repeat('0', 64), 1 FROM participation_roll "
    "WHERE poll_id = %(poll)s LIMIT 1",
)


def _break_in(poll) -> int:
    """Try to add to what was counted, or to change it, by plain SQL; return how often the database let it."""
    from django.db import IntegrityError, connection, transaction

    let_in = 0
    for statement in INTRUSIONS:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, {"poll": poll.pk, "consultation": poll.consultation_id})
                let_in += 1
        except IntegrityError:
            continue
    return let_in
