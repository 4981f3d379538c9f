"""Row triggers do not see ``TRUNCATE``: from the first sealed poll on, the tables of votes are not emptied either.

The refusal also reaches ``manage.py flush`` and a ``CASCADE`` that comes from another table. Only who owns the tables
lifts it, as the tests do between two of them (``crois_sens.testing.emptying``).
"""

from django.db import migrations

from participation.ballots.writing_triggers import written

NAME = "votes_are_not_emptied"
#: What was sealed, who voted and what; what was counted, and the log that proves it.
TABLES = (
    *("poll", "choice", "pollversion", "elector", "roll", "envelope"),
    *("urn", "sheetentry", "paperballot", "duplicate", "counted", "channelcount", "tally"),
    *("leaf", "head", "cosignature"),
)

FUNCTION = f"""
CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM participation_poll WHERE sealed_at IS NOT NULL) THEN
        RAISE EXCEPTION '{NAME}: % holds a sealed vote', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
"""


def emptying_operations() -> list[migrations.RunSQL]:
    """Return the migration's steps."""
    triggers = [
        (table, NAME, f"BEFORE TRUNCATE ON participation_{table} FOR EACH STATEMENT EXECUTE FUNCTION {NAME}()")
        for table in TABLES
    ]
    return written({NAME: FUNCTION}, triggers)
