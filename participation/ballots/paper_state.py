"""Where the paper of a poll stands: sheets that are missing, people on both rolls, urns that do not add up."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from participation.ballots.models import Channel, Duplicate, Duplicates, Envelope, Poll, Roll, Urn
from participation.ballots.readiness import Gap, gaps
from participation.ballots.registries import votes_set_aside, waits_before_count


@dataclass(frozen=True, slots=True)
class PaperState:
    """What is still expected before the count, and where roll and ballots differ."""

    missing: tuple[Urn, ...]
    duplicates: int
    gaps: tuple[Gap, ...]

    @property
    def ready(self) -> bool:
        """Tell whether nothing is expected any more; gaps ask for a written reason."""
        return not self.missing and not self.duplicates


def paper_state(poll: Poll) -> PaperState:
    """Compare rolls and ballots, channel by channel and urn by urn."""
    on_web = Roll.objects.filter(poll=poll, channel=Channel.WEB).count()
    counts = [("Internet", on_web - aside_on_web(poll), Envelope.objects.filter(poll=poll).count())]
    urns = list(
        poll.urns.select_related("settled_entry")
        .annotate(on_roll=Count("roll", filter=Q(roll__channel="paper")))
        .order_by("name")
    )
    for urn in urns:
        if urn.settled_entry is not None:
            counts.append((urn.name, urn.on_roll, urn.settled_entry.voters))
    unsettled = Duplicate.objects.filter(poll=poll, settled_at=None)
    return PaperState(
        missing=tuple(urn for urn in urns if urn.settled_entry is None),
        duplicates=unsettled.count(),
        gaps=tuple(gaps(counts)),
    )


def aside_on_web(poll: Poll) -> int:
    """How many people are on the roll of the web whose votes other concepts set aside."""
    return sum(number for _name, source in votes_set_aside for number, _motive in source(poll=poll))


def set_aside(poll: Poll) -> dict[str, int]:
    """How many votes of people on both rolls were set aside, by the channel that was kept."""
    if not poll.has_paper:
        return dict.fromkeys(Duplicates.values, 0)
    settled = Duplicate.objects.filter(poll=poll).exclude(kept="")
    numbers = dict(settled.values_list("kept").annotate(n=Count("pk")).order_by())
    return {kept: numbers.get(kept, 0) for kept in Duplicates.values}


def waits_for(poll: Poll, *, at: datetime) -> str:
    """Say what a closed vote still waits for, besides its paper; nothing before the close and after the rolls."""
    if poll.closed_at is None or poll.reconciled_at is not None:
        return ""
    return next(filter(None, (said(poll=poll, at=at) for _name, said in waits_before_count)), "")
