"""What an agent finds on the start page: the votes where people are struck off and sheets are typed, one click away."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.ballots.cockpit import STAGES
from participation.ballots.life import Stage
from participation.ballots.models import Paper, Poll
from territories.accounts.permissions import areas_of, can


def desk(*, user, at: datetime) -> dict | None:
    """The paper votes of this account's areas that run, or whose sheets are typed."""
    if not can(user, "polls.strike_off"):
        return None
    polls = Poll.objects.sealed().filter(
        consultation__area__in=areas_of(user, "polls.strike_off").values("pk"), reconciled_at=None
    )
    rows = [_row(poll, at) for poll in polls.exclude(paper=Paper.NONE).select_related("consultation")]
    if not rows:
        return None
    return {"title": _("Au guichet"), "template": "participation/ballots/admin/_desk.html", "rows": rows}


def _row(poll: Poll, at: datetime) -> dict:
    stage = poll.stage(at)
    return {
        "poll": poll,
        "stage": STAGES[stage],
        "url": reverse("participation:desk_roll", args=[poll.slug]),
        "is_open": stage is Stage.OPEN,
        "types_sheets": stage is Stage.CLOSED,
    }
