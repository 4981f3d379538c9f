"""The shelf on which loaded facts stand, so that later ones find them by slug."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import models

from crois_sens.kernel.text import sort_key
from territories.areas.models import Area
from territories.instance.models import Theme

SOURCE = Path(__file__).parent.parent / "data" / "crois_sens.json"


def read_facts() -> dict[str, Any]:
    """Return the facts as they are written."""
    return json.loads(SOURCE.read_text(encoding="utf-8"))


@dataclass
class Shelf:
    """What has been loaded so far, by slug, and who publishes it."""

    by: Any
    at: datetime
    facts: dict[str, Any]
    found: dict[type, dict[str, models.Model]] = field(default_factory=dict)
    areas: dict[str, Area | None] = field(default_factory=dict)

    def one(self, model: type, slug: str | None):
        """The row of a slug, or nothing."""
        return self.found[model].get(slug) if slug else None

    def many(self, model: type, slugs: Iterable[str]) -> list:
        """The rows of slugs, those that are known."""
        return [row for slug in slugs if (row := self.one(model, slug))]

    def area(self, slug: str | None) -> Area | None:
        """The area of a territory of the facts."""
        return self.areas.get(slug) if slug else None

    @property
    def published(self) -> dict[str, Any]:
        """The fields of a public row."""
        return {"published_at": self.at, "published_by": self.by}

    def shelve(self, model: type, rows: list[dict], fields: Callable[[dict], dict]) -> list[tuple[models.Model, dict]]:
        """Create the rows whose slug is not there yet; remember all of them; return the new ones with their facts."""
        known = {row.slug: row for row in model._default_manager.filter(slug__in=[fact["slug"] for fact in rows])}
        new = [(model(slug=fact["slug"], **fields(fact)), fact) for fact in rows if fact["slug"] not in known]
        for row, _fact in new:
            if hasattr(row, "sort_key"):
                row.sort_key = sort_key(str(row))
        model._default_manager.bulk_create([row for row, _fact in new])
        self.found[model] = known | {row.slug: row for row, _fact in new}
        return new

    def tag(self, new: list[tuple[models.Model, dict]]) -> None:
        """Tie new rows to their themes."""
        for row, fact in new:
            row.themes.set(self.many(Theme, fact["theme_slugs"]))
