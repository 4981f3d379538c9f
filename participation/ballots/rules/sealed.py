"""From a sealed rule to its result: the one place that knows which rules exist."""

from collections.abc import Callable, Mapping
from typing import Any

from participation.ballots.rules.conditions import Conditions
from participation.ballots.rules.envelopes import Envelopes, Part
from participation.ballots.rules.equal_shares import EqualShares
from participation.ballots.rules.greedy import Greedy
from participation.ballots.rules.judgment import MajorityJudgment
from participation.ballots.rules.methods import MostVotes, YesNo
from participation.ballots.rules.outcome import Outcome
from participation.ballots.rules.phragmen import Phragmen
from participation.ballots.rules.preferred import BudgetRule, Preferred
from participation.ballots.rules.profile import Profile
from participation.ballots.rules.rankings import InstantRunoff, Schulze
from participation.ballots.rules.refusals import UnknownRule

CONDITIONS = ("minimum", "max_winners", "cap", "exclusive")


def rule_from_json(sealed: Mapping[str, Any]) -> BudgetRule:
    """Return the rule that ``as_json`` wrote into a rule file.

    :raises UnknownRule: when the house has no rule of that name, or not with these settings.
    """
    settings = dict(sealed)
    name = settings.pop("name", None)
    try:
        return RULES[name](settings)
    except (KeyError, TypeError, ValueError) as error:
        raise UnknownRule(name=name) from error


def tally(profile: Profile, rule: BudgetRule) -> Outcome:
    """Apply a rule to a count: the same outcome for the same ballots, whoever runs it and in whatever order.

    >>> from participation.ballots.rules.profile import Project
    >>> projects = [Project("banc", 60_00), Project("four", 70_00), Project("haie", 40_00)]
    >>> count = Profile.from_totals(projects, 100_00, {"banc": 9, "four": 8, "haie": 5}, voters=12)
    >>> tally(count, Greedy()).winners
    ('banc', 'haie')
    """
    return rule.decide(profile)


def _simple(kind: type[Greedy] | type[EqualShares] | type[Phragmen]) -> Callable[[dict[str, Any]], BudgetRule]:
    """Return what reads a rule whose settings are plain, with the conditions beside them."""

    def read(settings: dict[str, Any]) -> BudgetRule:
        conditions = {key: settings.pop(key) for key in CONDITIONS if key in settings}
        return kind(**settings, conditions=Conditions(**conditions))

    return read


def _plain(kind: Callable[..., BudgetRule]) -> Callable[[dict[str, Any]], BudgetRule]:
    """Return what reads a rule without conditions."""
    return lambda settings: kind(**{**settings, **_as_tuples(settings)})


def _as_tuples(settings: dict[str, Any]) -> dict[str, tuple]:
    return {name: tuple(value) for name, value in settings.items() if isinstance(value, list)}


def _preferred(settings: dict[str, Any]) -> Preferred:
    first, second = (rule_from_json(settings.pop(which)) for which in ("first", "second"))
    return Preferred(first, second, **settings)


def _envelopes(settings: dict[str, Any]) -> Envelopes:
    parts = tuple(Part(**{**part, "projects": tuple(part["projects"])}) for part in settings.pop("parts"))
    return Envelopes(parts, rule_from_json(settings.pop("rule")), **settings)


RULES: dict[str, Callable[[dict[str, Any]], BudgetRule]] = {
    Greedy.name: _simple(Greedy),
    EqualShares.name: _simple(EqualShares),
    Phragmen.name: _simple(Phragmen),
    Preferred.name: _preferred,
    Envelopes.name: _envelopes,
    **{kind.name: _plain(kind) for kind in (YesNo, MostVotes, MajorityJudgment, Schulze, InstantRunoff)},
}
