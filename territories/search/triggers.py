"""How documents follow their rows: triggers see every write, whatever made it (a form, ``update()``, bulk, raw SQL).

A migration of the app that owns a table calls ``searchable``; the first one of territories ran ``FOUNDATIONS`` before.
"""

from django.db import migrations

#: What the rows of every source look like: see ``searchable``.
ROW_TYPE = """
CREATE TYPE search_row AS (
    object_id bigint, title text, summary text, body text, area_id bigint, themes bigint[], happened_at timestamptz
);
"""
KEY = r"""
CREATE FUNCTION search_key(title text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT left(btrim(regexp_replace(bare_text(title), '[^a-z0-9]+', ' ', 'g')), 200);
$$;
"""
# The stemmer of PostgreSQL keeps the plural of « vélos » and « abris »: it is taken off before, for all alike.
TEXT = r"""
CREATE FUNCTION search_text(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(bare_text(written), '(\m\w{3,}[aiou])s\M', '\1', 'g');
$$;
"""
# « 2019 », « 2019-09 » and « 2019-09-23 » are days too; what is none becomes the other moment.
DAY = """
CREATE FUNCTION search_day(written text, otherwise timestamptz) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN CASE WHEN written = '' THEN otherwise ELSE left(written || '-01-01', 10)::date END;
EXCEPTION WHEN data_exception THEN
    RETURN otherwise;
END $$;
"""
# Rows that are public no more leave; the others are written where they differ from what the document was made of.
FOLLOW = """
CREATE FUNCTION search_follow(of_kind text, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($sql$
        DELETE FROM territories_searchdocument AS known
         WHERE known.kind = %1$L AND known.object_id = ANY($1)
           AND known.object_id NOT IN (SELECT object_id FROM search_rows_%1$s($1))
    $sql$, of_kind) USING ids;
    EXECUTE format($sql$
        INSERT INTO territories_searchdocument AS known
               (kind, object_id, key, area_id, themes, happened_at, made_of, title_words, words)
        SELECT %1$L, object_id, search_key(title), area_id, themes, happened_at, made_of, name,
               setweight(name, 'A') || setweight(to_tsvector('french', search_text(coalesce(summary, ''))), 'B')
               || setweight(to_tsvector('french', search_text(left(coalesce(body, ''), 3000))), 'C')
          FROM (SELECT told.*, md5(told::text) AS made_of FROM search_rows_%1$s($1) AS told) AS told,
               to_tsvector('french', search_text(title)) AS name
         WHERE NOT EXISTS (SELECT FROM territories_searchdocument AS same WHERE same.kind = %1$L
                              AND same.object_id = told.object_id AND same.made_of = told.made_of)
            ON CONFLICT (kind, object_id) DO UPDATE
           SET (key, area_id, themes, happened_at, made_of, title_words, words) =
               (EXCLUDED.key, EXCLUDED.area_id, EXCLUDED.themes, EXCLUDED.happened_at, EXCLUDED.made_of,
                EXCLUDED.title_words, EXCLUDED.words)
    $sql$, of_kind) USING ids;
END $$;
"""
CHANGED = """
CREATE FUNCTION search_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
    changed text := CASE TG_OP WHEN 'INSERT' THEN 'TABLE after' WHEN 'DELETE' THEN 'TABLE before'
                    ELSE 'TABLE before UNION ALL TABLE after' END;
BEGIN
    EXECUTE format('WITH changed AS (%s) SELECT array_agg(DISTINCT id) FROM (%s) AS of (id)', changed, TG_ARGV[1])
       INTO ids;
    IF ids IS NOT NULL THEN
        PERFORM search_follow(TG_ARGV[0], ids);
    END IF;
    RETURN NULL;
END $$;
"""
FOUNDATIONS = [
    migrations.RunSQL(ROW_TYPE, "DROP TYPE search_row"),
    migrations.RunSQL(KEY, "DROP FUNCTION search_key(text)"),
    migrations.RunSQL(TEXT, "DROP FUNCTION search_text(text)"),
    migrations.RunSQL(DAY, "DROP FUNCTION search_day(text, timestamptz)"),
    migrations.RunSQL(FOLLOW, "DROP FUNCTION search_follow(text, bigint[])"),
    migrations.RunSQL(CHANGED, "DROP FUNCTION search_changed()"),
]
TABLES_OF_CHANGE = {"INSERT": "NEW TABLE AS after", "UPDATE": "OLD TABLE AS before NEW TABLE AS after"}
TABLES_OF_CHANGE["DELETE"] = "OLD TABLE AS before"


def searchable(kind: str, *, table: str, rows: str, also: dict[str, str] | None = None) -> list[migrations.RunSQL]:
    """Return the operations that make the public rows of a table searchable, those that exist included.

    :param rows: a SELECT of id, title, summary, body, area, themes and date of the public rows among ``$1``.
    :param also: further tables whose rows change documents, each with a SELECT of the ids of their rows in ``table``
        from ``changed``, the rows of the further table that were written or are gone.
    """
    function = f"CREATE FUNCTION search_rows_{kind}(bigint[]) RETURNS SETOF search_row LANGUAGE sql STABLE AS $$"
    made = [migrations.RunSQL(f"{function}{rows}$$", f"DROP FUNCTION search_rows_{kind}(bigint[])")]
    for source, ids in {table: "SELECT id FROM changed", **(also or {})}.items():
        made += [follow(kind, source, ids, event) for event in TABLES_OF_CHANGE]
    known = f"SELECT search_follow('{kind}', array_agg(id)) FROM {table} HAVING count(*) > 0"
    gone = f"DELETE FROM territories_searchdocument WHERE kind = '{kind}'"
    return [*made, migrations.RunSQL(known, gone)]


def follow(kind: str, table: str, ids: str, event: str) -> migrations.RunSQL:
    """Return the operation that lets documents of a kind follow one sort of change of a table."""
    name = f"search_{kind}_{event.lower()}"
    quoted = ids.replace("'", "''")
    made = (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {TABLES_OF_CHANGE[event]} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION search_changed('{kind}', '{quoted}')"
    )
    return migrations.RunSQL(made, f"DROP TRIGGER {name} ON {table}")
