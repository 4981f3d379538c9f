"""What was promised does not change, whatever the path: sealed rules of a consultation, published règlements."""

from django.db import migrations

RULES = (
    *("rules_sealed_at", "kind", "area_id", "time_zone", "envelope_cents", "project_cap_cents"),
    *("accepted_links", "minimum_age", "declaration"),
)
TEXT = ("published_at", "published_by_id", "consultation_id", "version", "text", "reason")
KEEPS = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.{since} IS NOT NULL AND ({after}) IS DISTINCT FROM ({before}) THEN
        RAISE EXCEPTION '{told}', OLD.{which} USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""


def sealing_operations() -> list[migrations.RunSQL]:
    """Return the migration's steps: from their seal or publication on, these columns stay as they are."""
    return [
        _kept(
            "consultation_keeps_sealed_rules",
            table="participation_consultation",
            columns=RULES,
            which="id",
            told="the rules of consultation % are sealed",
        ),
        _kept(
            "rulebook_keeps_published_text",
            table="participation_rulebook",
            columns=TEXT,
            which="version",
            told="version % of the rulebook is published",
        ),
    ]


def _kept(name: str, *, table: str, columns: tuple[str, ...], which: str, told: str) -> migrations.RunSQL:
    """Write the guard of columns that are kept since the first of them, a moment, was set."""
    after, before = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    words = {"name": name, "table": table, "since": columns[0], "which": which, "told": told}
    drop = f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();"
    return migrations.RunSQL(KEEPS.format(**words, after=after, before=before), drop)
