"""What PostgreSQL must know before the first table: trigrams, accents, exclusion constraints."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

# unaccent() depends on a dictionary that could change, so PostgreSQL calls it STABLE and refuses it in an index.
# The dictionary is named here and never changes under our feet: the wrapper may honestly be IMMUTABLE.
BARE_TEXT = """
CREATE FUNCTION bare_text(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT lower(public.unaccent('public.unaccent', $1)) $$;
"""


class BareText(models.Func):
    """Texts, one after the other, without accents or capitals; immutable, so that indexes may stand on it."""

    function = "bare_text"
    arg_joiner = " || ' ' || "
    output_field = models.TextField()


#: First operations of the first migration of the house.
EXTENSIONS = [
    BtreeGistExtension(),
    TrigramExtension(),
    UnaccentExtension(),
    migrations.RunSQL(BARE_TEXT, "DROP FUNCTION bare_text(text)"),
]
