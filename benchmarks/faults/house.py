"""The house for gunicorn on a bad evening: at another hour, and where a control asks for it without one of its guards.

``CLOCK_AHEAD`` seconds between its clock and the machine's · ``SLOW_COMMIT`` seconds that a vote takes to commit ·
``NO_LOCK`` voters do not share the lock · ``HARD_CACHE`` a cache that fails aloud.
"""

import os
import time
from datetime import timedelta

from django.utils import timezone

AHEAD = timedelta(seconds=float(os.environ.get("CLOCK_AHEAD", "0")))
_clock = timezone.now
timezone.now = lambda: _clock() + AHEAD

from django.conf import settings  # noqa: E402 - the clock is set before anything of Django reads it

if os.environ.get("HARD_CACHE"):
    settings.CACHES["default"]["BACKEND"] = "django.core.cache.backends.redis.RedisCache"


def tell_arrival(get_response):
    """Write on every answer when its request was received, by the very clock that decides."""

    def tell(request):
        response = get_response(request)
        response["X-Received"] = f"{request.received_at.timestamp():.6f}"
        return response

    return tell


settings.MIDDLEWARE.insert(1, f"{__name__}.tell_arrival")

from benchmarks.votes.server import application as application  # noqa: E402
from participation.ballots.operations import casting  # noqa: E402

if os.environ.get("NO_LOCK"):
    casting.LOCK = "SELECT 1;"
if slow := float(os.environ.get("SLOW_COMMIT", "0")):
    _tell = casting._tell
    casting._tell = lambda *words, **named: (_tell(*words, **named), time.sleep(slow))
