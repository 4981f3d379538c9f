"""Documents made anew where they differ from their rows: what two transactions wrote at once, or older code."""

from django.db import connection

from territories.search.sources import sources

RENEW = """
SELECT search_follow(%s, array_agg(id)) FROM (
    SELECT id FROM {table} UNION SELECT object_id FROM territories_searchdocument WHERE kind = %s
) AS known HAVING count(*) > 0
"""


def renew_documents() -> None:
    """Compare every document with its row, one statement for each kind."""
    with connection.cursor() as cursor:
        for source in sources():
            table = connection.ops.quote_name(source.model._meta.db_table)
            cursor.execute(RENEW.format(table=table), [source.kind, source.kind])
