"""The tables of participation, gathered from its concepts."""

from participation.consultations.models import Consultation as Consultation
from participation.consultations.models import Declaration as Declaration
from participation.consultations.models import Phase as Phase
from participation.consultations.models import Rulebook as Rulebook
from participation.proposals.judgements import Decision as Decision
from participation.proposals.judgements import ReviewRequest as ReviewRequest
from participation.proposals.judgements import ScopeChange as ScopeChange
from participation.proposals.judgements import Study as Study
from participation.proposals.models import Proposal as Proposal
from participation.proposals.records import Holder as Holder
from participation.proposals.records import Numbering as Numbering
from participation.proposals.records import StatusChange as StatusChange
from participation.proposals.records import Support as Support
from participation.proposals.records import Version as Version
