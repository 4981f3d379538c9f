"""Emptying the database after a test that commits: for that moment the guard of the sealed votes is lifted."""

from functools import wraps

import pytest

#: For this transaction no trigger fires: one statement, where disabling and enabling each would rewrite catalogues.
LIFTED = "SET LOCAL session_replication_role = replica"


@pytest.fixture(scope="session", autouse=True)
def votes_may_be_emptied():
    """Let Django's ``flush`` through, in its own transaction; a plain ``TRUNCATE`` stays refused in every test."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    plain = DatabaseOperations.execute_sql_flush

    @wraps(plain)
    def emptied(operations, statements):
        return plain(operations, [LIFTED, *statements])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", emptied)
        yield
