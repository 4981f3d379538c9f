"""When something fails on our side: a page that needs neither database nor cache, and for a short absence, a date."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from territories.instance.middleware import PREFIX

#: How Django says that the database is away, restarts, or cut the connection.
AWAY = (OperationalError, InterfaceError)
#: Seconds after which it is worth trying again: a database that crashed is back within a few.
RETRY_AFTER = 3


def failed(request: HttpRequest) -> HttpResponse:
    """Answer for an error that nothing caught: « come back soon » without a database, the page of errors otherwise."""
    if not isinstance(sys.exc_info()[1], AWAY):
        return server_error(request)
    return unavailable(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that nothing was confirmed, and when to try again."""
    later = {"Retry-After": str(RETRY_AFTER)}
    if request.path.startswith(PREFIX):
        told = {"code": "unavailable", "detail": _("Le site est indisponible un instant.")}
        return JsonResponse(told, status=503, headers=later)
    return HttpResponse(render_to_string("503.html"), status=503, headers=later)
