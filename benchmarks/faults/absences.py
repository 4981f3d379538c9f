"""Redis gone for a minute: votes go on, signed in or signing in; a cache that fails aloud would stop them."""

import time

from benchmarks.faults.clients import Crowd
from benchmarks.faults.servers import Servers, fault, none_of
from benchmarks.votes.http_votes import headers_of
from benchmarks.votes.stage import Row, gunicorn, open_poll, people

MINUTE, FEW_SECONDS = 60.0, 4.0
#: People click at this pace, so that enough of them are left for the whole minute.
CLIENTS, PAUSE, PEOPLE = 8, 0.12, 5_000


def run(servers: Servers) -> list[Row]:
    """Vote while Redis is away, then for a moment with a cache that does not fail soft."""
    crowd = _vote(servers, "sans-redis", MINUTE)
    aloud = _vote(servers, "cache-dur", FEW_SECONDS, HARD_CACHE="1")
    failures = [one for one in aloud.answers if one.status >= 500]
    assert failures, "a cache that fails aloud stopped nobody: Redis was not away"
    what = f"Redis gone for {MINUTE:g} s"
    took = sorted(one.took for one in crowd.answers)
    return [
        fault(f"{what}: votes acknowledged meanwhile", len(crowd.acknowledged), "votes"),
        none_of(f"{what}: other answers", len(crowd.answers) - len(crowd.acknowledged), "answers"),
        fault(f"{what}: 99 of 100 answered within", took[len(took) * 99 // 100] * 1000, "ms"),
        fault(f"control, a cache that fails aloud for {FEW_SECONDS:g} s: answers 5xx", len(failures), "answers"),
    ]


def _vote(servers: Servers, slug: str, seconds: float, **env: str) -> Crowd:
    """Let people vote for so long without Redis; it is back afterwards."""
    poll = open_poll(slug)
    requests = [headers_of(poll, session) for session in people(PEOPLE, prefix=slug)]
    with gunicorn("benchmarks.faults.house", LOG_LEVEL="CRITICAL", **env) as (port, _pid):
        servers.redis.kill()
        crowd = Crowd(port, f"/votes/{slug}/confirmer/", requests, clients=CLIENTS, pause=PAUSE)
        with crowd.voting():
            time.sleep(seconds)
            crowd.stopped.set()
        servers.redis.start()
    return crowd
