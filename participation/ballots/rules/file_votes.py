"""The VOTES of a ``.pb`` file: from rows of texts to grouped ballots, points, and findings."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from participation.ballots.rules.approvals import width_of
from participation.ballots.rules.profile import Pairs, Profile
from participation.ballots.rules.refusals import UnreadableBallotFile

WITH_POINTS = frozenset({"ordinal", "cumulative", "scoring"})
KNOWN_TYPES = WITH_POINTS | {"approval", "choose-1"}
#: So many ballots are read at a time: enough to be fast, and their texts take little memory.
BATCH = 4096
#: What stands in for a place where a ballot names nothing, or what is no project.
NOTHING, UNKNOWN = -1, -2


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd in a file that did not prevent the count, and the rule by which it was counted."""

    code: str
    count: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Votes:
    """Ballots as ``Approvals`` takes them, and by pairs of place and points where the vote type gives some.

    :param points: in those: what each project got, points below zero included.
    """

    masks: Mapping[bytes, int]
    pointed: Mapping[Pairs, int] | None
    points: tuple[int, ...]
    findings: tuple[Finding, ...]


def count_votes(rows: list[list[str]], meta: Mapping[str, str], ids: Sequence[str]) -> Votes:
    """Group the rows under VOTES: every row is a voter, with an empty ballot too.

    A project listed twice in a ballot counts once, with its first points. An id that is not among the projects counts
    nothing. A project given no points, or fewer, is not chosen.

    :param ids: of the projects, in their order.
    :raises UnreadableBallotFile: for an unknown type of vote, a missing column, or points that do not go with choices.
    """
    kind = meta.get("vote_type", "approval").lower()
    if kind not in KNOWN_TYPES:
        raise UnreadableBallotFile(problem=f"le type de vote « {kind} » n’est pas connu")
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if "vote" not in header:
        raise UnreadableBallotFile(problem="il manque la colonne vote sous VOTES")
    longest = int(meta["max_length"]) if meta.get("max_length", "").isdecimal() else None
    cleaner = Cleaner(ids, longest)
    votes = _column(rows[1:], header, "vote")
    masks = cleaner.masks(votes)
    pointed: Counter[Pairs] | None = None
    points = [0] * len(ids)
    if kind in WITH_POINTS:
        given = _column(rows[1:], header, "points")
        pointed = _pointed(Counter(zip(votes, given, strict=True)), kind, cleaner, points)
    findings = (*cleaner.findings(), *_repeated_voters(_column(rows[1:], header, "voter_id")))
    return Votes(masks, pointed, tuple(points), findings)


def _column(rows: list[list[str]], header: list[str], name: str) -> list[str]:
    """Return the texts of a column, empty where a row ends early; no texts at all are empty ones."""
    if name not in header:
        return [""] * len(rows)
    column = header.index(name)
    return [row[column] if len(row) > column else "" for row in rows]


def _pointed(cast: Mapping[tuple[str, str], int], kind: str, cleaner: "Cleaner", points: list[int]) -> Counter[Pairs]:
    """Group ballots that give points or ranks, and add up in ``points`` what each project got."""
    pointed: Counter[Pairs] = Counter()
    first_rank = cleaner.longest or max((vote.count(",") + 1 for vote, _ in cast), default=0)
    for (vote, given), number in cast.items():
        scores = _scores(vote, given, kind, first_rank)
        pairs = sorted((cleaner.place[one], many) for one, many in scores.items() if one in cleaner.place)
        for place, many in pairs:
            points[place] += many * number
        pointed[tuple(pair for pair in pairs if pair[1] > 0)] += number
    return pointed


def _scores(vote: str, given: str, kind: str, first_rank: int) -> dict[str, int]:
    """Return the points of each listed id, the first time it is listed.

    Where a ranking comes without points, the first rank brings as many points as a ballot has ranks, the next one
    less (Borda's count, as Pabulib defines it).
    """
    choices = [choice.strip() for choice in vote.split(",") if choice.strip()]
    written = [one.strip() for one in given.split(",") if one.strip()]
    if not written and kind == "ordinal":
        written = [str(max(first_rank - rank, 0)) for rank in range(len(choices))]
    if len(written) != len(choices):
        raise UnreadableBallotFile(problem=f"le bulletin « {vote} » et ses points « {given} » ne vont pas ensemble")
    scores: dict[str, int] = {}
    for choice, points in zip(choices, written, strict=True):
        try:
            scores.setdefault(choice, int(points))
        except ValueError as error:
            raise UnreadableBallotFile(problem=f"les points « {given} » ne sont pas des nombres entiers") from error
    return scores


