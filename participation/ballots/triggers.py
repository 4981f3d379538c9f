"""What PostgreSQL refuses by itself, whatever the path: form, API, ``update()``, bulk or raw SQL.

Sealed polls and projects are frozen but for public versions; a ballot enters only a sealed and unclosed poll; what was
counted never changes. Refusals carry the code of a broken CHECK; their message starts with the name of the guard.
"""

from django.db import migrations

from participation.ballots.contract_triggers import CONTRACT_HOLDS
from participation.ballots.writing_triggers import ROW, written

FUNCTIONS = {
    **CONTRACT_HOLDS,
    # Everything is frozen except the dates of later steps, which are set once, and what a public version changes.
    "poll_is_frozen": """
CREATE FUNCTION poll_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    steps text[] := ARRAY['closed_at', 'reconciled_at', 'counted_at', 'links_destroyed_at', 'certified_at',
                          'certified_by_id', 'record_file_id', 'published_at', 'published_by_id', 'decided_at'];
    versioned text[] := ARRAY['closes_at', 'version', 'rule_json', 'rule_sha256'];
    free text[] := ARRAY['gap_reason', 'backups_until', 'updated_at'];
    before jsonb;
    after jsonb;
    step text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.sealed_at IS NOT NULL THEN
            RAISE EXCEPTION 'poll_is_frozen: a poll is prepared before it is sealed'
                  USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.sealed_at IS NULL THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        ELSIF NEW.sealed_at IS NOT NULL THEN
            PERFORM poll_contract_holds(NEW);
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'poll_is_frozen: a sealed poll is not deleted' USING ERRCODE = 'check_violation';
    END IF;
    before := to_jsonb(OLD);
    after := to_jsonb(NEW);
    IF before - steps - versioned - free <> after - steps - versioned - free THEN
        RAISE EXCEPTION 'poll_is_frozen: the rules of a sealed poll do not change' USING ERRCODE = 'check_violation';
    END IF;
    FOREACH step IN ARRAY steps LOOP
        IF before -> step <> 'null' AND before -> step <> after -> step THEN
            RAISE EXCEPTION 'poll_is_frozen: % is set once', step USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    IF OLD.reconciled_at IS NOT NULL AND NEW.gap_reason <> OLD.gap_reason THEN
        RAISE EXCEPTION 'poll_is_frozen: gap_reason is set once' USING ERRCODE = 'check_violation';
    END IF;
    IF (OLD.closes_at, OLD.version, OLD.rule_json, OLD.rule_sha256)
       IS DISTINCT FROM (NEW.closes_at, NEW.version, NEW.rule_json, NEW.rule_sha256) THEN
        IF NEW.version <> OLD.version + 1 OR OLD.counted_at IS NOT NULL OR NEW.closes_at < OLD.closes_at
           OR (OLD.closed_at IS NOT NULL AND NEW.closes_at <> OLD.closes_at) THEN
            RAISE EXCEPTION 'poll_is_frozen: only a public version may extend or withdraw'
                  USING ERRCODE = 'check_violation';
        END IF;
        PERFORM poll_contract_holds(NEW);
    END IF;
    RETURN NEW;
END $$;
""",
    # FOR SHARE waits for a seal that is being put on: no project slips in beside it.
    "choice_is_frozen": """
CREATE FUNCTION choice_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    poll participation_poll;
    touched bigint;
BEGIN
    FOR touched IN SELECT DISTINCT unnest(ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.poll_id END,
                                                CASE WHEN TG_OP <> 'DELETE' THEN NEW.poll_id END]) LOOP
        SELECT * INTO poll FROM participation_poll WHERE id = touched FOR SHARE;
        CONTINUE WHEN poll.sealed_at IS NULL;
        IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
           AND to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_reason' = to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_reason'
           AND EXISTS (SELECT FROM participation_pollversion
                        WHERE poll_id = poll.id AND no = poll.version + 1 AND kind = 'withdrawal') THEN
            CONTINUE;
        END IF;
        RAISE EXCEPTION 'choice_is_frozen: the projects of a sealed poll do not change'
              USING ERRCODE = 'check_violation';
    END LOOP;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
""",
    # One calendar: the phase that the consultation shows is the one that was sealed.
    "phase_keeps_sealed_calendar": """
CREATE FUNCTION phase_keeps_sealed_calendar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.kind = 'vote' AND EXISTS (
        SELECT FROM participation_poll
         WHERE consultation_id = OLD.consultation_id AND sealed_at IS NOT NULL AND closed_at IS NULL
           AND (TG_OP = 'DELETE' OR NEW.kind <> 'vote' OR NEW.consultation_id <> OLD.consultation_id
                OR opens_at <> NEW.opens_at OR closes_at <> NEW.closes_at)) THEN
        RAISE EXCEPTION 'phase_keeps_sealed_calendar: the calendar of a sealed vote does not change'
              USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
""",
    "version_hash_is_true": """
CREATE FUNCTION version_hash_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF encode(sha256(convert_to(NEW.rule_json, 'UTF8')), 'hex') <> NEW.rule_sha256 THEN
        RAISE EXCEPTION 'version_hash_is_true: the hash is not the one of this rule'
              USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
""",
    "written_once": """
CREATE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'written_once: % is neither changed nor deleted', TG_TABLE_NAME
          USING ERRCODE = 'check_violation';
END $$;
""",
    # One look per statement: a count writes a hundred thousand rows in one.
    "counted_set_is_fixed": """
CREATE FUNCTION counted_set_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM participation_poll poll WHERE poll.id IN (SELECT DISTINCT poll_id FROM added)
                  AND (poll.counted_at IS NOT NULL OR poll.reconciled_at IS NULL)) THEN
        RAISE EXCEPTION 'counted_set_is_fixed: nothing is added to a counted set' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
""",
    "envelope_only_while_open": """
CREATE FUNCTION envelope_only_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM participation_poll
                    WHERE id = NEW.poll_id AND sealed_at IS NOT NULL AND closed_at IS NULL) THEN
        RAISE EXCEPTION 'envelope_only_while_open: a ballot enters a sealed poll that is not closed'
              USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
""",
    "envelope_stays_until_closed": """
CREATE FUNCTION envelope_stays_until_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM participation_poll poll WHERE poll.id IN (SELECT DISTINCT poll_id FROM removed)
                  AND poll.closed_at IS NULL) THEN
        RAISE EXCEPTION 'envelope_stays_until_closed: a ballot is not taken out before the close'
              USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
""",
    "roll_follows_the_poll": """
CREATE FUNCTION roll_follows_the_poll() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    poll record;
    poll_key bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.poll_id ELSE NEW.poll_id END;
BEGIN
    SELECT sealed_at, closed_at, reconciled_at INTO poll FROM participation_poll WHERE id = poll_key;
    IF poll.sealed_at IS NULL OR poll.reconciled_at IS NOT NULL
       OR (TG_OP = 'INSERT' AND NEW.channel = 'web' AND poll.closed_at IS NOT NULL)
       OR (TG_OP = 'UPDATE' AND NEW.channel <> OLD.channel AND (NEW.channel = 'web' OR poll.closed_at IS NULL))
       OR (TG_OP = 'DELETE' AND OLD.channel = 'web') THEN
        RAISE EXCEPTION 'roll_follows_the_poll: the roll does not change this way at this stage'
              USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
""",
    "paper_until_reconciled": """
CREATE FUNCTION paper_until_reconciled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    poll_key bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.poll_id ELSE NEW.poll_id END;
BEGIN
    IF EXISTS (SELECT FROM participation_poll WHERE id = poll_key AND reconciled_at IS NOT NULL) THEN
        RAISE EXCEPTION 'paper_until_reconciled: the paper of this poll is settled'
              USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
""",
}

