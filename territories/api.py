"""Endpoints of territories, gathered from its concepts: ``(prefix, viewset, basename)``."""

from territories.areas.api import AreaViewSet

ROUTES: list[tuple] = [("areas", AreaViewSet, "area")]
