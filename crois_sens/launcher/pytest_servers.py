"""The pytest plugin that gives the tests their servers, so that plain ``pytest`` works on an empty machine.

It is named in ``pytest.ini`` and acts before pytest-django reads the settings. Under xdist the controller borrows the
servers and the workers find them in their environment, each with a Redis database of its own.
"""

import contextlib
import os
import re

import pytest

from crois_sens.launcher.places import Trouble
from crois_sens.launcher.servers import borrowed, wait_until_stopped

#: Tells the workers of xdist that the cluster is ours, to keep a template in.
OURS = "TESTS_IN_OUR_CLUSTER"
#: What may be set in somebody's shell and would make the tests say something else there than here.
OF_INSTALLATIONS = ("ALLOWED_HOSTS", "BEHIND_PROXY", "DEBUG", "DEMONSTRATION", "EMAIL_URL", "SITE_URL", "TIME_ZONE")
#: Fixtures of pytest-django that mean a database; the mark says it otherwise.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}
_loans = contextlib.ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config, args):
    """Set the environment before anything reads it (a wrapper runs before pytest-django, which is eager)."""
    for name in OF_INSTALLATIONS:
        os.environ.pop(name, None)
    os.environ["TESTING"] = "1"
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        _take_own_redis_database(worker)
    elif not {"--help", "-h", "--version", "-V", "--fixtures", "--markers"} & set(args):
        _borrow()
    return (yield)


def _borrow() -> None:
    try:
        given = _loans.enter_context(borrowed(os.environ, for_tests=True))
    except Trouble as trouble:
        raise pytest.UsageError(str(trouble)) from None
    if "DATABASE_URL" in given:  # two runs in one checkout do not meet: Django puts "test_" before the name
        given["DATABASE_URL"] = given["DATABASE_URL"].rpartition("/")[0] + f"/run{os.getpid()}"
        given[OURS] = "1"
    if "REDIS_URL" in given:  # database 0 belongs to the demonstration, which may be running
        given["REDIS_URL"] = given["REDIS_URL"].rpartition("/")[0] + "/1"
    os.environ.update(given)
    _loans.callback(lambda: [os.environ.pop(name, None) for name in given])


def _take_own_redis_database(worker: str) -> None:
    """Move to the database after those of the controller and the workers before: a test may empty its cache."""
    base, _, first = os.environ["REDIS_URL"].rpartition("/")
    number = int(re.sub(r"\D", "", worker)) + 1
    os.environ["REDIS_URL"] = f"{base}/{int(first or 0) + number}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with what takes long, so that no worker waits for it at the end; have a migrated database at hand."""
    items.sort(key=lambda item: not any(item.get_closest_marker(mark) for mark in ("browser", "race")))
    if os.environ.get(OURS) and any(map(_wants_database, items)):
        _use_template()


def _wants_database(item) -> bool:
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


def _use_template() -> None:
    from django.db import connection

    from crois_sens.launcher.template_database import template_in

    connection.settings_dict["TEST"]["TEMPLATE"] = template_in(os.environ["DATABASE_URL"])


@pytest.hookimpl(trylast=True)
def pytest_unconfigure():
    """Give the servers back; the last one to leave waits until they have stopped."""
    if not os.environ.get("PYTEST_XDIST_WORKER"):
        _loans.close()
        wait_until_stopped()
