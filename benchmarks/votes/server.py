"""The house for gunicorn, with one more view beside it: who is signed in gets nothing. A vote is compared with that."""

import sys
from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from crois_sens.wsgi import application as application


def empty(request: HttpRequest) -> HttpResponse:
    """Find out who asks, as a vote does, and answer with nothing."""
    known = request.user.is_authenticated and request.user.participant is not None
    return HttpResponse(status=204 if known else 403)


addresses = ModuleType("benchmarks.votes.addresses")
addresses.handler500 = import_module("crois_sens.urls").handler500
addresses.urlpatterns = [path("vide/", empty), path("", include("crois_sens.urls"))]
sys.modules[addresses.__name__] = addresses
settings.ROOT_URLCONF = addresses.__name__
