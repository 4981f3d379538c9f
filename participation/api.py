"""Endpoints of participation, gathered from its concepts: ``(prefix, viewset, basename)``."""

from participation.consultations.api import ConsultationViewSet
from participation.proposals.api import ProposalViewSet
from participation.reports.api import ReportViewSet

ROUTES: list[tuple] = [
    ("consultations", ConsultationViewSet, "consultation"),
    ("proposals", ProposalViewSet, "proposal"),
    ("reports", ReportViewSet, "report"),
]
