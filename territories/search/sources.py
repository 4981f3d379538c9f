"""What a concept says to be searchable: the SQL of its public rows, and how a found row is shown.

In the ``search.py`` of the concept::

    ROWS = "SELECT id, title, summary, text, area_id, … FROM projects_project WHERE id = ANY($1) AND published_at …"
    SOURCE = Source("project", Project, _("projet"), _("projets"), text=lambda row: row.summary)

``ROWS`` goes into a migration by ``triggers.searchable``, ``SOURCE`` into the registry ``search_sources`` by its kind.
The SQL decides what is looked through; what is shown comes through ``visible_to``, the one door, all the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Model

from crois_sens.kernel.registries import search_sources
from territories.instance.prose import as_text


@dataclass(frozen=True)
class Found:
    """A result: what it is, what it is called, where it leads, what it says, and where and when it stands."""

    kind: str
    label: str
    title: str
    url: str
    text: str = ""
    note: str = ""
    area: Model | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Source:
    """How rows of a kind are shown among the results.

    :param one: what a row is called; ``many``: what the facet is called.
    :param text: what it says, Markdown allowed; ``note``: a word on where it stands; ``at``: its date, if it has one.
    """

    kind: str
    model: type[Model]
    one: Any
    many: Any
    text: Callable[[Any], str]
    title: Callable[[Any], str] = str
    note: Callable[[Any], Any] = lambda row: ""
    at: Callable[[Any], datetime | None] = lambda row: None
    area: Callable[[Any], Model | None] = lambda row: row.area
    related: tuple[str, ...] = ("area",)

    def __call__(self, *, ids: Iterable[int], person) -> dict[int, Found]:
        """Return the rows that the person may see, by id, in one query."""
        rows = self.model._default_manager.visible_to(person).filter(pk__in=ids).select_related(*self.related)
        return {row.pk: self.shown(row) for row in rows}

    def shown(self, row: Model) -> Found:
        """Write a row as a result."""
        return Found(
            kind=self.kind,
            label=self.one,
            title=self.title(row),
            url=cast(Any, row).get_absolute_url(),
            text=as_text(self.text(row)),
            note=self.note(row),
            area=self.area(row),
            at=self.at(row),
        )


def sources() -> Iterator[Source]:
    """Everything that can be searched, in the order of the house."""
    return (cast(Source, entry) for _kind, entry in search_sources)


def register(source: Source, *, rank: int) -> None:
    """Let the search find rows of this kind."""
    search_sources.add(source.kind, source, rank=rank)
