"""What may become of an idea: one table of states, and the pure decisions around it."""

from collections.abc import Iterable
from hashlib import sha256

#: State → the states it may become. What is absent is refused, for people, programs and imports alike.
BECOMES: dict[str, frozenset[str]] = {
    "draft": frozenset({"submitted"}),
    "submitted": frozenset({"admissible", "inadmissible", "merged", "withdrawn"}),
    "admissible": frozenset({"in_study", "merged", "withdrawn"}),
    # A review may turn the first decision round; nothing else brings an inadmissible idea back.
    "inadmissible": frozenset({"admissible"}),
    "in_study": frozenset({"feasible", "unfeasible", "merged", "withdrawn"}),
    "feasible": frozenset({"on_ballot", "merged", "withdrawn"}),
    # The services may open their study again, when a holder or a fact convinces them.
    "unfeasible": frozenset({"in_study"}),
    "on_ballot": frozenset({"winner", "not_winner", "withdrawn", "abandoned"}),
    "winner": frozenset({"adopted", "abandoned"}),
    "adopted": frozenset({"under_way", "abandoned"}),
    "under_way": frozenset({"done", "abandoned"}),
    "merged": frozenset(),
    "withdrawn": frozenset(),
    "not_winner": frozenset(),
    "done": frozenset(),
    "abandoned": frozenset(),
}

#: A no is owed its reason; so is what an author takes back.
NEED_A_REASON = frozenset({"inadmissible", "unfeasible", "merged", "withdrawn", "abandoned"})
#: Only the rulebook makes an idea inadmissible, so the decision names its article.
NEED_AN_ARTICLE = frozenset({"inadmissible"})

#: An author may still change the words: nobody has judged them yet.
EDITABLE = frozenset({"draft", "submitted"})
#: An author may still leave. Once on the ballot people vote on it: the team withdraws it, with a reason.
WITHDRAWABLE = frozenset({"submitted", "admissible", "in_study", "feasible"})
#: An idea that is alive and not yet on the ballot is worth a support, and may be joined with another.
SUPPORTABLE = frozenset({"submitted", "admissible", "in_study", "feasible"})
MERGEABLE = SUPPORTABLE
#: An idea that goes no further.
OUT = frozenset({"inadmissible", "unfeasible", "merged", "withdrawn", "abandoned"})

#: Titles this alike are shown to each other (PostgreSQL's trigram similarity).
SIMILAR_ENOUGH = 0.35

SORT_RANDOM, SORT_NEWEST, SORT_SUPPORTED = "hasard", "recentes", "soutenues"
#: While people make up their mind, and until the result is known, a ranking would weigh on the vote.
NO_RANKING_IN = frozenset({"campaign", "vote", "count"})


def may_become(current: str, target: str) -> bool:
    """Tell whether an idea in one state may pass to another.

    :raises KeyError: when a state does not exist, which is a mistake of the program.
    """
    if target not in BECOMES:
        raise KeyError(target)
    return target in BECOMES[current]


def is_final(state: str) -> bool:
    """Tell whether nothing can follow this state."""
    return not BECOMES[state]


def what_is_missing(target: str, *, reason: str, article: str) -> list[str]:
    """Name what a change to this state still lacks: ``reason``, ``article``, or nothing."""
    missing = []
    if target in NEED_A_REASON and not reason.strip():
        missing.append("reason")
    if target in NEED_AN_ARTICLE and not article.strip():
        missing.append("article")
    return missing


def sorts_allowed(phases: Iterable[str]) -> list[str]:
    """Return the orders a list may be read in, the default first, given the kinds of phase that are running."""
    running = frozenset(phases)
    if running & NO_RANKING_IN:
        return [SORT_RANDOM, SORT_NEWEST]
    return [SORT_NEWEST, SORT_RANDOM, SORT_SUPPORTED]


def seed_of_the_day(day: str, consultation: str) -> str:
    """Return the seed of the day's random order: the same for everybody, so that the page can be cached."""
    return sha256(f"{day}|{consultation}".encode()).hexdigest()[:8]
