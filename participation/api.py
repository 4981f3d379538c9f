"""Endpoints of participation, gathered from its concepts: ``(prefix, viewset, basename)``."""

from participation.ballots.api import PollViewSet
from participation.ballots.voted_api import VotedProjectViewSet
from participation.consultations.api import ConsultationViewSet
from participation.proposals.api import ProposalViewSet
from participation.reports.api import ReportViewSet

ROUTES: list[tuple] = [
    ("consultations", ConsultationViewSet, "consultation"),
    ("proposals", ProposalViewSet, "proposal"),
    ("polls", PollViewSet, "poll"),
    ("voted-projects", VotedProjectViewSet, "voted-project"),
    ("reports", ReportViewSet, "report"),
]
