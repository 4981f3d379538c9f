"""What PostgreSQL refuses of clusters: once the rolls of a vote are settled, neither decision nor member changes."""

from django.db import migrations

from participation.ballots.writing_triggers import ROW, written

NAME = "cluster_until_reconciled"
FUNCTION = f"""
CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    poll_key bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.poll_id ELSE NEW.poll_id END;
BEGIN
    IF EXISTS (SELECT FROM participation_poll WHERE id = poll_key AND reconciled_at IS NOT NULL) THEN
        RAISE EXCEPTION '{NAME}: what was set aside of this poll is settled' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
"""


def guard_operations() -> list[migrations.RunSQL]:
    """Return the migration's steps; what a person wrote in a review may be erased at any time."""
    body = "BEFORE INSERT OR UPDATE OR DELETE ON participation_{table} " + f"{ROW} {NAME}()"
    triggers = [(table, NAME, body.format(table=table)) for table in ("cluster", "clustermember")]
    moments = "INSERT OR UPDATE OF verdict, answer, answered_at, answered_by_id"
    reviews = ("clusterreview", NAME, f"BEFORE {moments} ON participation_clusterreview {ROW} {NAME}()")
    return written({NAME: FUNCTION}, [*triggers, reviews])
