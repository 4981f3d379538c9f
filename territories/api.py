"""Endpoints of territories, gathered from its concepts: ``(prefix, viewset, basename)``."""

ROUTES: list[tuple] = []
