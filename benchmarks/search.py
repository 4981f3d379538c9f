"""What a search costs among 1,000 ideas, and what it costs among 100,000: the same questions, the same machine.

Run by ``python3 dev.py bench search``, on an empty database. The ideas are invented, their words are drawn as people
draw them: a few stand in every fourth idea, most in very few. So that both sizes are asked for the same work, usual
words answer with more than is ever ranked, and rare ones stand in the first thousand ideas only. Each question is asked
of the page, with its facets and extracts, and of the suggestions; the figure is the time that the processor works for
it, here and in the server, so that what else the machine does is left out.
"""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection

SEED, FEW, MANY, AT_ONCE = 88413, 1_000, 100_000, 5_000
LIMIT, TIMES = 1.2, 15
USUAL = "vélo,arbre,école,rue,place,jardin,piste,abri,banc,parc,quartier,marché,gare,mairie,bibliothèque"
RARE = {7: ["tourterelle"], 11: ["palétuvier"]}
SOUNDS = "ba,be,bou,ca,cha,co,da,dou,fa,fi,ga,gou,la,li,lo,ma,mi,mou,na,no,pa,pi,ra,ro,sa,so,ta,tou,va,vi"
#: What is asked, by what makes it dear: words of every fourth idea, two of them, one word that few ideas hold, a word
#: that none holds, mistakes, a beginning.
QUESTIONS = {
    "a word of every fourth idea": "vélo",
    "two words of every fourth idea": "vélo école",
    "five usual words": "vélo arbre école rue place",
    "a usual word, one theme": "arbre&theme=nature",
    "a usual word, one kind": "arbre&kind=idea",
    "a usual word, one kind that has none": "arbre&kind=project",
    "a rare word": "tourterelle",
    "a usual word and a rare one": "vélo tourterelle",
    "a rare word, mistyped": "tourtrelle",
    "a usual word, mistyped": "bibliotèque",
    "a word that stands nowhere": "xylophoniste",
    "a usual word without a nowhere": "vélo xylophoniste",
    "words that never meet": "tourterelle palétuvier",
}
BEGINNINGS = ("vé", "vélo ar", "biblio", "tourter", "bibliot ecole", "xylopho")
IDEAS = """
INSERT INTO participation_proposal
       (consultation_id, public_id, number, slug, language, author_id, group_name, from_institution, status, status_at,
        title, text, place, theme_id, created_at, submitted_at, updated_at, hidden_reason)
SELECT %(consultation)s, gen_random_uuid(), number, 'idee-' || number, 'fr', %(author)s, '', false, 'submitted', now(),
       title, text, '', %(theme)s, now(), now() - number * interval '1 minute', now(), ''
  FROM unnest(%(numbers)s::int[], %(titles)s::text[], %(texts)s::text[]) AS idea (number, title, text)
"""


def invented(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Write titles and texts without end: every fourth idea holds all usual words, the rare ones are soon used up."""
    others = ["".join(chance.choices(SOUNDS.split(","), k=chance.randint(2, 4))) for _ in range(4_000)]
    dice = [1 / (place + 1) for place in range(len(others))]
    number = 0
    while True:
        number += 1
        words = chance.choices(others, dice, k=60)
        said = [word for word in USUAL.split(",") if number % 4 == 0 or chance.random() < 0.1]
        rare = RARE.get(number % 40, []) if number <= FEW else []
        title = [*rare, *chance.sample(said, min(2, len(said))), *words[:3]]
        chance.shuffle(title)
        yield " ".join(title).capitalize()[:120], " ".join([*said, *words[3:]])


def write_ideas(ideas: Iterator[tuple[str, str]], known: dict[str, int], *, first: int, last: int) -> None:
    """Add ideas by number, as a bulk import would: the search follows by itself."""
    for start in range(first, last + 1, AT_ONCE):
        numbers = list(range(start, min(start + AT_ONCE, last + 1)))
        titles, texts = zip(*(next(ideas) for _number in numbers), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(IDEAS, {**known, "numbers": numbers, "titles": list(titles), "texts": list(texts)})


def worked() -> float:
    """Return how long processors have worked so far for this process and for its connection's, in seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        served = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return time.process_time() + int(served.read_text().split()[0]) / 1e9


def cost_ms(work: Callable[[], Any]) -> float:
    """Return what a question costs, on the average of some, in milliseconds; the first one warms up."""
    work()
    start = worked()
    for _number in range(TIMES):
        work()
    return 1000 * (worked() - start) / TIMES


def asked(client) -> dict[str, float]:
    """Ask everything of what is there now."""
    taken = {}
    for name, words in QUESTIONS.items():
        typed, _sign, narrowed = words.partition("&")
        where = dict([narrowed.split("=")]) if narrowed else {}
        taken[name] = cost_ms(lambda typed=typed, where=where: client.get("/chercher/", {"q": typed, **where}))
    for typed in BEGINNINGS:
        found = cost_ms(lambda typed=typed: client.get("/chercher/suggestions.json", {"q": typed}))
        taken[f"suggestions for « {typed} »"] = found
    return taken


def settle() -> float:
    """Learn the words, clean up as PostgreSQL does by itself in time, and return how long learning took."""
    from territories.search.words import learn_words

    start = time.perf_counter()
    learn_words()
    learnt = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return learnt


def run() -> list[dict[str, Any]]:
    """Ask among 1,000 ideas, add 99,000, and ask again."""
    from django.test import Client

    from participation.tests.factories.consultations import make_consultation
    from territories.instance.models import Theme
    from territories.search.documents import renew_documents
    from territories.tests.factories.accounts import make_participant

    rows: list[dict[str, Any]] = []

    def row(name: str, figure: float, unit: str, limit: float | None = None) -> None:
        rows.append({"name": f"search: {name}", "figure": round(figure, 3), "unit": unit, "limit": limit})

    theme = Theme.objects.create(name="Nature", slug="nature")
    known = {"consultation": make_consultation().pk, "author": make_participant().pk, "theme": theme.pk}
    ideas, client = invented(random.Random(SEED)), Client()
    write_ideas(ideas, known, first=1, last=FEW)
    settle()
    few = asked(client)
    start = time.perf_counter()
    write_ideas(ideas, known, first=FEW + 1, last=MANY)
    row(f"{MANY - FEW:,} ideas written and followed", time.perf_counter() - start, "s")
    row("the words of all ideas learnt", settle(), "s")
    many = asked(client)
    for name, taken in many.items():
        row(f"{name}, among {FEW:,}", few[name], "ms")
        row(f"{name}, among {MANY:,}", taken, "ms")
        row(f"{name}, ratio", taken / few[name], "times", LIMIT)
    start = time.perf_counter()
    renew_documents()
    row("every document compared with its row", time.perf_counter() - start, "s")
    return rows
