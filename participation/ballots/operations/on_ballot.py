"""What stands on a ballot when it is sealed: ideas found feasible, what was written by hand, or oui and non."""

from participation.ballots.kinds import ANSWERS
from participation.ballots.models import Choice, Poll
from participation.proposals.models import Proposal
from participation.proposals.states import Status

#: Ideas that a seal puts on the ballot.
ON_THE_WAY = (Status.FEASIBLE, Status.ON_BALLOT)


def projects_for(poll: Poll) -> list[Proposal]:
    """The ideas that would be on the ballot today, in the order of their numbers; a question has none."""
    if poll.asks:
        return []
    return list(
        Proposal.objects.filter(consultation=poll.consultation, status__in=ON_THE_WAY, hidden_at=None).order_by(
            "number"
        )
    )


def choices_for(poll: Poll) -> list[Choice]:
    """What will stand on the ballot, numbered: the answers of a question, or ideas by number, then what is by hand."""
    choices = _answers() if poll.asks else [*_of_ideas(poll), *_by_hand(poll)]
    for no, choice in enumerate(choices, start=1):
        choice.poll, choice.consultation, choice.no = poll, poll.consultation, no
        choice.code = choice.code or f"{no:03d}"
        choice.cost_cents = choice.cost_cents if poll.has_money else None
    return choices


def _answers() -> list[Choice]:
    return [Choice(code=code, title=str(title)) for code, title in ANSWERS.items()]


def _of_ideas(poll: Poll) -> list[Choice]:
    return [
        Choice(proposal=one, title=one.title, text=one.text, theme_id=one.theme_id, cost_cents=one.cost_cents)
        for one in projects_for(poll)
    ]


def _by_hand(poll: Poll) -> list[Choice]:
    return [
        Choice(title=one.title, text=one.text, theme=one.theme, cost_cents=one.cost_cents)
        for one in poll.choices.filter(proposal=None)
    ]


def take_money(poll: Poll) -> None:
    """Give the poll the envelope and the cap of its consultation where it has none of its own; or none at all."""
    if not poll.has_money:
        poll.envelope_cents = poll.cap_cents = None
        return
    poll.envelope_cents = poll.envelope_cents or poll.consultation.envelope_cents
    poll.cap_cents = poll.cap_cents or poll.consultation.project_cap_cents
