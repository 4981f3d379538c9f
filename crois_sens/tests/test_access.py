"""Every address as every role: the answers are a table, and an address without a row is red."""

import importlib
import logging
import pkgutil
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from territories.tests.factories.access import ROLES, Row, make_world

APPS = ["crois_sens", "territories", "projects", "seminars", "participation"]


def rows() -> list[Row]:
    """Gather the rows of all concepts."""
    found = []
    for app in APPS:
        package = importlib.import_module(f"{app}.tests.access")
        for module in pkgutil.iter_modules(package.__path__):
            found += importlib.import_module(f"{package.__name__}.{module.name}").ROWS
    return found


def addresses(resolver: URLResolver, namespace: str = "", route: str = "") -> Iterator[str]:
    """Walk the URL configuration: the name of each address, or its route when it has none."""
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, inner, here)
        elif isinstance(entry, URLPattern) and not leads_elsewhere(entry):
            yield f"{namespace}{entry.name}" if entry.name else here


def leads_elsewhere(entry: URLPattern) -> bool:
    """Old addresses that only redirect, and the nets that answer 404 to what is not an address."""
    return not entry.name and (hasattr(entry.callback, "view_class") or ".*" in str(entry.pattern))


ROWS = rows()


def test_every_address_has_a_row():
    known = {row.name for row in ROWS}
    missing = sorted(set(addresses(get_resolver())) - known)
    assert not missing, "write their rows in <app>/tests/access/<concept>.py: " + ", ".join(missing)


def test_every_row_is_an_address():
    assert not sorted({row.name for row in ROWS} - set(addresses(get_resolver())))


def test_rows_are_told_apart():
    names = [str(row) for row in ROWS]
    assert sorted(names) == sorted(set(names))


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """The world and a signed-in client per role, made once: each row undoes only what it adds."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        clients = {role: Client(raise_request_exception=False) for role in ROLES}
        for role, user in world.users.items():
            if user is not None:
                clients[role].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        yield world, clients
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_role_gets_what_the_table_says(row, stage, db, caplog):
    world, clients = stage
    caplog.set_level(logging.CRITICAL, "django.request")
    arguments = row.make(world)
    path = reverse(row.name, kwargs=arguments) if arguments or not row.name.endswith("/") else f"/{row.name}"
    wrong = {}
    for role in ROLES:
        for query in row.queries:
            ask = getattr(clients[role], row.method)
            answer = ask(path + query, row.data(world)) if row.method != "get" else ask(path + query)
            if answer.status_code != row.expected[role]:
                wrong[role + query] = f"{answer.status_code} instead of {row.expected[role]}"
    assert not wrong
