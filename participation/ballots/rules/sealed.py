"""From a sealed rule to its result: the one place that knows which rules exist."""

from collections.abc import Mapping
from typing import Any, Protocol

from participation.ballots.rules.conditions import Conditions
from participation.ballots.rules.equal_shares import EqualShares
from participation.ballots.rules.greedy import Greedy
from participation.ballots.rules.outcome import Outcome
from participation.ballots.rules.profile import Profile
from participation.ballots.rules.refusals import UnknownRule


class Rule(Protocol):
    """What a budget rule is: settings that can be sealed, and a decision."""

    name: str

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""

    def decide(self, profile: Profile) -> Outcome:
        """Return what the rule makes of a count."""


RULES: dict[str, type[Greedy] | type[EqualShares]] = {Greedy.name: Greedy, EqualShares.name: EqualShares}
CONDITIONS = ("minimum", "max_winners", "cap")


def rule_from_json(sealed: Mapping[str, Any]) -> Greedy | EqualShares:
    """Return the rule that ``as_json`` wrote into a rule file.

    :raises UnknownRule: when the house has no rule of that name, or not with these settings.
    """
    settings = dict(sealed)
    name = settings.pop("name", None)
    conditions = {key: settings.pop(key) for key in CONDITIONS if key in settings}
    try:
        return RULES[name](**settings, conditions=Conditions(**conditions))
    except (KeyError, TypeError) as error:
        raise UnknownRule(name=name) from error


def tally(profile: Profile, rule: Rule) -> Outcome:
    """Apply a rule to a count: the same outcome for the same ballots, whoever runs it and in whatever order.

    >>> from participation.ballots.rules.profile import Project
    >>> projects = [Project("banc", 60_00), Project("four", 70_00), Project("haie", 40_00)]
    >>> count = Profile.from_totals(projects, 100_00, {"banc": 9, "four": 8, "haie": 5}, voters=12)
    >>> tally(count, Greedy()).winners
    ('banc', 'haie')
    """
    return rule.decide(profile)
