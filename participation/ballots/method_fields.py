"""Which fields of a vote apply to which ballot and rule: one table for the form, for what it shows and what it refuses.

The form holds every field; a style sheet made from the table hides at once what does not apply to what is chosen, with
or without JavaScript. What was typed all the same is refused at its field.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from participation.ballots.models import NEED_BALLOTS, OTHER_RULES_OF, RULES_OF, SPENDING, BallotKind, Poll, RuleName


@dataclass(frozen=True, slots=True)
class Method:
    """A kind of ballot, the rule that decides on it, and the one that is shown beside it, if any."""

    kind: str
    rule: str
    other: str = ""

    @property
    def spends(self) -> bool:
        return self.rule in SPENDING

    def uses(self, *rules: RuleName) -> bool:
        """Tell whether one of these rules decides or is shown."""
        return self.rule in rules or self.other in rules


APPLIES: dict[str, Callable[[Method], bool]] = {
    "min_choices": lambda method: method.kind == BallotKind.CHOOSE,
    "max_choices": lambda method: method.kind in (BallotKind.CHOOSE, BallotKind.POINTS),
    "points": lambda method: method.kind == BallotKind.POINTS,
    "rule": lambda method: len(RULES_OF[method.kind]) > 1,
    "when_it_does_not_fit": lambda method: method.uses(RuleName.GREEDY, RuleName.PHRAGMEN),
    "zones_first": lambda method: method.rule == RuleName.GREEDY,
    "preferred_by": lambda method: method.rule in NEED_BALLOTS,
    "utility": lambda method: method.uses(RuleName.EQUAL_SHARES),
    "completion": lambda method: method.uses(RuleName.EQUAL_SHARES),
    "envelope_cents": lambda method: method.spends,
    "cap_cents": lambda method: method.spends,
    "min_votes": lambda method: method.spends,
    "max_winners": lambda method: method.rule not in (RuleName.YES_NO, RuleName.INSTANT_RUNOFF),
    "other_rule": lambda method: bool(OTHER_RULES_OF[method.kind, method.rule]),
}


#: What rules with money read of a project.
OF_PROJECTS = ("cost_cents", "exclusive_group")
#: Zones are asked where each of them comes first.
ZONES_APART = (
    'form:not(:has([name="zones_first"]:checked)) :is(#choices-group, #ideas_said-group) '
    ":is(.column-zone, .field-zone:not(.errors)) { display: none }"
)


def method_of(poll: Poll) -> Method:
    """The method that the columns of a poll describe."""
    return Method(poll.ballot_kind, poll.rule, poll.other_rule)


def methods_of(kind: str) -> list[Method]:
    """Every method of a kind of ballot."""
    return [Method(kind, rule, other) for rule in RULES_OF[kind] for other in ("", *OTHER_RULES_OF[kind, rule])]


def apart(*methods: Method) -> set[str]:
    """Return the fields that apply to none of these methods."""
    return {name for name, applies in APPLIES.items() if not any(map(applies, methods))}


def stylesheet() -> str:
    """Hide the fields, and the rules, that do not apply to what is chosen in the form; a refused field stays."""
    return "\n".join([ZONES_APART, *(line for kind in RULES_OF for line in _of_kind(kind))])


def _of_kind(kind: BallotKind) -> Iterator[str]:
    chosen, methods = _chosen("ballot_kind", kind), methods_of(kind)
    yield from _hidden(f"form{chosen}", *methods)
    yield _only(f"form{chosen}", "rule", RULES_OF[kind])
    if kind == BallotKind.YES_NO:  # its answers are given; what was written by hand before stays to be removed
        yield f'form{chosen}:has([name="choices-INITIAL_FORMS"][value="0"]) #choices-group {{ display: none }}'
    if len(RULES_OF[kind]) == 1:
        return
    for method in methods:
        form = f"form{chosen}{_chosen('rule', method.rule)}{_chosen('other_rule', method.other)}"
        yield from _hidden(form, method)
        yield _only(form, "other_rule", ("", *OTHER_RULES_OF[method.kind, method.rule]))


def _chosen(name: str, value: str) -> str:
    return f':has([name="{name}"] option[value="{value}"]:checked)'


def _hidden(form: str, *methods: Method) -> Iterator[str]:
    """Hide the fields that apply to none of these methods, and what budgets ask of projects where nothing is spent."""
    if names := apart(*methods):
        lines = ", ".join(f".field-line.field-{name}" for name in sorted(names))
        yield f"{form} :is({lines}):not(.errors) {{ display: none }}"
    if not any(method.spends for method in methods):
        for name in OF_PROJECTS:
            yield f"{form} #choices-group :is(.column-{name}, .field-{name}:not(.errors)) {{ display: none }}"
        yield f'{form}:has([name="ideas_said-INITIAL_FORMS"][value="0"]) #ideas_said-group {{ display: none }}'


def _only(form: str, name: str, values: tuple[str, ...]) -> str:
    kept = "".join(f':not([value="{value}"])' for value in values)
    return f'{form} [name="{name}"] option{kept} {{ display: none }}'
