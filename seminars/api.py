"""Endpoints of seminars, gathered from its concepts: ``(prefix, viewset, basename)``."""

from seminars.events.api import EventViewSet
from seminars.library.api import PublicationViewSet

ROUTES: list[tuple] = [
    ("events", EventViewSet, "event"),
    ("publications", PublicationViewSet, "publication"),
]
