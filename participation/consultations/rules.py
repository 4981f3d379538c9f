"""What each kind of phase welcomes: one table, asked by pages, admin, API and operations alike."""

from enum import StrEnum


class Welcome(StrEnum):
    """A contribution or an act of the team that a phase may welcome."""

    IDEA = "idea"
    COMMENT = "comment"
    SUPPORT = "support"
    DECISION = "decision"
    STUDY = "study"
    CAMPAIGN = "campaign"
    BALLOT = "ballot"
    COUNT = "count"
    RESULT = "result"
    DELIVERY = "delivery"


#: Kind of phase → what is welcome while it runs. Nothing else is.
WELCOMES: dict[str, frozenset[Welcome]] = {
    "ideas": frozenset({Welcome.IDEA, Welcome.COMMENT, Welcome.SUPPORT, Welcome.DECISION}),
    "admissibility": frozenset({Welcome.COMMENT, Welcome.SUPPORT, Welcome.DECISION}),
    "study": frozenset({Welcome.COMMENT, Welcome.STUDY, Welcome.DECISION}),
    "campaign": frozenset({Welcome.COMMENT, Welcome.CAMPAIGN}),
    "vote": frozenset({Welcome.COMMENT, Welcome.CAMPAIGN, Welcome.BALLOT}),
    "count": frozenset({Welcome.COUNT}),
    "result": frozenset({Welcome.RESULT}),
    "delivery": frozenset({Welcome.DELIVERY, Welcome.COMMENT}),
}


def kinds_welcoming(what: Welcome) -> list[str]:
    """Return the kinds of phase that welcome this contribution."""
    return [kind for kind, welcome in WELCOMES.items() if what in welcome]
