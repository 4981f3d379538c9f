"""Endpoints of participation, gathered from its concepts: ``(prefix, viewset, basename)``."""

from participation.consultations.api import ConsultationViewSet

ROUTES: list[tuple] = [
    ("consultations", ConsultationViewSet, "consultation"),
]
