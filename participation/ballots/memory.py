"""What stays readable beside a result: ideas that stopped before the vote, the other editions, failed ones too."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.urls import reverse

from participation.ballots.models import Origin, Poll
from participation.proposals.models import Proposal
from participation.proposals.states import Status

#: How ideas end before the ballot; each has its public reason on its page.
STOPPED = (Status.INADMISSIBLE, Status.UNFEASIBLE, Status.MERGED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class IdeasLine:
    """Ideas of one state: how many, and where they are read."""

    label: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The vote of another edition; ``failed`` when it missed its quorum."""

    title: str
    edition: int
    url: str
    voters: int | None
    failed: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """What a reader should find although it did not win."""

    filed: int
    stopped: tuple[IdeasLine, ...]
    editions: tuple[Edition, ...]


def memory_of(poll: Poll) -> Memory:
    """Return what stays readable beside the result of this vote, in two queries."""
    consultation = poll.consultation
    public = Proposal.objects.filter(consultation=consultation, hidden_at=None).exclude(status=Status.DRAFT)
    numbers = dict(public.order_by().values_list("status").annotate(n=Count("pk")))
    ideas = reverse("participation:proposals", args=[consultation.slug])
    return Memory(
        filed=sum(numbers.values()),
        stopped=tuple(
            IdeasLine(str(status.label), numbers[status], f"{ideas}?etat={status}")
            for status in STOPPED
            if numbers.get(status)
        ),
        editions=tuple(_editions(poll)),
    )


def _editions(poll: Poll):
    series = poll.consultation.series
    if not series:
        return
    others = Poll.objects.published().filter(consultation__series=series, consultation__published_at__isnull=False)
    others = others.exclude(consultation=poll.consultation_id).exclude(origin=Origin.PABULIB)
    for one in (
        others.select_related("consultation").annotate(voters=Sum("channel_counts__voters")).order_by("-closes_at")
    ):
        yield Edition(
            title=one.consultation.title,
            edition=one.consultation.edition,
            url=reverse("participation:poll_result", args=[one.slug]),
            voters=one.voters,
            failed=one.quorum is not None and (one.voters or 0) < one.quorum,
        )
