"""What a sealed rule promises to those whose votes a decision of the commission sets aside: time to contest it."""

from datetime import datetime, timedelta

from participation.ballots.contract import contract_for
from participation.ballots.models import Poll


def contest_ends(poll: Poll, *, told_at: datetime) -> datetime:
    """Until when somebody who was told of a decision at that moment may ask for a review."""
    return told_at + timedelta(hours=contract_for(poll).json["electorate"].get("contest_hours", 0))
