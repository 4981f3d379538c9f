"""What PostgreSQL refuses by itself of who may vote: the seal closes the list, and the sealed rule says its length."""

from django.db import migrations

from participation.ballots.writing_triggers import ROW, written

LIST_FUNCTIONS = {
    # A line that has voted keeps its key; one that has not may be given a new code.
    "list_is_closed_by_the_seal": """
CREATE FUNCTION list_is_closed_by_the_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    poll record;
    poll_key bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.poll_id ELSE NEW.poll_id END;
BEGIN
    SELECT sealed_at, key_method INTO poll FROM participation_poll WHERE id = poll_key;
    IF TG_OP = 'INSERT' THEN
        IF (poll.key_method IN ('list', 'code') AND NOT NEW.listed) OR (NEW.listed AND poll.sealed_at IS NOT NULL) THEN
            RAISE EXCEPTION 'list_is_closed_by_the_seal: this person is not on the list of this poll'
                  USING ERRCODE = 'check_violation';
        END IF;
    ELSIF poll.sealed_at IS NULL THEN
        RETURN NULL;
    ELSIF TG_OP = 'DELETE' THEN
        IF OLD.listed THEN
            RAISE EXCEPTION 'list_is_closed_by_the_seal: nobody leaves the list of a sealed poll'
                  USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.listed <> OLD.listed OR (OLD.listed AND (
        (NEW.poll_id, NEW.line_no) IS DISTINCT FROM (OLD.poll_id, OLD.line_no)
        OR (NEW.key_hmac <> OLD.key_hmac AND EXISTS (SELECT FROM participation_roll WHERE elector_id = OLD.id)))) THEN
        RAISE EXCEPTION 'list_is_closed_by_the_seal: the list of a sealed poll does not change'
              USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
""",
    # Beside ``poll_contract_holds``: the published rule says how a link is proven, and how long the list is.
    "electorate_holds": """
CREATE FUNCTION electorate_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    electorate jsonb := NEW.rule_json::jsonb -> 'electorate';
    listed integer := (electorate ->> 'listed')::int;
BEGIN
    IF electorate ->> 'link_proof' IS DISTINCT FROM NEW.link_proof
       OR (listed IS NULL) <> (NEW.key_method NOT IN ('list', 'code'))
       OR listed <> (SELECT count(*) FROM participation_elector elector
                      WHERE elector.consultation_id = NEW.consultation_id AND elector.poll_id = NEW.id
                        AND elector.listed) THEN
        RAISE EXCEPTION 'electorate_holds: the published rule is not what the list holds'
              USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
""",
}
LIST_TRIGGERS = [
    # After, not before: a voter of the list who casts again meets their own line, and no line is added.
    (
        "elector",
        "list_is_closed_by_the_seal",
        f"AFTER INSERT OR UPDATE OR DELETE ON participation_elector {ROW} list_is_closed_by_the_seal()",
    ),
    # After, as what is frozen is said first.
    (
        "poll",
        "electorate_holds",
        "AFTER UPDATE ON participation_poll FOR EACH ROW "
        "WHEN (NEW.sealed_at IS NOT NULL AND NEW.rule_json IS DISTINCT FROM OLD.rule_json) "
        "EXECUTE FUNCTION electorate_holds()",
    ),
]


def list_operations() -> list[migrations.RunSQL]:
    """Return the migration's steps."""
    return written(LIST_FUNCTIONS, LIST_TRIGGERS)
