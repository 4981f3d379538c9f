"""The statements of the importer: whole sets at a time, and no write where nothing differs."""

#: Columns that are copied as they are from the staging table; parents are looked up on the way.
PLAIN = (
    "name",
    "sort_key",
    "search_key",
    "siren",
    "population",
    "population_year",
    "postcodes",
    "former_codes",
    "former_names",
    "latitude",
    "longitude",
    "time_zone",
)
STAGED = (
    "kind",
    "code",
    "name",
    "slug",
    "sort_key",
    "search_key",
    "parent_kind",
    "parent_code",
    "epci_code",
    "siren",
    "population",
    "population_year",
    "postcodes",
    "former_codes",
    "former_names",
    "latitude",
    "longitude",
    "time_zone",
)
STAGED_OUTLINE = ("kind", "code", "geometry", "digest")

STAGE_AREAS = """
DROP TABLE IF EXISTS pg_temp.incoming;
CREATE TEMPORARY TABLE incoming (
    kind varchar, code varchar, name varchar, slug varchar, sort_key varchar, search_key text,
    parent_kind varchar, parent_code varchar, epci_code varchar,
    siren varchar, population integer, population_year smallint,
    postcodes varchar[], former_codes varchar[], former_names varchar[],
    latitude double precision, longitude double precision, time_zone varchar
) ON COMMIT DROP
"""

_columns = ", ".join(PLAIN)
_ours = ", ".join(f"area.{name}" for name in PLAIN)
_theirs = ", ".join(f"fresh.{name}" for name in PLAIN)
_assignments = ", ".join(f"{name} = EXCLUDED.{name}" for name in PLAIN)

#: One level of the map: its parents are already there, so that each row is written once.
UPSERT_LEVEL = f"""
WITH fresh AS (
    SELECT i.*, p.id AS parent_id, e.id AS epci_id,
           CASE WHEN p.id IS NULL THEN '{{}}' ELSE p.ancestors || p.id END
           || CASE WHEN e.id IS NULL THEN '{{}}'::bigint[] ELSE ARRAY[e.id] END AS ancestors
    FROM incoming i
    LEFT JOIN territories_area p ON p.kind = i.parent_kind AND p.code = i.parent_code
    LEFT JOIN territories_area e ON e.kind = 'epci' AND e.code = i.epci_code
    WHERE i.kind = ANY(%(kinds)s)
), written AS (
    INSERT INTO territories_area
        (kind, code, slug, parent_id, epci_id, ancestors, {_columns}, obsolete_at, updated_at)
    SELECT fresh.kind, fresh.code, fresh.slug, fresh.parent_id, fresh.epci_id, fresh.ancestors, {_theirs},
           NULL, %(at)s
    FROM fresh
    LEFT JOIN territories_area area ON area.kind = fresh.kind AND area.code = fresh.code
    WHERE area.id IS NULL
       OR area.obsolete_at IS NOT NULL
       OR (area.parent_id, area.epci_id, area.ancestors, {_ours})
          IS DISTINCT FROM (fresh.parent_id, fresh.epci_id, fresh.ancestors, {_theirs})
    ORDER BY fresh.code
    ON CONFLICT ON CONSTRAINT area_code_is_unique_in_its_kind DO UPDATE SET
        parent_id = EXCLUDED.parent_id, epci_id = EXCLUDED.epci_id, ancestors = EXCLUDED.ancestors,
        {_assignments}, obsolete_at = NULL, updated_at = EXCLUDED.updated_at
    RETURNING xmax = 0 AS is_new
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
"""

RETIRE = """
UPDATE territories_area SET obsolete_at = %(on)s, updated_at = %(at)s
WHERE kind || ' ' || code = ANY(%(keys)s) AND obsolete_at IS NULL
"""

#: Quarters lie where their commune lies: when it moves to another EPCI they move along.
FOLLOW_PARENTS = """
UPDATE territories_area quarter SET ancestors = parent.ancestors || parent.id, updated_at = %(at)s
FROM territories_area parent
WHERE quarter.kind = 'quarter' AND parent.id = quarter.parent_id
  AND quarter.ancestors IS DISTINCT FROM parent.ancestors || parent.id
"""

KNOWN_DIGESTS = """
SELECT area.kind, area.code, outline.digest
FROM territories_outline outline JOIN territories_area area ON area.id = outline.area_id
"""

STAGE_OUTLINES = """
DROP TABLE IF EXISTS pg_temp.incoming_outline;
CREATE TEMPORARY TABLE incoming_outline (kind varchar, code varchar, geometry jsonb, digest varchar) ON COMMIT DROP
"""

UPSERT_OUTLINES = """
INSERT INTO territories_outline (area_id, geometry, digest)
SELECT area.id, incoming.geometry, incoming.digest
FROM incoming_outline incoming JOIN territories_area area ON area.kind = incoming.kind AND area.code = incoming.code
ON CONFLICT (area_id) DO UPDATE SET geometry = EXCLUDED.geometry, digest = EXCLUDED.digest
"""