TRIGGERS = [
    ("poll", "poll_is_frozen", f"BEFORE INSERT OR UPDATE OR DELETE ON participation_poll {ROW} poll_is_frozen()"),
    (
        "choice",
        "choice_is_frozen",
        f"BEFORE INSERT OR UPDATE OR DELETE ON participation_choice {ROW} choice_is_frozen()",
    ),
    (
        "phase",
        "phase_keeps_sealed_calendar",
        f"BEFORE UPDATE OR DELETE ON participation_phase {ROW} phase_keeps_sealed_calendar()",
    ),
    ("pollversion", "version_hash_is_true", f"BEFORE INSERT ON participation_pollversion {ROW} version_hash_is_true()"),
    *(
        (table, "written_once", f"BEFORE UPDATE OR DELETE ON participation_{table} {ROW} written_once()")
        for table in ("pollversion", "counted", "channelcount", "tally")
    ),
    *(
        (
            table,
            "counted_set_is_fixed",
            f"AFTER INSERT ON participation_{table} REFERENCING NEW TABLE AS added "
            "FOR EACH STATEMENT EXECUTE FUNCTION counted_set_is_fixed()",
        )
        for table in ("counted", "channelcount")
    ),
    (
        "envelope",
        "envelope_only_while_open",
        f"BEFORE INSERT OR UPDATE ON participation_envelope {ROW} envelope_only_while_open()",
    ),
    (
        "envelope",
        "envelope_stays_until_closed",
        "AFTER DELETE ON participation_envelope REFERENCING OLD TABLE AS removed "
        "FOR EACH STATEMENT EXECUTE FUNCTION envelope_stays_until_closed()",
    ),
    (
        "roll",
        "roll_follows_the_poll",
        f"BEFORE INSERT OR UPDATE OR DELETE ON participation_roll {ROW} roll_follows_the_poll()",
    ),
    *(
        (
            table,
            "paper_until_reconciled",
            f"BEFORE INSERT OR UPDATE OR DELETE ON participation_{table} {ROW} paper_until_reconciled()",
        )
        for table in ("urn", "sheetentry", "paperballot", "duplicate")
    ),
]


#: The heavy tables of a vote: one look-up per row says that its poll exists and that its consultation is the poll's.
OF_ONE_POLL = ("elector", "roll", "envelope", "leaf", "counted")


def operations() -> list[migrations.RunSQL]:
    """Return the migration's steps: functions first, then the triggers that call them."""
    made = written(FUNCTIONS, TRIGGERS)
    for table in OF_ONE_POLL:
        name = f"{table}_of_one_poll"
        add = f"ADD CONSTRAINT {name} FOREIGN KEY (poll_id, consultation_id)"
        target = "REFERENCES participation_poll (id, consultation_id) DEFERRABLE INITIALLY DEFERRED"
        drop = f"ALTER TABLE participation_{table} DROP CONSTRAINT {name}"
        made.append(migrations.RunSQL(f"ALTER TABLE participation_{table} {add} {target}", drop))
    return made