class Cleaner:
    """Reads the choices of ballots, and remembers what had to be cleaned.

    :param ids: of the projects, in their order.
    :param longest: how many projects META lets a ballot name, if it says so.
    """

    def __init__(self, ids: Sequence[str], longest: int | None) -> None:
        self.longest = longest
        self.place = {one: place for place, one in enumerate(ids)}
        self.width = width_of(len(ids))
        self.doubled = self.empty = self.overlong = self.strange = 0
        self.unknown: set[str] = set()

    def masks(self, votes: list[str]) -> Counter[bytes]:
        """Group ballots by the bits of the projects they choose."""
        grouped: Counter[bytes] = Counter()
        for first in range(0, len(votes), BATCH):
            grouped.update(self._read(votes[first : first + BATCH]))
        return grouped

    def _read(self, votes: list[str]) -> list[bytes]:
        """Return the bits of some ballots, and note their flaws."""
        places = self._places(",".join(votes).split(","))
        ballot = np.repeat(np.arange(len(votes)), [vote.count(",") + 1 for vote in votes])
        known = places >= 0
        chosen = np.zeros((len(votes), self.width * 8), dtype=np.bool_)
        chosen[ballot[known], places[known]] = True
        cited, strange = (np.bincount(ballot[those], minlength=len(votes)) for those in (known, places == UNKNOWN))
        different = chosen.sum(axis=1)
        self.doubled += int((different < cited).sum())
        self.empty += int((cited + strange == 0).sum())
        self.strange += int((strange > 0).sum())
        if self.longest is not None:
            self.overlong += int((different + strange > self.longest).sum())
        return np.packbits(chosen, axis=1, bitorder="little").view(f"V{self.width}").ravel().tolist()

    def _places(self, names: list[str]) -> NDArray[np.int64]:
        """Return the place of each name that is a project's."""
        try:
            return np.fromiter(map(self.place.__getitem__, names), np.int64, len(names))
        except KeyError:  # spaces, an empty ballot, or ids that are no projects
            stripped = list(map(str.strip, names))
            self.unknown |= set(stripped) - self.place.keys() - {""}
            known = {"": NOTHING, **self.place}
            return np.fromiter((known.get(name, UNKNOWN) for name in stripped), np.int64, len(names))

    def findings(self) -> Iterable[Finding]:
        """Yield what was met, with how it was counted."""
        ids = ", ".join(sorted(self.unknown)[:5])
        for code, count, sentence in (
            ("empty_ballots", self.empty, "Bulletins vides : ce sont des votants."),
            ("doubled_choices", self.doubled, "Bulletins citant un projet deux fois : il compte une fois."),
            ("unknown_projects", self.strange, f"Bulletins citant des projets inconnus, ignorés : {ids}."),
            ("overlong_ballots", self.overlong, "Bulletins plus longs que META ne l’admet : comptés tels quels."),
        ):
            if count:
                yield Finding(code, count, sentence)


def compare_with_columns(rows: list[dict[str, str]], profile: Profile, *, with_points: bool) -> Iterable[Finding]:
    """Compare the count with the columns ``votes`` and ``score`` of PROJECTS, where they stand."""
    counted = {"votes": profile.votes, "score": profile.points if with_points else profile.votes}
    for column, numbers in counted.items():
        differing = [
            row["project_id"]
            for row in rows
            if row.get(column, "").isdecimal() and int(row[column]) != numbers[profile.place[row["project_id"]]]
        ]
        if differing:
            sentence = f"La colonne {column} annonce un autre total que les bulletins : {', '.join(differing[:5])}."
            yield Finding(f"{column}_differ", len(differing), sentence)


def _repeated_voters(voters: list[str]) -> Iterable[Finding]:
    """Report rows with the same voter; a row is a voter all the same, as the format says."""
    named = list(filter(None, voters))
    if repeated := len(named) - len(set(named)):
        yield Finding("repeated_voters", repeated, "Votants cités deux fois : chaque ligne compte.")
