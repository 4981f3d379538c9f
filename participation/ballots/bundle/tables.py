"""The tables of a bundle: ballots as CSV and as ``.pb``, totals, roll, and the log with its heads."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import compress

from django.db.models import Count

from participation.ballots.contract import Contract, contract_for
from participation.ballots.log import head_as_json
from participation.ballots.models import Channel, ChannelCount, Counted, Leaf, Poll, Receipts, Roll
from participation.ballots.results import is_too_small
from participation.ballots.rules import canonical_json

#: Form of a ballot → the vote type of the exchange format; the others approve.
VOTE_TYPES = {"single": "choose-1", "points": "cumulative", "grades": "scoring", "ranking": "ordinal"}
#: Ballots or commitments read from the database at once.
CHUNK = 5_000


def counts_shown(poll: Poll) -> list[ChannelCount]:
    """The counts of a vote by channel; one count of all channels where one of them is too small to keep a secret."""
    counts = list(ChannelCount.objects.filter(poll=poll))
    if len(counts) < 2 or not is_too_small(counts):
        return counts
    return [
        ChannelCount(
            channel=Channel.ALL,
            voters=sum(one.voters for one in counts),
            blank=sum(one.blank for one in counts),
            void=sum(one.void for one in counts),
            votes=_added([one.votes for one in counts]),
            points=_added([one.points for one in counts]) if counts[0].points else None,
        )
    ]


def _added(counts: Sequence[dict[str, int]]) -> dict[str, int]:
    return {code: sum(one.get(code, 0) for one in counts) for code in counts[0]}


def totals_csv(counts: Iterable[ChannelCount]) -> bytes:
    """Voters, blank, void, votes and points of each channel, one number per row."""
    rows = []
    for one in counts:
        rows += [(one.channel, name, "", getattr(one, name)) for name in ("voters", "blank", "void")]
        for measure in ("votes", "points"):
            given = getattr(one, measure) or {}
            rows += [(one.channel, measure, code, given[code]) for code in sorted(given)]
    return _csv(("channel", "measure", "code", "number"), rows)


def roll_csv(poll: Poll) -> bytes:
    """How many people voted by each channel; nobody is named anywhere."""
    rows = Roll.objects.filter(poll=poll).values_list("channel").annotate(number=Count("pk")).order_by("channel")
    return _csv(("channel", "number"), rows)


def ballots_csv(poll: Poll) -> bytes:
    """Every counted ballot in the order of its contents; with what it gives, and its secret where it is tracked."""
    columns = {
        "no": True,
        "vote": True,
        "points": contract_for(poll).form.numbers,
        "nonce": poll.receipts == Receipts.TRACKED,
    }
    shown = list(columns.values())
    return _csv(
        [name for name, is_shown in columns.items() if is_shown], (compress(row, shown) for row in _ballots(poll))
    )


def ballots_pb(poll: Poll, counts: Sequence[ChannelCount], winners: Iterable[str]) -> bytes:
    """The same ballots in Pabulib's exchange format, so that every tool of the field reads them."""
    contract, won = contract_for(poll), set(winners)
    meta = {
        "description": f"{poll.consultation.title} · {poll.question}",
        "country": "France",
        "unit": poll.consultation.organiser.name,
        "instance": poll.closes_at.year,
        "num_projects": len(contract.projects),
        "num_votes": Counted.objects.filter(poll=poll).count(),
        "budget": _whole(contract.envelope, contract.unit),
        "vote_type": VOTE_TYPES.get(contract.form.kind, "approval"),
        **({"max_sum_points": contract.form.points} if contract.form.points else {}),
        "rule": contract.json["rule"]["name"],
        "date_begin": f"{poll.opens_at:%d.%m.%Y}",
        "date_end": f"{poll.closes_at:%d.%m.%Y}",
        "language": "fr",
        "edition": poll.slug,
        "currency": poll.currency,
        "comment": f"SHA-256 {poll.rule_sha256}",
    }
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(["META"])
    writer.writerows([("key", "value"), *meta.items()])
    writer.writerow(["PROJECTS"])
    writer.writerow(["project_id", "cost", "name", "votes", "selected"])
    for one in contract.json["projects"]:
        votes = sum(count.votes.get(one["code"], 0) for count in counts)
        cost = _whole(one["cost_cents"] or 0, contract.unit)
        writer.writerow([one["code"], cost, one["title"], votes, int(one["code"] in won)])
    ranks = contract.form.kind == "ranking"
    shown = [True, True, contract.form.numbers and not ranks]
    writer.writerow(["VOTES"])
    writer.writerow(compress(["voter_id", "vote", "points"], shown))
    writer.writerows(compress(_by_rank(row) if ranks else row, shown) for row in _ballots(poll))
    return text.getvalue().encode()


def _by_rank(row: tuple[int, str, str, str]) -> tuple[int, str]:
    """A ballot that ranks as the exchange format writes it: the best first, without numbers."""
    no, vote, points, _nonce = row
    ranked = sorted(zip(map(int, filter(None, points.split(","))), vote.split(","), strict=False))
    return no, ",".join(code for _rank, code in ranked)


def log_csv(poll: Poll) -> bytes:
    """The log of commitments in its places, and which of them are in the final list."""
    rows = Leaf.objects.filter(poll=poll).order_by("position").values_list("position", "batch", "commitment", "kept")
    lines = ((*row[:3], int(row[3])) for row in rows.iterator(chunk_size=CHUNK))
    return _csv(("position", "batch", "commitment", "kept"), lines)


def heads_json(poll: Poll) -> bytes:
    """Every signed head, oldest first, with the signatures of observers."""
    rows = poll.heads.order_by("no").prefetch_related("cosignatures__observer")
    return canonical_json([head_as_json(head, poll) for head in rows])


def _ballots(poll: Poll) -> Iterator[tuple[int, str, str, str]]:
    contract: Contract = contract_for(poll)
    rows = Counted.objects.filter(poll=poll).order_by("no").values_list("no", "choices", "points", "nonce")
    for no, choices, points, nonce in rows.iterator(chunk_size=CHUNK):
        yield no, ",".join(contract.codes[choice] for choice in choices), ",".join(map(str, points)), nonce


def _whole(amount: int, unit: int) -> str:
    whole, rest = divmod(amount, unit)
    return f"{whole}.{rest:0{len(str(unit)) - 1}d}" if rest else str(whole)


def _csv(names: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return text.getvalue().encode()
