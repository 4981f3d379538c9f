"""Endpoints of projects, gathered from its concepts: ``(prefix, viewset, basename)``."""

ROUTES: list[tuple] = []
