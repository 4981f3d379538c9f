"""Events and publications for tests; public unless ``published=False``."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from seminars.events.models import Event, EventKind
from seminars.library.models import Publication
from territories.tests.factories.actors import published_fields

numbers = count(1)


def make_event(*, published: bool = True, **fields) -> Event:
    """Create a workshop of two hours in ten days, without registration."""
    number = next(numbers)
    starts_at = fields.pop("starts_at", timezone.now() + timedelta(days=10))
    fields = {
        "title": f"Atelier {number}",
        "slug": f"atelier-{number}",
        "kind": EventKind.WORKSHOP,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        **fields,
    }
    return Event.objects.create(**published_fields(published=published), **fields)


def make_publication(*, published: bool = True, **fields) -> Publication:
    """Create an article."""
    number = next(numbers)
    fields = {"title": f"Article {number}", "slug": f"article-{number}", "kind": "article", **fields}
    return Publication.objects.create(**published_fields(published=published), **fields)
