"""The number of supports of an idea, moved by PostgreSQL with each support, whatever the path: page, API, merge, bulk.

The total has a narrow row of its own: written into the idea, each support would also rewrite its search indexes. It is
the last row that a support touches, so that two supports wait for each other and never in a circle.
"""

from django.db import migrations

FUNCTIONS = {
    "support_total_begins": """
CREATE FUNCTION support_total_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO participation_supporttotal (proposal_id, consultation_id, number)
    SELECT id, consultation_id, 0 FROM changed;
    RETURN NULL;
END $$;
""",
    "support_total_moves": """
CREATE FUNCTION support_total_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE participation_supporttotal AS total
       SET number = total.number + CASE TG_OP WHEN 'INSERT' THEN moved.supports ELSE -moved.supports END
      FROM (SELECT proposal_id, count(*) AS supports FROM changed GROUP BY proposal_id) AS moved
     WHERE total.proposal_id = moved.proposal_id;
    RETURN NULL;
END $$;
""",
}
TRIGGERS = (
    ("proposal", "support_total_begins", "INSERT", "NEW", "support_total_begins"),
    ("support", "support_total_grows", "INSERT", "NEW", "support_total_moves"),
    ("support", "support_total_shrinks", "DELETE", "OLD", "support_total_moves"),
)


def operations() -> list[migrations.RunSQL]:
    """Return the migration's steps: functions, then the triggers that call them."""
    made = [migrations.RunSQL(body, f"DROP FUNCTION {name}") for name, body in FUNCTIONS.items()]
    for table, name, event, rows, function in TRIGGERS:
        create = f"""
CREATE TRIGGER {name} AFTER {event} ON participation_{table} REFERENCING {rows} TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION {function}()"""
        made.append(migrations.RunSQL(create, f"DROP TRIGGER {name} ON participation_{table}"))
    return made
