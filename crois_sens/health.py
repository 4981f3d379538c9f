"""``/sante/``: is the installation well? For a load balancer and a monitor; it tells nothing about machines or people.

Only a missing database closes the door (503): without cache and without workers pages are slower and mails late, and
votes go on, so these are told and nothing more.
"""

import dataclasses
import time

from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable
from health_check.views import HealthCheckView

SIGN_OF_LIFE = "workers-sign-of-life"
#: A worker silent for this long is missed, in seconds: several heartbeats.
SILENCE = 120


def leave_sign_of_life() -> None:
    """Note that a worker runs what beat asks for; called by a worker."""
    cache.set(SIGN_OF_LIFE, time.time(), timeout=24 * 3600)


@dataclasses.dataclass
class Workers(HealthCheck):
    """Somebody ran a tick lately: broker, beat and a worker are all there."""

    def run(self) -> None:
        """:raises ServiceUnavailable: when no tick ran for a while."""
        if time.time() - (cache.get(SIGN_OF_LIFE) or 0) > SILENCE:
            raise ServiceUnavailable("silent")


class HealthView(HealthCheckView):
    """The state of each part in one word, as JSON."""

    # By name, because that module imports a resolver that nothing else here needs.
    checks = ("health_check.checks.Database", "health_check.checks.Cache", Workers)

    async def get(self, request: HttpRequest, *args, **kwargs) -> JsonResponse:
        """Run the checks; what went wrong exactly stands in the log, not here."""
        results = [await check.get_result() for check in self.get_checks()]
        told = {type(result.check).__name__.lower(): "down" if result.error else "up" for result in results}
        return JsonResponse(told, status=503 if told["database"] == "down" else 200)
