"""Projects and calls for tests; public unless ``published=False``."""

from itertools import count

from projects.calls.models import Call
from projects.portfolio.models import Project
from territories.tests.factories.actors import published_fields

numbers = count(1)


def make_project(*, published: bool = True, **fields) -> Project:
    """Create a project."""
    number = next(numbers)
    fields = {"title": f"Projet {number}", "slug": f"projet-{number}", **fields}
    return Project.objects.create(**published_fields(published=published), **fields)


def make_call(*, published: bool = True, **fields) -> Call:
    """Create a call for projects."""
    number = next(numbers)
    fields = {"name": f"Appel {number}", "slug": f"appel-{number}", "kind": "appel", **fields}
    return Call.objects.create(**published_fields(published=published), **fields)
