"""Who gets what: everyone searches the same, what is public."""

from territories.tests.factories.access import JSON, PUBLIC, Row

ROWS = [
    Row("territories:search", PUBLIC, queries=("", "?q=velo", "?q=velo&kind=organisation")),
    Row("territories:search_suggestions", PUBLIC, queries=("", "?q=velo")),
    Row("search-list", PUBLIC, queries=(*JSON, "?q=velo")),
]
