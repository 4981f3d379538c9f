"""What stands on a ballot when it is sealed: ideas found feasible, what was written by hand, or oui and non."""

from django.db.models import QuerySet

from participation.ballots.kinds import ANSWERS
from participation.ballots.models import Choice, Poll
from participation.proposals.models import Proposal
from participation.proposals.states import Status

#: Ideas that a seal puts on the ballot.
ON_THE_WAY = (Status.FEASIBLE, Status.ON_BALLOT)


def ideas_for(poll: Poll) -> QuerySet[Proposal]:
    """The ideas that would be on the ballot today, in the order of their numbers; a question has none."""
    if poll.asks:
        return Proposal.objects.none()
    ready = Proposal.objects.filter(consultation=poll.consultation, status__in=ON_THE_WAY, hidden_at=None)
    return ready.select_related("area").order_by("number")


def projects_for(poll: Poll) -> list[Proposal]:
    """The same ideas, read."""
    return list(ideas_for(poll))


def choices_for(poll: Poll) -> list[Choice]:
    """What will stand on the ballot, numbered: the answers of a question, or ideas by number, then what is by hand."""
    choices = _answers() if poll.asks else [*_of_ideas(poll), *_by_hand(poll)]
    for no, choice in enumerate(choices, start=1):
        choice.poll, choice.consultation, choice.no = poll, poll.consultation, no
        choice.code = choice.code or f"{no:03d}"
        keep_what_the_rule_reads(choice, poll)
    return choices


def _answers() -> list[Choice]:
    return [Choice(code=code, title=str(title)) for code, title in ANSWERS.items()]


def _of_ideas(poll: Poll) -> list[Choice]:
    said = {one.proposal_id: one for one in poll.ideas_said.all()}
    return [
        Choice(
            proposal=one,
            title=one.title,
            text=one.text,
            theme_id=one.theme_id,
            cost_cents=one.cost_cents,
            exclusive_group=said[one.pk].exclusive_group if one.pk in said else "",
            zone=(said[one.pk].zone if one.pk in said else "") or _zone_of(one, poll),
        )
        for one in projects_for(poll)
    ]


def _zone_of(idea: Proposal, poll: Poll) -> str:
    """The zone of an idea is where it says it lies, unless that is the whole territory of the vote."""
    return idea.area.name[:80] if idea.area_id not in (None, poll.consultation.area_id) else ""


def _by_hand(poll: Poll) -> list[Choice]:
    return [
        Choice(
            title=one.title,
            text=one.text,
            theme=one.theme,
            cost_cents=one.cost_cents,
            exclusive_group=one.exclusive_group,
            zone=one.zone,
        )
        for one in poll.choices.filter(proposal=None)
    ]


def keep_what_the_rule_reads(choice: Choice, poll: Poll) -> None:
    """Without money a choice has no cost and excludes none; zones are those of a rule that begins with them."""
    if not poll.has_money:
        choice.cost_cents, choice.exclusive_group = None, ""
    if not poll.zones_first:
        choice.zone = ""


def take_money(poll: Poll) -> None:
    """Give the poll the envelope and the cap of its consultation where it has none of its own; or none at all."""
    if not poll.has_money:
        poll.envelope_cents = poll.cap_cents = None
        return
    poll.envelope_cents = poll.envelope_cents or poll.consultation.envelope_cents
    poll.cap_cents = poll.cap_cents or poll.consultation.project_cap_cents
