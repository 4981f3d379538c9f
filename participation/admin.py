"""Admin pages of participation, gathered from its concepts."""

from participation.ballots.admin import PollAdmin as PollAdmin
from participation.clusters.admin import ClusterAdmin as ClusterAdmin
from participation.consultations.admin import ConsultationAdmin as ConsultationAdmin
from participation.consultations.duties_admin import DutyAdmin as DutyAdmin
from participation.consultations.rulebook_admin import RulebookAdmin as RulebookAdmin
from participation.debates.admin import CommentAdmin as CommentAdmin
from participation.proposals.admin import ProposalAdmin as ProposalAdmin
from participation.proposals.admin import StudyAdmin as StudyAdmin
