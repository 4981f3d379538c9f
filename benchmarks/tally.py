"""How fast a large vote is counted: a seeded file of 90,000 ballots on 160 projects, and 100,000 different ballots.

Run by ``python3 dev.py bench``, or alone: ``python -m benchmarks.tally``.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from participation.ballots.rules import EqualShares, Greedy, load, tally

SEED = 2019


def write_vote(path: Path, *, ballots: int, projects: int, longest: int) -> None:
    """Write an invented vote: some projects are much more popular than others, as in every town."""
    chance = random.Random(SEED)
    costs = [chance.randrange(5, 400) * 1000 for _ in range(projects)]
    popularity = [1 / (rank + 8) for rank in range(projects)]
    chance.shuffle(popularity)
    ids = [f"P{number:03d}" for number in range(projects)]
    lines = ["META", "key;value", f"budget;{sum(costs) // 4}", "vote_type;approval", f"num_votes;{ballots}"]
    lines += ["PROJECTS", "project_id;cost;name"]
    lines += [f"{one};{cost};Projet {one}" for one, cost in zip(ids, costs, strict=True)]
    lines += ["VOTES", "voter_id;vote"]
    for voter in range(ballots):
        chosen = dict.fromkeys(chance.choices(ids, popularity, k=chance.randint(1, longest)))
        lines.append(f"{voter};{','.join(chosen)}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what the work returned, and how many seconds it took."""
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


#: A process that counts one file and says how much memory it took at most, in megabytes.
ALONE = """
import resource, sys
from pathlib import Path
from participation.ballots.rules import EqualShares, load, tally
tally(load(Path(sys.argv[1])).profile, EqualShares(completion=sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def memory(path: Path, completion: str) -> float:
    """Return the megabytes that a process takes which reads a vote and counts it, the interpreter included."""
    told = subprocess.run(
        [sys.executable, "-c", ALONE, str(path), completion], capture_output=True, text=True, check=True
    )
    return float(told.stdout)


def interpreter() -> float:
    """Return the seconds that Python takes to start and to know the rules; no count is to blame for them."""
    command = [sys.executable, "-c", "import participation.ballots.rules"]
    return timed(lambda: subprocess.run(command, check=True))[1]


def run() -> list[dict[str, Any]]:
    """Count both votes; each row has a name, a figure, its unit and the limit it must stay under, if any."""
    rows: list[dict[str, Any]] = []

    def row(name: str, figure: float, limit: float | None = None, unit: str = "s") -> None:
        rows.append({"name": name, "figure": round(figure, 3), "unit": unit, "limit": limit})

    with tempfile.TemporaryDirectory() as folder:
        town = Path(folder) / "town.pb"
        write_vote(town, ballots=90_000, projects=160, longest=10)
        read, reading = timed(lambda: load(town))
        _, counting = timed(lambda: tally(read.profile, EqualShares()))
        row("tally: 90,000 × 160, read", reading)
        row("tally: 90,000 × 160, equal shares", counting)
        row("tally: 90,000 × 160, read and equal shares", reading + counting, 0.5)
        row("tally: start of the interpreter, measured apart", interpreter())
        row("tally: 90,000 × 160, greedy", timed(lambda: tally(read.profile, Greedy()))[1])
        row("tally: 90,000 × 160, add1", timed(lambda: tally(read.profile, EqualShares(completion="add1")))[1])
        city = Path(folder) / "city.pb"
        write_vote(city, ballots=100_000, projects=100, longest=30)
        read = load(city)
        row("tally: 100,000 × 100, equal shares", timed(lambda: tally(read.profile, EqualShares()))[1], 1.0)
        row("tally: 100,000 × 100, add1", timed(lambda: tally(read.profile, EqualShares(completion="add1")))[1], 5.0)
        row("tally: 100,000 × 100, different ballots", len(read.profile.ballots), unit="ballots")
        for completion in ("none", "add1"):
            row(f"tally: 100,000 × 100, memory of {completion}", memory(city, completion), 200.0, "MB")
    return rows


if __name__ == "__main__":
    for line in run():
        limit = f"  (limit {line['limit']:g} {line['unit']})" if line["limit"] else ""
        print(f"{line['name']:<50} {line['figure']:>8.3f} {line['unit']}{limit}")
