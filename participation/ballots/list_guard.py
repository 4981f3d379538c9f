"""What PostgreSQL refuses by itself of a list of voters: the seal closes it, and a key that has voted stays."""

from django.db import migrations

FUNCTION = """
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
    ELSIF OLD.listed AND poll.sealed_at IS NOT NULL AND (
        TG_OP = 'DELETE' OR NOT NEW.listed OR NEW.line_no <> OLD.line_no
        OR (NEW.key_hmac <> OLD.key_hmac AND EXISTS (SELECT FROM participation_roll WHERE elector_id = OLD.id))) THEN
        RAISE EXCEPTION 'list_is_closed_by_the_seal: the list of a sealed poll does not change'
              USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
"""
# After, not before: a voter of the list who casts again meets their own line, and no line is added.
TRIGGER = """
CREATE TRIGGER list_is_closed_by_the_seal AFTER INSERT OR UPDATE OR DELETE ON participation_elector
FOR EACH ROW EXECUTE FUNCTION list_is_closed_by_the_seal()
"""


def operations() -> list[migrations.RunSQL]:
    """Return the migration's steps."""
    return [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION list_is_closed_by_the_seal"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER list_is_closed_by_the_seal ON participation_elector"),
    ]
