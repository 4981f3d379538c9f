"""Endpoints of projects, gathered from its concepts: ``(prefix, viewset, basename)``."""

from projects.calls.api import CallViewSet
from projects.funding.api import FundingKindViewSet
from projects.portfolio.api import ProjectViewSet

ROUTES: list[tuple] = [
    ("projects", ProjectViewSet, "project"),
    ("funding-kinds", FundingKindViewSet, "funding-kind"),
    ("calls", CallViewSet, "call"),
]
