"""What voters got: how many chose a project that won, and what anybody may work out for themselves, on their device."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from participation.ballots.models import Poll, Tally
from participation.ballots.results import Result
from participation.ballots.rules.places import SMALLEST_SHOWN

# Served: the ballots that chose at least one of the winners.
SERVED = """
SELECT count(*), count(*) FILTER (WHERE choices && %(winners)s::smallint[])
  FROM participation_counted
 WHERE consultation_id = %(consultation)s AND poll_id = %(poll)s AND choices <> '{}'
"""


@dataclass(frozen=True, slots=True)
class Served:
    """Of the ballots that are known one by one and chose something, how many chose a project that won."""

    ballots: int
    served: int

    def as_json(self) -> dict[str, int]:
        """Plain values."""
        return {"ballots": self.ballots, "with_a_winner": self.served}


def served_by(result: Result) -> Served | None:
    """Count the voters with at least one winner; nothing without money, from totals, or of too few."""
    poll = result.poll
    if not poll.has_money:
        return None
    with connection.cursor() as cursor:
        winners = [one.no for one in result.winners]
        cursor.execute(SERVED, {"winners": winners, "consultation": poll.consultation_id, "poll": poll.pk})
        ballots, served = cursor.fetchone()
    return Served(ballots, served) if ballots >= SMALLEST_SHOWN else None


@dataclass(frozen=True, slots=True)
class Purse:
    """Equal shares: what each voter held, and what a winner cost each of those who chose it, at most.

    :ivar share: in the smallest amount of the vote's money, with decimals; :ivar prices: by the code of a winner.
    :ivar by_points: a price is for each point given.
    """

    share: str
    prices: dict[str, str]
    by_points: bool


def purse_of(poll: Poll) -> Purse | None:
    """Return what a voter needs to work out where their share went; nothing under rules without equal shares."""
    kept = Tally.objects.filter(poll=poll, official=True).values_list("result_json", flat=True).first()
    outcome: dict[str, Any] = json.loads(kept) if kept else {}
    rule = outcome.get("rule", {})
    if "comparison" in outcome:
        rule = rule[outcome["comparison"]["kept"]]
    if rule.get("name") != "equal-shares":
        return None
    prices = {one["id"]: one["price"] for one in outcome["projects"] if one["price"] is not None}
    return Purse(outcome["share"], prices, by_points=rule.get("by", "votes") == "points")
