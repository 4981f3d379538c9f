"""Endpoints of participation, gathered from its concepts: ``(prefix, viewset, basename)``."""

from participation.consultations.api import ConsultationViewSet
from participation.proposals.api import ProposalViewSet

ROUTES: list[tuple] = [
    ("consultations", ConsultationViewSet, "consultation"),
    ("proposals", ProposalViewSet, "proposal"),
]
