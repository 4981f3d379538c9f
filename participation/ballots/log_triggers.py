"""What PostgreSQL refuses about the public log: what stands in it, and who watched it, does not change."""

from django.db import migrations

from participation.ballots.writing_triggers import ROW, written

LOG_FUNCTIONS = {
    # Once it has its place in the public log, a commitment keeps it.
    "leaf_keeps_its_place": """
CREATE FUNCTION leaf_keeps_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'leaf_keeps_its_place: what stands in the public log does not change'
          USING ERRCODE = 'check_violation';
END $$;
""",
    "leaf_stays_until_closed": """
CREATE FUNCTION leaf_stays_until_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM participation_poll poll WHERE poll.id IN (SELECT DISTINCT poll_id FROM removed)
                  AND (poll.closed_at IS NULL OR poll.counted_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'leaf_stays_until_closed: the log is written anew by the count and by nothing else'
              USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
""",
}
LOG_TRIGGERS = [
    (
        "leaf",
        "leaf_keeps_its_place",
        "BEFORE UPDATE ON participation_leaf FOR EACH ROW WHEN (OLD.position IS NOT NULL) "
        "EXECUTE FUNCTION leaf_keeps_its_place()",
    ),
    (
        "leaf",
        "leaf_stays_until_closed",
        "AFTER DELETE ON participation_leaf REFERENCING OLD TABLE AS removed "
        "FOR EACH STATEMENT EXECUTE FUNCTION leaf_stays_until_closed()",
    ),
    *(
        (table, "written_once", f"BEFORE UPDATE OR DELETE ON participation_{table} {ROW} written_once()")
        for table in ("head", "observer", "cosignature")
    ),
]


def log_operations() -> list[migrations.RunSQL]:
    """Return the migration's steps."""
    return written(LOG_FUNCTIONS, LOG_TRIGGERS)
