"""How the search finds consultations."""

from django.db import migrations
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation
from territories.search.sources import Source

ROWS = """
SELECT id, title, summary, description, area_id,
       ARRAY(SELECT theme_id FROM participation_consultation_themes WHERE consultation_id = one.id), published_at
  FROM participation_consultation AS one WHERE id = ANY($1) AND published_at IS NOT NULL
"""
CONSULTATIONS = Source(
    "consultation",
    Consultation,
    _("Consultation"),
    _("Consultations"),
    text=lambda row: row.summary,
    note=lambda row: row.get_kind_display(),
)
# What belongs to a consultation is public with it, and named and placed after it.
OPENED = """
CREATE FUNCTION search_consultation_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[] := (
        SELECT array_agg(id) FROM before JOIN after USING (id)
         WHERE ((before.published_at IS NULL), before.title, before.area_id)
               IS DISTINCT FROM ((after.published_at IS NULL), after.title, after.area_id)
    );
BEGIN
    IF changed IS NOT NULL THEN
        PERFORM search_follow('idea', array_agg(id)) FROM participation_proposal WHERE consultation_id = ANY(changed);
        PERFORM search_follow('poll', array_agg(id)) FROM participation_poll WHERE consultation_id = ANY(changed);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER search_of_consultation AFTER UPDATE ON participation_consultation
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION search_consultation_changed();
"""
CLOSED = """
DROP TRIGGER search_of_consultation ON participation_consultation;
DROP FUNCTION search_consultation_changed();
"""
FOLLOWED_BY_ITS_OWN = migrations.RunSQL(OPENED, CLOSED)
