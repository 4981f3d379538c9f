"""What a project may become, and what residents may expect of it."""

from dataclasses import dataclass
from datetime import date

#: State → states it may change to. A finished project may be reopened; an abandoned one taken up again.
NEXT: dict[str, frozenset[str]] = {
    "idea": frozenset({"study", "selected", "under_way", "abandoned"}),
    "study": frozenset({"selected", "under_way", "late", "abandoned"}),
    "selected": frozenset({"study", "under_way", "late", "abandoned"}),
    "under_way": frozenset({"late", "done", "abandoned"}),
    "late": frozenset({"under_way", "done", "abandoned"}),
    "done": frozenset({"under_way"}),
    "abandoned": frozenset({"study", "under_way"}),
}
#: States that owe residents a reason.
NEEDS_REASON = frozenset({"late", "abandoned"})
#: Days without news after which the page says so.
SILENCE_DAYS = 90


def may_become(now: str, then: str) -> bool:
    """Tell whether a project in one state may change to another."""
    return then in NEXT[now]


def silent_since(last_news: date | None, announced: date | None, status: str, today: date) -> date | None:
    """Return since when residents have been left without news, where it is more than 90 days and something should move.

    :param announced: when the project was made public: without any news, the silence is counted from there.
    """
    since = last_news or announced
    if status in ("done", "abandoned") or since is None or (today - since).days <= SILENCE_DAYS:
        return None
    return since


@dataclass(frozen=True)
class Spending:
    """Voted against spent, in cents."""

    voted: int
    spent: int

    @property
    def left(self) -> int:
        """What remains of the voted amount; negative when more was spent."""
        return self.voted - self.spent
