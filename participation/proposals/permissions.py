"""Who may do what with an idea; the calendar is asked elsewhere."""

from participation.proposals.models import Proposal


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
