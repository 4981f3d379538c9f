"""No screen of the admin asks the database more than twenty times, for those who see the most of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crois_sens.tests.test_access import ROWS, stage  # noqa: F401

MOST = 20
#: The page that confirms a deletion is left out: it asks each table once for what would go as well.
SCREENS = [
    row
    for row in ROWS
    if row.name.startswith("admin:") and row.method == "get" and not row.name.endswith(("_delete", "autocomplete"))
]


@pytest.mark.parametrize("row", SCREENS, ids=str)
def test_a_screen_costs_at_most_twenty_queries(row, stage, db):  # noqa: F811
    world, clients = stage
    address = reverse(row.name, kwargs=row.make(world))
    costs = {}
    for role in ("manager", "administrator"):
        with CaptureQueriesContext(connection) as asked:
            clients[role].get(address)
        costs[role] = len(asked)
    assert max(costs.values()) <= MOST, costs
