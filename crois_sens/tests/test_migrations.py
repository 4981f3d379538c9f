"""The migrations and the models tell the same story."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db
def test_no_model_waits_for_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_each_app_has_one_last_migration():
    loader = MigrationLoader(None)

    assert loader.detect_conflicts() == {}


@pytest.mark.django_db
def test_every_migration_has_run():
    loader = MigrationLoader(connection)

    assert set(loader.graph.nodes) <= set(loader.applied_migrations)
