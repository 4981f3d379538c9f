"""What was promised does not change, whatever the path: sealed rules of a consultation, published règlements."""

from django.db import migrations

SEALED_RULES = """
CREATE FUNCTION consultation_keeps_sealed_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.rules_sealed_at IS NOT NULL AND (
        NEW.rules_sealed_at, NEW.kind, NEW.area_id, NEW.time_zone, NEW.envelope_cents, NEW.project_cap_cents,
        NEW.accepted_links, NEW.minimum_age, NEW.declaration
    ) IS DISTINCT FROM (
        OLD.rules_sealed_at, OLD.kind, OLD.area_id, OLD.time_zone, OLD.envelope_cents, OLD.project_cap_cents,
        OLD.accepted_links, OLD.minimum_age, OLD.declaration
    ) THEN
        RAISE EXCEPTION 'the rules of consultation % are sealed', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'consultation_keeps_sealed_rules';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consultation_keeps_sealed_rules BEFORE UPDATE ON participation_consultation
FOR EACH ROW EXECUTE FUNCTION consultation_keeps_sealed_rules();
"""
PUBLISHED_RULEBOOK = """
CREATE FUNCTION rulebook_keeps_published_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL AND (
        NEW.published_at, NEW.published_by_id, NEW.consultation_id, NEW.version, NEW.text, NEW.reason
    ) IS DISTINCT FROM (
        OLD.published_at, OLD.published_by_id, OLD.consultation_id, OLD.version, OLD.text, OLD.reason
    ) THEN
        RAISE EXCEPTION 'version % of the rulebook is published', OLD.version
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rulebook_keeps_published_text';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rulebook_keeps_published_text BEFORE UPDATE ON participation_rulebook
FOR EACH ROW EXECUTE FUNCTION rulebook_keeps_published_text();
"""


def sealing_operations() -> list[migrations.RunSQL]:
    """Return the migration's steps."""
    return [
        migrations.RunSQL(
            SEALED_RULES,
            "DROP TRIGGER consultation_keeps_sealed_rules ON participation_consultation;"
            "DROP FUNCTION consultation_keeps_sealed_rules();",
        ),
        migrations.RunSQL(
            PUBLISHED_RULEBOOK,
            "DROP TRIGGER rulebook_keeps_published_text ON participation_rulebook;"
            "DROP FUNCTION rulebook_keeps_published_text();",
        ),
    ]
