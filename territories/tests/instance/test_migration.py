"""First migrations make each table once, complete."""

import pytest
from django.db import migrations, models

from territories.instance.migration import AtOnce, at_once

TABLE = migrations.CreateModel(name="Bench", fields=[("id", models.BigAutoField(primary_key=True))])
COLUMN = migrations.AddField(model_name="bench", name="seats", field=models.IntegerField(default=1))


def test_what_stands_before_the_tables_stays_before():
    function = migrations.RunSQL("SELECT 1", "")

    first, tables = at_once([function, TABLE, COLUMN])

    assert first is function
    assert tables.operations == [TABLE, COLUMN]


@pytest.mark.parametrize(
    "stranger",
    [
        migrations.AddField(model_name="statue", name="height", field=models.IntegerField(default=1)),
        migrations.RunSQL("SELECT 1", ""),
        migrations.DeleteModel(name="bench"),
    ],
)
def test_only_parts_of_the_new_tables_are_taken(stranger):
    with pytest.raises(ValueError):
        AtOnce([TABLE, stranger])


def test_a_table_is_made_and_dropped_complete(db):
    from django.db import connection
    from django.db.migrations.state import ProjectState

    before, after = ProjectState(), ProjectState()
    operation = AtOnce([TABLE, COLUMN])
    operation.state_forwards("territories", after)

    def columns():
        with connection.cursor() as cursor:
            described = connection.introspection.get_table_description(cursor, "territories_bench")
            return [column.name for column in described]

    with connection.schema_editor() as editor:
        operation.database_forwards("territories", editor, before, after)
    assert columns() == ["id", "seats"]

    with connection.schema_editor() as editor:
        operation.database_backwards("territories", editor, after, before)
    assert "territories_bench" not in connection.introspection.table_names()
