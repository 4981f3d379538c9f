"""A court's decision stops a vote where it stands: nothing comes in, nothing is taken out, no step is taken.

The operations refuse with a sentence; here PostgreSQL refuses whatever comes by another way. Public versions of the
contract stay possible: a suspended vote may be given more time, or lose a project.
"""

from django.db import migrations

from participation.ballots.writing_triggers import ROW, written

NAME = "suspended_vote_stands_still"
REFUSED = f"RAISE EXCEPTION '{NAME}: a decision has stopped this vote' USING ERRCODE = 'check_violation';"
FUNCTIONS = {
    NAME: f"""
CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM participation_consultation WHERE id = NEW.consultation_id AND frozen_at IS NOT NULL) THEN
        {REFUSED}
    END IF;
    RETURN NEW;
END $$;
""",
    "suspended_vote_keeps_its_ballots": f"""
CREATE FUNCTION suspended_vote_keeps_its_ballots() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM participation_consultation
                WHERE id IN (SELECT DISTINCT consultation_id FROM removed) AND frozen_at IS NOT NULL) THEN
        {REFUSED}
    END IF;
    RETURN NULL;
END $$;
""",
}
#: The steps of a vote after its seal, as columns.
STEPS = ("closed_at", "reconciled_at", "counted_at", "certified_at", "published_at", "decided_at")
TAKEN = " OR ".join(f"OLD.{step} IS DISTINCT FROM NEW.{step}" for step in STEPS)
TRIGGERS = [
    *(
        (table, NAME, f"BEFORE INSERT OR UPDATE ON participation_{table} {ROW} {NAME}()")
        for table in ("envelope", "roll")
    ),
    (
        "poll",
        NAME,
        f"BEFORE UPDATE OF {', '.join(STEPS)} ON participation_poll FOR EACH ROW WHEN ({TAKEN}) "
        f"EXECUTE FUNCTION {NAME}()",
    ),
    *(
        (
            table,
            "suspended_vote_keeps_its_ballots",
            f"AFTER DELETE ON participation_{table} REFERENCING OLD TABLE AS removed "
            "FOR EACH STATEMENT EXECUTE FUNCTION suspended_vote_keeps_its_ballots()",
        )
        for table in ("envelope", "roll")
    ),
]


def suspension_operations() -> list[migrations.RunSQL]:
    """Return the migration's steps."""
    return written(FUNCTIONS, TRIGGERS)
