"""``/sante/``: is the installation well? For a load balancer and a monitor; it tells nothing about machines or people.

Only a missing database closes the door (503): without cache and without workers pages are slower and mails late, and
votes go on, so these are told and nothing more.
"""

import asyncio
import dataclasses
from concurrent.futures import ThreadPoolExecutor

from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from health_check.base import HealthCheck, HealthCheckResult
from health_check.exceptions import ServiceUnavailable

from territories.instance.heartbeat import workers_are_silent


@dataclasses.dataclass
class Workers(HealthCheck):
    """Somebody ran a tick lately: broker, beat and a worker are all there."""

    def run(self) -> None:
        """:raises ServiceUnavailable: when no tick ran for a while."""
        if workers_are_silent():
            raise ServiceUnavailable("silent")


CHECKS = ("health_check.checks.Database", "health_check.checks.Cache", "crois_sens.health.Workers")


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Tell the state of each part in one word; what went wrong exactly stands in the log."""
    with ThreadPoolExecutor(max_workers=1) as aside:  # some checks are coroutines, and threads of gunicorn are not
        results = aside.submit(asyncio.run, _results()).result()
    told = {type(result.check).__name__.lower(): "down" if result.error else "up" for result in results}
    return JsonResponse(told, status=503 if told["database"] == "down" else 200)


async def _results() -> list[HealthCheckResult]:
    # By name, because the module of the checks imports a resolver that nothing else here needs.
    return [await import_string(name)().get_result() for name in CHECKS]
