"""Reading a real vote from a ``.pb`` file, the exchange format of participatory budgets.

The format (D. Stolicki, S. Szufa, N. Talmon, « Pabulib: A Participatory Budgeting Library », 2020,
https://pabulib.org/format) is one CSV with semicolons and three sections: META (key;value, among them ``budget`` and
``vote_type``), PROJECTS (``project_id;cost;…``) and VOTES (``voter_id;vote;…``, chosen ids separated by commas, with
``points`` beside them in ballots that give points or ranks).

Files of real towns have flaws. A flaw that could change the result in silence makes the file unreadable
(:class:`UnreadableBallotFile`); others are counted by a stated rule and reported as findings.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

from participation.ballots.rules.file_votes import Finding, Votes, compare_with_columns, count_votes
from participation.ballots.rules.profile import CENTS, Profile, Project
from participation.ballots.rules.refusals import UnreadableBallotFile

SECTIONS = ("META", "PROJECTS", "VOTES")
SPACES = re.compile(r"[\s\u00a0\u202f]")
AMOUNT = re.compile(r"(\d{1,15})(?:[.,](\d{1,9}))?")
#: « 12,500 » is twelve and a half to some and twelve thousand five hundred to others.
AMBIGUOUS = re.compile(r"\d{1,3},\d{3}")

Row = list[str]


@dataclass(frozen=True, slots=True)
class FileProject:
    """One row of PROJECTS. ``selected`` is None where the file does not say who won."""

    id: str
    name: str
    cost: int
    selected: bool | None
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class BallotFile:
    """A file read whole: what it says, what was counted, and what was odd about it.

    :param projects: in the order of the file.
    :param profile: money in it is in cents, or finer where the file is.
    """

    meta: dict[str, str]
    projects: tuple[FileProject, ...]
    profile: Profile
    findings: tuple[Finding, ...]

    @property
    def vote_type(self) -> str:
        """``approval``, ``choose-1``, ``ordinal``, ``cumulative`` or ``scoring``."""
        return self.meta.get("vote_type", "approval").lower()

    @property
    def gives_points(self) -> bool:
        """Tell whether ballots of this vote give points or ranks, so that points decide who is most supported."""
        return self.vote_type in ("ordinal", "cumulative", "scoring")

    def as_ranks(self) -> Profile:
        """The same count with ranks in place of points: the more points, the better the rank; level ones share it."""
        pointed: Counter[tuple[tuple[int, int], ...]] = Counter()
        for ballot, voters in (self.profile.pointed or {}).items():
            levels = sorted({points for _, points in ballot}, reverse=True)
            pointed[tuple((place, levels.index(points) + 1) for place, points in ballot)] += voters
        return replace(self.profile, pointed=pointed)

    @property
    def official_winners(self) -> frozenset[str] | None:
        """Ids of the winners that the town published, None when the file does not say."""
        if all(project.selected is None for project in self.projects):
            return None
        return frozenset(project.id for project in self.projects if project.selected)


def load(path: Path) -> BallotFile:
    """Read a file from the disk.

    :raises UnreadableBallotFile: when it is not there, not in UTF-8, or not in the format.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return read(lines)
    except UnicodeDecodeError as error:
        raise UnreadableBallotFile(problem="il n’est pas en UTF-8") from error
    except OSError as error:
        raise UnreadableBallotFile(problem=f"impossible de l’ouvrir ({error.strerror})") from error


def read(lines: Iterable[str]) -> BallotFile:
    """Read a file from its lines.

    :raises UnreadableBallotFile: when it is not in the format.
    """
    sections = _split(lines)
    meta = {row[0].strip().lower(): row[1].strip() if len(row) > 1 else "" for row in sections["META"]}
    rows = _table("PROJECTS", sections["PROJECTS"], needed=("project_id", "cost"))
    unit = _unit([meta.get("budget", ""), *(row["cost"] for row in rows)])
    projects = tuple(_project(row, unit) for row in rows)
    ids = [project.id for project in projects]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise UnreadableBallotFile(problem=f"le projet {twice[0]} figure deux fois sous PROJECTS")
    votes = count_votes(sections["VOTES"], meta, sorted(ids))
    profile = _profile(projects, meta, votes, unit)
    findings = (*votes.findings, *_findings(meta, rows, profile, votes))
    return BallotFile(meta, projects, profile, findings)


