"""The facts of the founding articles, loaded into the directory: actors, places, alliances, projects, library.

Each row is found by its slug and left alone when it is there: what an installation has edited stays edited, and a card
that somebody removed stays removed.
"""

from datetime import datetime

from django.db import transaction

from participation.demonstration.facts.projects import load_portfolio
from participation.demonstration.facts.seminars import load_seminars
from participation.demonstration.facts.shelf import Shelf, read_facts
from participation.demonstration.facts.territories import load_territories


@transaction.atomic
def load_facts(*, by, at: datetime) -> Shelf:
    """Load what is missing of the facts; the official areas must be there."""
    shelf = Shelf(by=by, at=at, facts=read_facts())
    for load in (load_territories, load_portfolio, load_seminars):
        load(shelf)
    return shelf
