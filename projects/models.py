"""The tables of projects, gathered from its concepts."""

from projects.calls.models import Call as Call
from projects.funding.models import Commitment as Commitment
from projects.funding.models import FundingKind as FundingKind
from projects.portfolio.models import Follow as Follow
from projects.portfolio.models import Milestone as Milestone
from projects.portfolio.models import News as News
from projects.portfolio.models import Partnership as Partnership
from projects.portfolio.models import Project as Project
