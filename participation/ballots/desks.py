"""Which votes have a desk: paper voters are struck off there, and people show who they are and then vote online."""

from django.db.models import Q
from django.urls import reverse

from participation.ballots.models import CIVIL, LinkProof, Paper, Poll

#: Polls whose desk has something to do: people who show who they are until the close, paper votes beyond it.
HAS_DESK = (Q(key_method__in=CIVIL) | Q(link_proof=LinkProof.DOCUMENT)) & Q(closed_at=None) | ~Q(paper=Paper.NONE)


def sees_people(poll: Poll) -> bool:
    """Tell whether a desk has to see people who then vote on the web."""
    return poll.key_method in CIVIL or poll.link_proof == LinkProof.DOCUMENT


def desk_url(poll: Poll) -> str:
    """Where agents of this poll begin; empty where nobody has to come to a desk."""
    if poll.sealed_at is None or not (poll.has_paper or sees_people(poll)):
        return ""
    return reverse(f"participation:{'desk_roll' if poll.has_paper else 'desk_people'}", args=[poll.slug])
