"""Emptying the database after a test that commits: for that moment the guard of the sealed votes is lifted."""

from functools import wraps

import pytest


@pytest.fixture(scope="session", autouse=True)
def votes_may_be_emptied():
    """Let Django's ``flush`` through, in its own transaction; a plain ``TRUNCATE`` stays refused in every test."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    from participation.ballots.emptying_triggers import NAME, TABLES

    plain = DatabaseOperations.execute_sql_flush

    def switched(how: str) -> list[str]:
        return [f"ALTER TABLE participation_{table} {how} TRIGGER {NAME}" for table in TABLES]

    @wraps(plain)
    def emptied(operations, statements):
        return plain(operations, [*switched("DISABLE"), *statements, *switched("ENABLE")])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", emptied)
        yield
