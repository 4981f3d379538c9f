"""Who may take part: a link with the territory, a minimum age, a declaration; for ideas, supports and votes alike."""

from dataclasses import dataclass
from enum import StrEnum


class Missing(StrEnum):
    """A condition that a person does not fulfil yet; ``wording.py`` says what to do about each."""

    SIGN_IN = "sign_in"
    HOME = "home"
    OTHER_AREA = "other_area"
    LINK = "link"
    OTHER_LINK = "other_link"
    DECLARATION = "declaration"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a consultation asks of those who take part; no accepted link means that anybody may."""

    accepted_links: frozenset[str] = frozenset()
    minimum_age: int = 0
    declaration: str = ""

    @property
    def needs_declaration(self) -> bool:
        """Age and honour are declared by the person: the platform never asks for a date of birth."""
        return bool(self.minimum_age or self.declaration)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a person in front of a consultation."""

    known: bool = False
    home_known: bool = False
    home_inside: bool = False
    links: frozenset[str] = frozenset()
    declared: bool = False


def what_is_missing(conditions: Conditions, standing: Standing) -> list[Missing]:
    """List what a person still has to do before taking part, first things first; an empty list lets them in."""
    if not standing.known:
        return [Missing.SIGN_IN]
    missing = []
    if conditions.accepted_links:
        missing += _missing_link(conditions, standing)
    if conditions.needs_declaration and not standing.declared:
        missing.append(Missing.DECLARATION)
    return missing


def _missing_link(conditions: Conditions, standing: Standing) -> list[Missing]:
    """Check the commune before the link, because the link is a link with that commune."""
    if not standing.home_known:
        return [Missing.HOME]
    if not standing.home_inside:
        return [Missing.OTHER_AREA]
    if not standing.links:
        return [Missing.LINK]
    return [] if standing.links & conditions.accepted_links else [Missing.OTHER_LINK]
