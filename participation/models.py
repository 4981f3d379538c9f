"""The tables of participation, gathered from its concepts."""

from participation.consultations.models import Consultation as Consultation
from participation.consultations.models import Phase as Phase
from participation.consultations.models import Rulebook as Rulebook
from participation.proposals.models import Proposal as Proposal
from participation.proposals.models import Support as Support
