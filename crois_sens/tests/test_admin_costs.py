"""No screen of the admin asks the database more than twenty times, for those who see the most of it."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.test import RequestFactory
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


@pytest.mark.parametrize("page", admin.site._registry.values(), ids=lambda page: page.model._meta.label)
def test_a_list_brings_along_what_its_rows_name(page):
    """Django forgets ``list_select_related``, and joins nothing by itself, where ``get_queryset`` joins something."""
    request = RequestFactory().get("/")
    request.user = get_user_model()(is_superuser=True, is_staff=True)
    joined = page.get_queryset(request).query.select_related
    assert not (joined and page.list_select_related), "join in one place"
    brought = set(joined or {}) | {path.split("__")[0] for path in page.list_select_related or ()}
    named = {name for name in page.list_display if _is_relation(page.model, name)}
    assert not brought or named <= brought


def _is_relation(model, name) -> bool:
    try:
        return model._meta.get_field(name).is_relation
    except FieldDoesNotExist:
        return False
