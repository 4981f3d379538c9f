"""Polls for tests, around the same moment as consultations: ``NOW``; their projects are written by hand."""

from datetime import datetime
from itertools import count

from participation.ballots.models import Choice, Paper, Poll, Urn
from participation.ballots.operations import cast_ballot, close_poll, count_poll, reconcile_poll, seal_poll, tally_poll
from participation.consultations.operations import freeze_consultation
from participation.tests.factories.consultations import DAY, NOW, make_consultation, make_phase, publisher
from territories.tests.factories.accounts import make_participant

numbers = count(1)
#: Costs in euros of the projects of a poll that names none: they fit together in 100 000 €, except the last.
COSTS = (30_000, 16_500, 22_000, 28_000)
AFTER = NOW + 6 * DAY


def make_poll(
    *, costs=COSTS, said=None, sealed: bool = True, opens=-5, closes=5, consultation=None, urns: int = 0, **fields
) -> Poll:
    """A poll that runs at ``NOW``: sealed, with one project per cost (in euros).

    :param said: number on the ballot → further columns of that project.
    :param urns: how many urns take paper; the poll then reads totals unless ``paper`` says otherwise.
    """
    number = next(numbers)
    consultation = consultation or make_consultation(running=None)
    make_phase(consultation, kind="vote", opens=opens, closes=closes)
    fields.setdefault("slug", f"scrutin-{number}")
    fields.setdefault("paper", Paper.TOTALS if urns else Paper.NONE)
    poll = Poll.objects.create(consultation=consultation, **fields)
    Choice.objects.bulk_create(
        Choice(
            consultation=consultation,
            poll=poll,
            no=no,
            code=f"{no:03d}",
            title=f"Projet {no}",
            cost_cents=cost * 100,
            **(said or {}).get(no, {}),
        )
        for no, cost in enumerate(costs, start=1)
    )
    for no in range(1, urns + 1):
        make_urn(poll, name=f"Urne {no}")
    if sealed:
        poll = seal_poll(poll=poll, by=publisher(), at=NOW - 6 * DAY)
    return poll


def make_urn(poll: Poll, *, name: str = "Mairie") -> Urn:
    """A place where people vote on paper."""
    return Urn.objects.create(consultation=poll.consultation, poll=poll, name=name)


def make_ballot(poll: Poll, choices=(1,), *, participant=None, at: datetime = NOW):
    """A person who voted on the web; returns them."""
    participant = participant or make_participant(email=f"electeur-{next(numbers)}@exemple.fr")
    cast_ballot(poll=poll, participant=participant, choices=choices, at=at)
    return participant


def suspend(poll: Poll, *, at: datetime = NOW) -> Poll:
    """The same poll, stopped by a court."""
    freeze_consultation(
        consultation=poll.consultation,
        authority="Tribunal administratif de Nancy",
        decided_on=at.date(),
        reason="Le conseil n’était pas compétent.",
        url="https://exemple.fr/decision",
        by=publisher(),
        at=at,
    )
    return fresh(poll)


def close(poll: Poll) -> Poll:
    """The same poll, closed at its hour."""
    close_poll(poll=poll, at=AFTER)
    return fresh(poll)


def count_votes(poll: Poll, *, gap_reason: str = "") -> Poll:
    """The same poll, closed, reconciled, counted and tallied."""
    close_poll(poll=poll, at=AFTER)
    reconcile_poll(poll=poll, at=AFTER, gap_reason=gap_reason)
    count_poll(poll=poll, at=AFTER)
    poll = fresh(poll)
    tally_poll(poll=poll, at=AFTER)
    return poll


def fresh(poll: Poll) -> Poll:
    """The poll as the database has it now."""
    return Poll.objects.select_related("consultation__area", "consultation__organiser").get(pk=poll.pk)
