"""Every address of the API that is read, asked with whatever its description allows."""

from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error, response_schema_conformance
from schemathesis.specs.openapi.checks import status_code_conformance

from crois_sens.api import router
from crois_sens.wsgi import application
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
BOUNDED = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def ask_anything(operation) -> None:
    """Put generated questions to one address; its answers must be foreseen by the description, errors included."""

    @BOUNDED
    @given(case=operation.as_strategy())
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()


@pytest.fixture
def kept_connection():
    """Requests leave the connection of the test open, as those of Django's test client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(kept_connection):
    """The description of the API, with a few rows to read."""
    department = make_area(kind="department", code="88", name="Vosges", latitude=48.2, longitude=6.5)
    make_commune(code="88413", name="Saint-Dié-des-Vosges", parent=department, postcodes=["88100"])
    return description()


@cache
def description():
    """Read the description once: it does not depend on the rows."""
    return schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)


@pytest.mark.parametrize("prefix", [prefix for prefix, _viewset, _basename in router.registry])
def test_no_question_breaks_a_list_or_a_detail(described, prefix):
    asked = 0
    for path, operations in described.raw_schema["paths"].items():
        if path.startswith(f"/api/v1/{prefix}/") and "get" in operations:
            ask_anything(described[path]["GET"])
            asked += 1
    assert asked
