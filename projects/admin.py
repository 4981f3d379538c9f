"""Admin pages of projects, gathered from its concepts."""

from projects.calls.admin import CallAdmin as CallAdmin
from projects.funding.admin import FundingKindAdmin as FundingKindAdmin
from projects.portfolio.admin import ProjectAdmin as ProjectAdmin
