"""The VOTES of a ``.pb`` file: from rows of texts to grouped ballots, points, and findings."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from participation.ballots.rules.profile import Profile
from participation.ballots.rules.refusals import UnreadableBallotFile

WITH_POINTS = frozenset({"ordinal", "cumulative", "scoring"})
KNOWN_TYPES = WITH_POINTS | {"approval", "choose-1"}

Cast = tuple[str, str]  # the texts of the columns vote and points


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd in a file that did not prevent the count, and the rule by which it was counted."""

    code: str
    count: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Votes:
    """Ballots by their chosen ids; points only where the vote type gives some.

    :param pointed: ballots by pairs of id and points.
    """

    ballots: Mapping[tuple[str, ...], int]
    points: Mapping[str, int] | None
    pointed: Mapping[tuple[tuple[str, int], ...], int]
    findings: tuple[Finding, ...]


def count_votes(rows: list[list[str]], meta: Mapping[str, str], known: frozenset[str]) -> Votes:
    """Group the rows under VOTES: every row is a voter, with an empty ballot too.

    A project listed twice in a ballot counts once, with its first points. An id that is not among the projects counts
    nothing. A project given no points, or fewer, is not chosen.

    :raises UnreadableBallotFile: for an unknown type of vote, a missing column, or points that do not go with choices.
    """
    kind = meta.get("vote_type", "approval").lower()
    if kind not in KNOWN_TYPES:
        raise UnreadableBallotFile(problem=f"le type de vote « {kind} » n’est pas connu")
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if "vote" not in header:
        raise UnreadableBallotFile(problem="il manque la colonne vote sous VOTES")
    cast = _identical(rows[1:], header, points=kind in WITH_POINTS)
    longest = int(meta["max_length"]) if meta.get("max_length", "").isdecimal() else None
    flaws = Flaws(longest)
    ballots: Counter[tuple[str, ...]] = Counter()
    points: Counter[str] = Counter()
    pointed: Counter[tuple[tuple[str, int], ...]] = Counter()
    first_rank = longest or max((vote.count(",") + 1 for vote, _ in cast), default=0)
    for (vote, given), number in cast.items():
        choices = flaws.clean(vote, known, number)
        if kind in WITH_POINTS:
            scores = _scores(vote, given, kind, first_rank)
            choices = tuple(choice for choice in choices if scores[choice] > 0)
            for choice in set(scores) & known:
                points[choice] += scores[choice] * number
            pointed[tuple(sorted((choice, scores[choice]) for choice in choices))] += number
        ballots[choices] += number
    findings = (*flaws.findings(), *_repeated_voters(rows[1:], header))
    return Votes(ballots, points if kind in WITH_POINTS else None, pointed, findings)


def _identical(rows: list[list[str]], header: list[str], *, points: bool) -> Counter[Cast]:
    """Count rows whose texts are the same; large files hold many of them."""
    vote = header.index("vote")
    if points and "points" in header:
        given = header.index("points")
        last = max(vote, given)
        padded = (row if len(row) > last else row + [""] * (last + 1 - len(row)) for row in rows)
        return Counter((row[vote], row[given]) for row in padded)
    alone = Counter(row[vote] if len(row) > vote else "" for row in rows)
    return Counter({(text, ""): number for text, number in alone.items()})


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


class Flaws:
    """Cleans ballots and remembers what had to be cleaned."""

    def __init__(self, longest: int | None) -> None:
        self.longest = longest
        self.doubled = self.empty = self.overlong = self.strange = 0
        self.unknown: set[str] = set()

    def clean(self, vote: str, known: frozenset[str], number: int) -> tuple[str, ...]:
        """Return the known ids of a ballot, each once."""
        choices = vote.split(",")
        chosen = set(choices)
        if not chosen <= known:  # spaces, an empty ballot, or ids that are no projects
            choices = [stripped for choice in choices if (stripped := choice.strip())]
            chosen = set(choices)
            if not chosen:
                self.empty += number
            if unknown := chosen - known:
                self.strange += number
                self.unknown |= unknown
        if len(chosen) != len(choices):
            self.doubled += number
        if self.longest is not None and len(chosen) > self.longest:
            self.overlong += number
        return tuple(chosen & known)

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


def _repeated_voters(rows: list[list[str]], header: list[str]) -> Iterable[Finding]:
    """Report rows with the same voter; a row is a voter all the same, as the format says."""
    if "voter_id" in header:
        column = header.index("voter_id")
        named = [row[column] for row in rows if len(row) > column and row[column]]
        if repeated := len(named) - len(set(named)):
            yield Finding("repeated_voters", repeated, "Votants cités deux fois : chaque ligne compte.")
