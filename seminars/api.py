"""Endpoints of seminars, gathered from its concepts: ``(prefix, viewset, basename)``."""

ROUTES: list[tuple] = []
