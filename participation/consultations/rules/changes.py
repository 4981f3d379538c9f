"""What may still be changed once residents have read it: one table, asked by the admin and by the operation."""

from collections.abc import Iterable
from enum import StrEnum


class Until(StrEnum):
    """Up to when a field may change."""

    PUBLICATION = "publication"
    VOTE = "vote"
    ALWAYS = "always"


#: Field → until when it may change. After publication each change needs a reason, which is public.
EDITABLE: dict[str, Until] = {
    "kind": Until.PUBLICATION,
    "slug": Until.PUBLICATION,
    "area": Until.PUBLICATION,
    "organiser": Until.PUBLICATION,
    "time_zone": Until.PUBLICATION,
    "edition": Until.PUBLICATION,
    "series": Until.PUBLICATION,
    "envelope_cents": Until.VOTE,
    "project_cap_cents": Until.VOTE,
    "accepted_links": Until.VOTE,
    "minimum_age": Until.VOTE,
    "declaration": Until.VOTE,
    "ideas_per_person": Until.VOTE,
    "supports_per_person": Until.VOTE,
    "title": Until.ALWAYS,
    "summary": Until.ALWAYS,
    "description": Until.ALWAYS,
    "deciding_body": Until.ALWAYS,
    "themes": Until.ALWAYS,
    "archived_facts": Until.ALWAYS,
}


def may_change(field: str, *, published: bool, vote_begun: bool) -> bool:
    """Tell whether a field may change now; a vote has begun when its rules are sealed or its phase is open."""
    if not published:
        return True
    until = EDITABLE.get(field, Until.PUBLICATION)
    return until is Until.ALWAYS or (until is Until.VOTE and not vote_begun)


def refused_changes(fields: Iterable[str], *, published: bool, vote_begun: bool) -> list[str]:
    """List the fields that may not change now, in the order given."""
    return [field for field in fields if not may_change(field, published=published, vote_begun=vote_begun)]