def _profile(projects: Iterable[FileProject], meta: Mapping[str, str], votes: Votes, unit: int) -> Profile:
    envelope = _amount(meta.get("budget", ""), unit, what="le budget")
    ranked = tuple(Project(one.id, one.cost) for one in sorted(projects, key=attrgetter("id")))
    if votes.pointed is None:
        return Profile.from_masks(ranked, envelope, votes.masks, unit=unit)
    # Points below zero choose nothing, and still lower what a project got.
    return replace(Profile.from_pairs(ranked, envelope, votes.pointed, unit=unit), points=votes.points)


def _split(lines: Iterable[str]) -> dict[str, list[Row]]:
    """Sort the rows into their sections; blank lines are no rows."""
    rows = _rows(lines)
    heads = [
        (number, name)
        for number, row in enumerate(rows)
        if (name := row[0].strip().upper()) in SECTIONS and not any(cell.strip() for cell in row[1:])
    ]
    if rows and (not heads or heads[0][0] > 0):
        raise UnreadableBallotFile(problem="il ne commence pas par la section META")
    sections: dict[str, list[Row]] = {}
    for (number, name), (end, _) in pairwise([*heads, (len(rows), "")]):
        if name in sections:
            raise UnreadableBallotFile(problem=f"la section {name} figure deux fois")
        sections[name] = rows[number + 1 : end]
    if missing := [name for name in SECTIONS if name not in sections]:
        raise UnreadableBallotFile(problem=f"il manque la section {', '.join(missing)}")
    return sections


def _rows(lines: Iterable[str]) -> list[Row]:
    reader = csv.reader(lines, delimiter=";")
    try:
        return [row for row in reader if row and (len(row) > 1 or row[0].strip())]
    except csv.Error as error:
        raise UnreadableBallotFile(problem=f"ligne {reader.line_num}, {error}") from error


def _table(section: str, rows: list[Row], *, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """Name the cells of a section after its first row; cells that are missing at the end of a row are empty."""
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    for column in needed:
        if column not in header:
            raise UnreadableBallotFile(problem=f"il manque la colonne {column} sous {section}")
    empty = dict.fromkeys(header, "")
    return [{**empty, **dict(zip(header, map(str.strip, row), strict=False))} for row in rows[1:]]


def _project(row: dict[str, str], unit: int) -> FileProject:
    if not row["project_id"]:
        raise UnreadableBallotFile(problem="un projet n’a pas de project_id")
    return FileProject(
        id=row["project_id"],
        name=row.get("name", ""),
        cost=_amount(row["cost"], unit, what=f"le coût du projet {row['project_id']}"),
        selected={"": None, "1": True}.get(row.get("selected", ""), False),
        columns=row,
    )


def _unit(amounts: Iterable[str]) -> int:
    """Return how fine money has to be counted for these amounts to be whole: cents, unless the file is finer."""
    decimals = (AMOUNT.fullmatch(SPACES.sub("", written)) for written in amounts)
    return max([CENTS, *(10 ** len((found[2] or "").rstrip("0")) for found in decimals if found)])


def _amount(written: str, unit: int, *, what: str) -> int:
    """Read an amount exactly: ``1200``, ``1200.0``, ``1 200,50``."""
    plain = SPACES.sub("", written)
    found = AMOUNT.fullmatch(plain)
    if not plain or not found:
        raise UnreadableBallotFile(problem=f"{what} n’est pas un montant : « {written} »")
    if AMBIGUOUS.fullmatch(plain):
        raise UnreadableBallotFile(problem=f"{what} se lit de deux façons : « {written} »")
    fraction = (found[2] or "").rstrip("0")
    return int(found[1]) * unit + int(fraction or 0) * (unit // 10 ** len(fraction))


def _findings(meta: Mapping[str, str], rows: list[dict[str, str]], profile: Profile, votes: Votes) -> Iterable[Finding]:
    """Compare the count with what the file says of itself."""
    for key, counted, noun in (
        ("num_projects", len(profile.projects), "projets"),
        ("num_votes", profile.voters, "votants"),
    ):
        if meta.get(key, "").isdecimal() and int(meta[key]) != counted:
            yield Finding(f"{key}_differs", 1, f"META annonce {meta[key]} {noun}, le fichier en contient {counted}.")
    yield from compare_with_columns(rows, profile, with_points=votes.pointed is not None)
