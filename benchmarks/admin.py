"""What each screen of the admin costs with a thousand rows behind it and with a hundred thousand: queries and time.

Run by ``python3 dev.py bench admin``, on an empty database. A town has ideas, comments, people, messages, acts,
inscriptions and a directory, all in the area of its manager, who opens every list, the start page, the cockpits, the
page of one row, works off a queue, and searches a word. A small town does so alone, then a large one beside it, and the
small one again: what it sees lies below all that the large one wrote since. What counts is the processor's time, of the
page and of PostgreSQL together. ``SCREENS=organisation,cockpit python3 dev.py bench admin`` opens those screens alone.
"""

import logging
import os
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from benchmarks.ideas import backend_alone, cheapest

FEW, MANY = 1_000, 100_000
MOST_QUERIES, MOST_TIMES = 20, 1.2
#: People who come to one meeting.
SEATS = 25
#: Lists that are narrowed too: by a word of which a page is full, by one that no row holds, by the queue they work off.
NARROWED = {
    "participation_proposal": {"a number": "q=17", "a queue": "file=a-decider", "another queue": "file=a-confier"},
    "participation_comment": {"a queue": "moderation=signales"},
    "projects_project": {"a word": "q=7", "nothing": "q=zanzibar"},
    "territories_notice": {"a queue": "fate=failed"},
    "territories_organisation": {"a word": "q=7", "nothing": "q=zanzibar"},
    "territories_participant": {"a word": "q=Habitante+7", "nothing": "q=zanzibar"},
    "territories_person": {"a word": "q=7"},
}
IDENTITIES = """
INSERT INTO territories_identity (participant_id, display_name, full_name, email, phone, postal_address)
SELECT id, 'Habitante ' || id, 'Habitante ' || id, '', '', '' FROM territories_participant person
 WHERE NOT EXISTS (SELECT FROM territories_identity WHERE participant_id = person.id)
"""
#: A row of another table for each idea or person that has none yet.
EACH = {
    "participation_comment": """
INSERT INTO participation_comment (public_id, consultation_id, proposal_id, author_id, text, language, at,
       hidden_reason)
SELECT gen_random_uuid(), consultation_id, id, author_id, 'Une bonne idée, n° ' || id, 'fr', created_at, ''
  FROM participation_proposal idea
 WHERE NOT EXISTS (SELECT FROM participation_comment WHERE proposal_id = idea.id)
""",
    "seminars_registration": """
WITH event AS (SELECT area_id, array_agg(id) AS ids FROM seminars_event GROUP BY area_id)
INSERT INTO seminars_registration (event_id, participant_id, at, waiting, needs)
SELECT ids[1 + person.id % cardinality(ids)], person.id, created_at, false, ''
  FROM territories_participant person JOIN event ON area_id = home_id
 WHERE NOT EXISTS (SELECT FROM seminars_registration WHERE participant_id = person.id)
""",
}


