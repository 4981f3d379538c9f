"""How guards are written into PostgreSQL by a migration."""

from django.db import migrations

ROW = "FOR EACH ROW EXECUTE FUNCTION"


def written(functions: dict[str, str], triggers: list[tuple[str, str, str]]) -> list[migrations.RunSQL]:
    """Return the steps that write some functions, then the triggers ``(table, name, body)`` that call them."""
    made = [migrations.RunSQL(body, f"DROP FUNCTION {name}") for name, body in functions.items()]
    for table, name, body in triggers:
        drop = f"DROP TRIGGER {name} ON participation_{table}"
        made.append(migrations.RunSQL(f"CREATE TRIGGER {name} {body}", drop))
    return made
