"""Who may do what with an idea; the calendar is asked elsewhere."""

from participation.consultations.models import Consultation
from participation.proposals.models import Proposal
from territories.accounts.permissions import areas_of, can
from territories.areas.models import Area


def is_holder(person, proposal: Proposal) -> bool:
    """Tell whether this account's participant carries the idea: its author, or one who was joined to it."""
    participant = getattr(person, "participant_id", None)
    return participant is not None and (
        proposal.author_id == participant or proposal.holders.filter(participant=participant).exists()
    )


def is_author(person, proposal: Proposal) -> bool:
    """Tell whether this account's participant wrote the idea."""
    participant = getattr(person, "participant_id", None)
    return participant is not None and proposal.author_id == participant


def may_enter(user, consultation: Consultation) -> bool:
    """Tell whether this account keeps a desk for the consultation: in its area, or in a place inside it.

    Whose idea may be entered there is asked by ``enter_person``: people of the agent's own communes.
    """
    if can(user, "proposals.enter", consultation.area):
        return True
    inside = Area.objects.within([consultation.area])
    return (
        can(user, "proposals.enter") and inside.filter(pk__in=areas_of(user, "proposals.enter").values("pk")).exists()
    )
