"""Keeping the words of an idea each time they change."""

from datetime import datetime

from participation.proposals.models import Proposal
from participation.proposals.records import Version


def keep_version(proposal: Proposal, *, kind: str, at: datetime, reason: str = "") -> Version:
    """Write down the words as they stand, numbered after the last version; the caller holds the lock on the idea."""
    last = proposal.versions.order_by("-no").values_list("no", flat=True).first() or 0
    return Version.objects.create(
        consultation_id=proposal.consultation_id,
        proposal=proposal,
        no=last + 1,
        kind=kind,
        reason=reason,
        at=at,
        **proposal.words(),
    )
