"""What an agent finds on the start page: the votes where people are struck off and sheets are typed, one click away."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from participation.ballots.cockpit import STAGES
from participation.ballots.desks import HAS_DESK, desk_url
from participation.ballots.life import Stage
from participation.ballots.models import Poll
from territories.accounts.permissions import areas_of, can


def desk(*, user, at: datetime) -> dict | None:
    """The votes of this account's areas with a desk, while it has something to do: until the rolls are settled."""
    if not can(user, "polls.strike_off"):
        return None
    polls = Poll.objects.sealed().filter(
        HAS_DESK, consultation__area__in=areas_of(user, "polls.strike_off").values("pk"), reconciled_at=None
    )
    rows = [_row(poll, at) for poll in polls.select_related("consultation")]
    if not rows:
        return None
    return {"title": _("Au guichet"), "template": "participation/ballots/admin/_desk.html", "rows": rows}


def _row(poll: Poll, at: datetime) -> dict:
    stage = poll.stage(at)
    return {
        "poll": poll,
        "stage": STAGES[stage],
        "url": desk_url(poll),
        "on_paper": poll.has_paper,
        "is_open": stage is Stage.OPEN,
        "types_sheets": stage is Stage.CLOSED and poll.has_paper,
    }