def multiply(row: Model, *, first: int, last: int, **written: str) -> None:
    """Copy a row, once for each number; ``written`` says in SQL what differs, ``n`` being the number."""
    written_fields = [field for field in row._meta.concrete_fields if not field.primary_key and not field.generated]
    columns = [field.column for field in written_fields]
    values = [written.get(column, f'model."{column}"') for column in columns]
    names, table = ", ".join(f'"{column}"' for column in columns), row._meta.db_table
    statement = f"""
        INSERT INTO {table} ({names}) SELECT {", ".join(values)}
          FROM {table} model, generate_series(%s, %s) AS n WHERE model."{row._meta.pk.column}" = %s
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, [first, last, row.pk])


class Town:
    """A town of the manager, with one row of everything that is then multiplied."""

    def __init__(self, name: str) -> None:
        from django.utils import timezone

        from participation.proposals.models import Status
        from participation.tests.factories.ballots import make_poll
        from participation.tests.factories.consultations import make_consultation
        from participation.tests.factories.proposals import make_proposal
        from projects.tests.factories.projects import make_project
        from seminars.tests.factories.events import make_event
        from territories.instance.acts import record
        from territories.notices.models import Notice
        from territories.notices.operations import owe
        from territories.tests.factories.accounts import make_participant, make_staff
        from territories.tests.factories.actors import make_organisation, make_person
        from territories.tests.factories.areas import make_commune

        now, self.area = timezone.now(), make_commune(name=name)
        self.manager = make_staff("manager", self.area)
        self.consultation = make_consultation(area=self.area)
        self.poll = make_poll(consultation=make_consultation(area=self.area, running=None))
        self.idea = make_proposal(consultation=self.consultation, status=Status.SUBMITTED)
        self.person = make_participant(home=self.area)
        self.event = make_event(area=self.area)
        self.organisation = make_organisation(area=self.area)
        self.card, self.project = make_person(area=self.area), make_project(area=self.area)
        self.act = record(verb="poll.sealed", subject=self.poll, at=now, by=self.manager, area=self.area)
        owe(kind="poll.voted", key=name, title="Votre vote", text="Enregistré.", at=now, participant=self.person)
        self.notice = Notice.objects.get(key=name)

    def grow(self, first: int, last: int) -> None:
        """Give the town rows with these numbers, of everything."""
        numbers = {"first": first, "last": last}
        earlier, anew = "now() - n * interval '1 minute'", "gen_random_uuid()"
        named = {"slug": "model.slug || '-' || n", "sort_key": "model.sort_key || ' ' || n"}
        multiply(self.person, **numbers, public_id=anew, created_at=earlier)
        multiply(
            self.idea, **numbers, public_id=anew, number="n + 1", title="model.title || ' ' || n",
            slug="model.slug || '-' || n", submitted_at=earlier, created_at=earlier,
        )  # fmt: skip
        multiply(self.organisation, **numbers, **named, name="model.name || ' ' || n")
        multiply(self.event, first=first // SEATS, last=last // SEATS, **named)
        multiply(self.card, **numbers, **named, name="model.name || ' ' || n")
        multiply(self.project, **numbers, **named, title="model.title || ' ' || n")
        multiply(self.act, **numbers, at=earlier)
        multiply(self.notice, **numbers, public_id=anew, key="model.key || n", created_at=earlier, sent_at=earlier)
        with connection.cursor() as cursor:
            cursor.execute(IDENTITIES)
            for statement in EACH.values():
                cursor.execute(statement)
            cursor.execute("VACUUM ANALYZE")


def screens(town: Town) -> dict[str, str]:
    """Return the address of every screen that is measured."""
    from django.contrib import admin

    found = {"start page": reverse("admin:index")}
    for model in sorted(admin.site._registry, key=lambda model: model._meta.db_table):
        name = model._meta.db_table
        found[name] = reverse(f"admin:{name}_changelist")
        found |= {f"{name}, {by}": f"{found[name]}?{query}" for by, query in NARROWED.get(name, {}).items()}
    for row in (town.idea, town.consultation, town.person, town.organisation, town.event):
        found[f"one {row._meta.db_table}"] = reverse(f"admin:{row._meta.db_table}_change", args=[row.pk])
    for row in (town.consultation, town.poll):
        found[f"cockpit of {row._meta.db_table}"] = reverse(f"admin:{row._meta.db_table}_cockpit", args=[row.pk])
    words = os.environ.get("SCREENS", "").split(",")
    return {name: address for name, address in found.items() if any(word in name for word in words)}


def noted_in(asked: list[str]) -> Callable:
    """Return what notes each statement; the log of queries is off while benchmarks run."""

    def note(execute, sql, parameters, many, context):
        asked.append(sql)
        return execute(sql, parameters, many, context)

    return note


def visits(towns: list[Town], backend: int) -> list[dict[str, tuple[int, float]]]:
    """Return, for each town, the queries of each screen and the milliseconds of its cheapest answer, asked in turn.

    What its manager may not see is left out.
    """
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    clients = [Client() for _ in towns]
    for client, town in zip(clients, towns, strict=True):
        client.force_login(town.manager, backend="django.contrib.auth.backends.ModelBackend")
    found: list[dict[str, tuple[int, float]]] = [{} for _ in towns]
    offered = [screens(town) for town in towns]
    for name in offered[0]:
        works = [partial(client.get, there[name]) for client, there in zip(clients, offered, strict=True)]
        asked = [asked_by(work) for work in works]
        if None not in asked:
            taken = cheapest(*works, backend=backend)
            for town, queries, seconds in zip(found, asked, taken, strict=True):
                town[name] = queries, 1000 * seconds
    return found


def asked_by(work: Callable) -> int | None:
    """Return how many queries an answer takes; nothing when it is refused."""
    asked: list[str] = []
    with connection.execute_wrapper(noted_in(asked)):
        answer = work()
    return len(asked) if answer.status_code == 200 else None


def run() -> list[dict[str, Any]]:
    """Open every screen of a small town, let a large one grow beside it, and open those of both."""
    small, large = Town("Loos-en-Gohelle"), Town("Saint-Dié-des-Vosges")
    backend, rows = backend_alone(), []
    small.grow(1, FEW - 1)
    (alone,) = visits([small], backend)
    large.grow(1, MANY - 1)
    beside, crowded = visits([small, large], backend)
    for name, (queries, taken) in crowded.items():
        few, still = alone[name][1], beside[name][1]
        rows += [
            {"name": f"admin: {name}, {MANY:,}", "figure": queries, "unit": "queries", "limit": MOST_QUERIES},
            {"name": f"admin: {name}, {FEW:,}", "figure": round(few, 1), "unit": "ms"},
            {"name": f"admin: {name}, {MANY:,}", "figure": round(taken, 1), "unit": "ms"},
            {"name": f"admin: {name}, ratio", "figure": round(taken / few, 2), "unit": "×", "limit": MOST_TIMES},
            {"name": f"admin: {name}, small beside large", "figure": round(still / few, 2), "unit": "×"},
        ]
    return rows
