"""The servers of the tests are there, and each speaks."""

import pytest
from django.core.cache import cache
from django.db import connection


@pytest.mark.django_db
def test_the_database_is_migrated_and_speaks_utf8():
    with connection.cursor() as cursor:
        cursor.execute("SELECT bare_text('Saint-Dié'), current_setting('server_encoding')")
        assert cursor.fetchone() == ("saint-die", "UTF8")


def test_the_cache_remembers():
    cache.set("mot", "retenu", 10)

    assert cache.get("mot") == "retenu"
