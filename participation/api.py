"""Endpoints of participation, gathered from its concepts: ``(prefix, viewset, basename)``."""

ROUTES: list[tuple] = []
