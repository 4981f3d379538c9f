"""Lists that every floor adds to and a lower floor shows, so that no page has to import upstairs.

An app fills them in ``AppConfig.ready()``; a page, a command or a task reads them. What an entry is called with is
written beside each registry: it is the contract between the floors.
"""

from collections.abc import Callable, Iterator
from typing import Any


class Registry:
    """Named entries in the order of their rank; registering a name twice is a mistake."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, tuple[int, Callable[..., Any]]] = {}

    def add(self, name: str, entry: Callable[..., Any], *, rank: int = 100) -> None:
        """Add an entry.

        :raises ValueError: when the name is taken by another entry.
        """
        if name in self._entries and self._entries[name][1] is not entry:
            raise ValueError(f"{self.name}: {name} is registered twice")
        self._entries[name] = (rank, entry)

    def __iter__(self) -> Iterator[tuple[str, Callable[..., Any]]]:
        ranked = sorted(self._entries.items(), key=lambda item: (item[1][0], item[0]))
        return iter([(name, entry) for name, (_, entry) in ranked])

    def __len__(self) -> int:
        return len(self._entries)


#: ``entry(area=, person=, at=) -> dict | None``: a panel of the page of an area: ``{"title", "template", …context}``;
#: ``points`` among it join the map of the page, ``half`` lets two panels stand side by side.
area_panels = Registry("area_panels")
#: ``entry(area=, limit=) -> list[News]``: what was told last of an area, for its feed (``instance.feeds``).
area_news = Registry("area_news")
#: ``entry(person=, at=) -> dict | None``: a panel of the home page, same shape.
home_panels = Registry("home_panels")
#: ``entry(area=, person=, at=) -> list[dict]``: what comes next, soonest first, a dozen at most, in an area or (for
#: ``None``) everywhere: ``{"at", "zone", "title", "url", "what", "where"}``.
calendar = Registry("calendar")
#: ``entry(organisation=, person=) -> dict | None``: a panel of the page of an organisation, same shape.
organisation_panels = Registry("organisation_panels")
#: ``entry(card=, person=) -> dict | None``: a panel of the public card of a person, same shape.
person_panels = Registry("person_panels")
#: ``entry(alliance=, person=) -> dict | None``: a panel of the page of an alliance, same shape.
alliance_panels = Registry("alliance_panels")
#: ``entry(place=, person=) -> dict | None``: a panel of the page of a third place, same shape.
place_panels = Registry("place_panels")
#: ``entry(project=, person=) -> dict | None``: a panel of the page of a project, same shape.
project_panels = Registry("project_panels")
#: ``entry(project=, then=, by=, at=, reason=) -> None``: follow a project's change of state, in its transaction.
project_changes = Registry("project_changes")
#: ``entry(participant=, at=) -> dict | None``: a panel of « Mon espace », same shape.
space_panels = Registry("space_panels")
#: ``entry(participant=) -> dict``: what the house knows of a person, as plain JSON values, for the data export.
personal_data = Registry("personal_data")
#: ``entry(participant=, at=) -> None``: erase or detach what identifies a person; runs in the erasure's transaction.
erasures = Registry("erasures")
#: ``entry(participant=, at=) -> list[str]``: sentences that say what closing the account does to what is theirs.
erasure_consequences = Registry("erasure_consequences")
#: ``entry(user=, at=) -> list[dict]``: what waits for a member of staff: ``{"title", "count", "url", "level"}``, and
#: where it helps ``why`` (a sentence on what happens otherwise) and ``do`` (the verb of its button). Where ``count`` is
#: a QuerySet, it is counted with those of the others in one query, up to a thousand.
attention = Registry("attention")
#: ``entry(user=, at=) -> dict | None``: a panel of a team's start page, same shape as ``home_panels``.
start_panels = Registry("start_panels")
#: By kind, ``entry(ids=, person=) -> dict``: how rows of this kind are shown among what a search found, by id, those
#: left out that the person may not see.
search_sources = Registry("search_sources")
#: By kind of message, ``entry(notices=, at=) -> dict[int, str | datetime]``: which of these messages, about to leave,
#: must not: by id, why never, or not before when. All messages of a kind in a batch are asked about at once.
notice_still_holds = Registry("notice_still_holds")
#: ``entry(keep=, away=) -> None``: move what points to the organisation ``away`` to ``keep`` when two are merged.
merges = Registry("merges")
