"""How guards are written into PostgreSQL by a migration, and written anew when what they promise has grown."""

from django.db import migrations

ROW = "FOR EACH ROW EXECUTE FUNCTION"


def written(functions: dict[str, str], triggers: list[tuple[str, str, str]]) -> list[migrations.RunSQL]:
    """Return the steps that write some functions, then the triggers ``(table, name, body)`` that call them."""
    made = [migrations.RunSQL(body, f"DROP FUNCTION {name}") for name, body in functions.items()]
    for table, name, body in triggers:
        drop = f"DROP TRIGGER {name} ON participation_{table}"
        made.append(migrations.RunSQL(f"CREATE TRIGGER {name} {body}", drop))
    return made


def renewed(functions: dict[str, str], *names: str) -> list[migrations.RunSQL]:
    """Return the steps that put these functions, as they read today, in the place of what an earlier step wrote."""
    replacing = [functions[name].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") for name in names]
    return [migrations.RunSQL(body, migrations.RunSQL.noop) for body in replacing]
