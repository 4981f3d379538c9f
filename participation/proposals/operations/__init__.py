"""What can happen to an idea; start at ``statuses``, through which every change of state goes."""

from participation.proposals.operations.decisions import decide_admissibility as decide_admissibility
from participation.proposals.operations.decisions import request_review as request_review
from participation.proposals.operations.filing import discard_draft as discard_draft
from participation.proposals.operations.filing import edit_idea as edit_idea
from participation.proposals.operations.filing import enter_idea as enter_idea
from participation.proposals.operations.filing import file_idea as file_idea
from participation.proposals.operations.filing import save_draft as save_draft
from participation.proposals.operations.filing import submit_idea as submit_idea
from participation.proposals.operations.filing import withdraw_idea as withdraw_idea
from participation.proposals.operations.merging import merge_ideas as merge_ideas
from participation.proposals.operations.moderation import hide_idea as hide_idea
from participation.proposals.operations.moderation import show_idea as show_idea
from participation.proposals.operations.queues import next_number as next_number
from participation.proposals.operations.scopes import accept_scope as accept_scope
from participation.proposals.operations.scopes import decline_scope as decline_scope
from participation.proposals.operations.scopes import propose_scope as propose_scope
from participation.proposals.operations.statuses import StatusMoved as StatusMoved
from participation.proposals.operations.statuses import change_status as change_status
from participation.proposals.operations.studies import assign_study as assign_study
from participation.proposals.operations.studies import conclude_study as conclude_study
from participation.proposals.operations.studies import reopen_study as reopen_study
from participation.proposals.operations.studies import write_study as write_study
from participation.proposals.operations.supports import support_idea as support_idea
from participation.proposals.operations.supports import withdraw_support as withdraw_support
