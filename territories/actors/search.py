"""How the search finds organisations and public cards."""

from django.utils.translation import gettext_lazy as _

from territories.actors.models import Organisation, Person
from territories.search.sources import Source

ORGANISATION_ROWS = """
SELECT id, name, siren, description, area_id,
       ARRAY(SELECT theme_id FROM territories_organisation_themes WHERE organisation_id = one.id), published_at
  FROM territories_organisation AS one WHERE id = ANY($1) AND published_at IS NOT NULL
"""
PERSON_ROWS = """
SELECT id, name, role, '', area_id, '{}'::bigint[], published_at
  FROM territories_person
 WHERE id = ANY($1) AND published_at IS NOT NULL AND hidden_at IS NULL AND removed_at IS NULL
"""
ORGANISATIONS = Source(
    "organisation",
    Organisation,
    _("Organisation"),
    _("Organisations"),
    text=lambda row: row.description,
    note=lambda row: row.get_kind_display(),
)
PEOPLE = Source("person", Person, _("Personne"), _("Personnes"), text=lambda row: row.role)
