"""What reading ideas costs with a thousand and with a hundred thousand of them in one consultation.

Run by ``python3 dev.py bench ideas``, on an empty database of this machine. What counts is the processor's time, of the
page and of PostgreSQL together: it stays the same on a busy machine, where the clock does not.
"""

import time
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client

FEW, MANY = 1_000, 100_000
#: Milliseconds of processor that a list may cost: a person waits so long without noticing.
LIMIT = 300.0
#: Titles that people could have written: a thing, a place and a number, so that some are close and few are the same.
IDEAS = """
WITH words AS (
    SELECT ARRAY['bancs', 'jardin partagé', 'piste cyclable', 'fontaine', 'verger', 'boîte à livres', 'compost',
                 'préau', 'terrain de jeu', 'fresque', 'abri', 'passerelle', 'potager', 'kiosque', 'ruche',
                 'ressourcerie', 'atelier vélo', 'scène', 'rampe d’accès', 'nichoirs'] AS things,
           ARRAY['de la gare', 'du marché', 'des écoles', 'du parc', 'de la mairie', 'du stade',
                 'des bords de Meurthe', 'du collège', 'de la médiathèque', 'du quartier Kellermann', 'de l’hôpital',
                 'du cimetière', 'du lavoir', 'de la place des Vosges', 'du canal', 'des Jointures', 'du gymnase']
                 AS places
), idea AS (
    INSERT INTO participation_proposal (title, text, place, language, group_name, from_institution, hidden_reason,
        slug, public_id, number, status, status_at, created_at, submitted_at, updated_at, author_id, consultation_id)
    SELECT initcap(things[1 + n * 7 %% 20]) || ' ' || places[1 + n * 11 %% 17] || ' ' || substr(md5(n::text), 1, 5),
           'Pour que chacun y vienne, à pied ou à vélo, et s’y repose. ' || md5(n::text) || ' '
               || CASE WHEN n %% (%(ideas)s / 20) = 0 THEN 'ornithologie' ELSE things[1 + n * 3 %% 20] END,
           '', 'fr', '', false, '', 'idee-' || n, gen_random_uuid(), n, 'submitted', %(at)s, %(at)s,
           %(at)s - n * interval '1 second', %(at)s, %(author)s, %(consultation)s
      FROM words, generate_series(1, %(ideas)s) AS n
    RETURNING id, consultation_id
)
INSERT INTO participation_holder (consultation_id, proposal_id, participant_id, at)
SELECT consultation_id, id, %(author)s, %(at)s FROM idea
"""
SUPPORTERS = """
INSERT INTO territories_participant (public_id, home_id, links, created_at)
SELECT gen_random_uuid(), %(home)s, '{lives}', %(at)s FROM generate_series(1, 40)
"""
SUPPORTS = """
INSERT INTO participation_support (consultation_id, proposal_id, participant_id, at)
SELECT idea.consultation_id, idea.id, person.id, %(at)s
  FROM participation_proposal idea
  JOIN territories_participant person ON (idea.id * 31 + person.id * 17) %% 13 < abs(hashint8(idea.id)) %% 5
 WHERE idea.consultation_id = %(consultation)s AND person.home_id = %(home)s
"""


def make_crowd(ideas: int):
    """A consultation that collects ideas, with that many of them, each with up to a dozen supports."""
    from django.utils import timezone

    from participation.tests.factories.consultations import make_consultation
    from territories.tests.factories.accounts import make_participant

    consultation = make_consultation()
    known = {"ideas": ideas, "consultation": consultation.pk, "author": make_participant().pk, "at": timezone.now()}
    known["home"] = consultation.area_id
    with connection.cursor() as cursor:
        for statement in (SUPPORTERS, IDEAS, SUPPORTS, "ANALYZE"):
            cursor.execute(statement, known)
    return consultation


def processor(backend: int) -> float:
    """Return the seconds of processor that this process and its PostgreSQL backend have had so far."""
    spent = Path(f"/proc/{backend}/schedstat").read_text(encoding="ascii")
    return time.process_time() + int(spent.split()[0]) / 1e9


def cheapest(*works: Callable[[], Any], backend: int, times: int = 7) -> list[float]:
    """Return the seconds of processor of the cheapest of a few runs of each work, done in turn."""
    taken = [inf] * len(works)
    for _ in range(times):
        for place, work in enumerate(works):
            start = processor(backend)
            work()
            taken[place] = min(taken[place], processor(backend) - start)
    return taken


def readings(consultation) -> dict[str, str]:
    """What readers ask, each by its address."""
    ideas = f"{consultation.get_absolute_url()}propositions/"
    return {
        "newest first": ideas,
        "most supported first": f"{ideas}?tri=soutenues",
        "by chance": f"{ideas}?tri=hasard",
        "a word of many": f"{ideas}?q=jardin",
        "a word of few": f"{ideas}?q=ornithologie",
        "two words": f"{ideas}?q=verger+gare",
        "a misspelt word": f"{ideas}?q=ressourcrie",
        "a number": f"{ideas}?q=17",
        "most supported about a word": f"{ideas}?q=jardin&tri=soutenues",
        "close ones while typing": f"{ideas}proches/?title=Un+verger+pour+la+gare",
    }


def backend_alone() -> int:
    """Return the process that answers this connection, and have it work without helpers, which would not be counted."""
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def run() -> list[dict[str, Any]]:
    """Ask everything of a small and of a large consultation."""
    client, rows = Client(), []
    few, many = (readings(make_crowd(ideas)) for ideas in (FEW, MANY))
    backend = backend_alone()
    for name, address in many.items():
        answer = client.get(address)
        assert answer.status_code == 200, (name, answer.status_code)
        small, large = cheapest(lambda at=few[name]: client.get(at), lambda at=address: client.get(at), backend=backend)
        rows.append({"name": f"ideas: {name}, {FEW:,}", "figure": round(1000 * small, 1), "unit": "ms"})
        rows.append(
            {"name": f"ideas: {name}, {MANY:,}", "figure": round(1000 * large, 1), "unit": "ms", "limit": LIMIT}
        )
        rows.append({"name": f"ideas: {name}, ratio", "figure": round(large / small, 2), "unit": "×"})
    return rows
