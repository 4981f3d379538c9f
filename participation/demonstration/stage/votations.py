"""Small votes of the past beside the budget: a question with a quorum, a judgment, a ranking; all of it is invented.

Their few ballots are put in the urn all at once, as so many people would have left them; every step around is the
operation that a manager or a worker would have called.
"""

import json
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from participation.ballots.contract import contract_for
from participation.ballots.keys import elector_key, identity_of_email
from participation.ballots.life import GRACE
from participation.ballots.models import Channel, Choice, Elector, Envelope, Leaf, Poll, Roll, TurnoutDay
from participation.ballots.operations import (
    certify_poll,
    close_poll,
    count_poll,
    publish_result,
    reconcile_poll,
    record_council_decision,
    seal_poll,
    tally_poll,
)
from participation.ballots.operations.casting import commitment_of
from participation.consultations.models import Consultation, ConsultationKind, Declaration, Phase, PhaseKind, Rulebook
from participation.consultations.operations import publish_consultation
from participation.demonstration.stage.cast import Cast
from participation.demonstration.stage.script import ORGANISER
from territories.accounts.models import Link
from territories.actors.models import Organisation

SOURCE = Path(__file__).parent.parent / "data" / "votations.json"
DAY = timedelta(days=1)
#: How many days people could vote.
DAYS_OPEN = 10
DECLARATION = "J’ai 16 ans ou plus, et j’habite dans l’agglomération."


def play_votations(*, cast: Cast, at: datetime) -> None:
    """Hold every vote of the script, counted back from today."""
    for facts in json.loads(SOURCE.read_text(encoding="utf-8")):
        closes_at = at.replace(hour=18, minute=0, second=0, microsecond=0) - facts["closed_days_ago"] * DAY
        poll = prepare(facts, closes_at=closes_at, cast=cast)
        given = [gives for voters, gives in facts["ballots"] for _voter in range(voters)]
        vote(poll, given, cast=cast)
        conclude(poll, decided_after=facts["decided_after_days"], cast=cast)


def prepare(facts: dict[str, Any], *, closes_at: datetime, cast: Cast) -> Poll:
    """Publish the votation with its rulebook and its answers, and seal its vote three days before it opens."""
    opens_at = closes_at - DAYS_OPEN * DAY
    consultation = Consultation.objects.create(
        kind=ConsultationKind.VOTE,
        **{name: facts[name] for name in ("slug", "title", "summary", "description")},
        area=cast.area,
        organiser=Organisation.objects.get(slug=ORGANISER),
        deciding_body="le conseil communautaire",
        accepted_links=[Link.LIVES],
        minimum_age=16,
        declaration=DECLARATION,
    )
    Phase.objects.create(consultation=consultation, kind=PhaseKind.VOTE, opens_at=opens_at, closes_at=closes_at)
    Rulebook.objects.create(consultation=consultation, version=1, text=facts["rulebook"])
    consultation = publish_consultation(consultation=consultation, by=cast.manager, at=opens_at - 20 * DAY)
    told = {name: facts[name] for name in ("slug", "question", "ballot_kind", "rule", "quorum")}
    poll = Poll.objects.create(consultation=consultation, other_rule=facts.get("other_rule", ""), **told)
    Choice.objects.bulk_create(
        Choice(consultation=consultation, poll=poll, no=no, code=f"{no:03d}", title=title, text=text)
        for no, (title, text) in enumerate(facts["answers"], start=1)
    )
    return seal_poll(poll=poll, by=cast.manager, at=opens_at - 3 * DAY)


def vote(poll: Poll, given: list[list[int]], *, cast: Cast) -> None:
    """So many residents declare that they may vote, and leave their ballots; each evening the total is noted.

    :param given: for each of them, what they give to each answer, in the order of the ballot; nothing is no choice.
    """
    contract, common = contract_for(poll), {"consultation": poll.consultation, "poll": poll}
    people = cast.residents[-len(given) :]
    Declaration.objects.bulk_create(
        Declaration(
            consultation=poll.consultation,
            participant=person,
            minimum_age=poll.consultation.minimum_age,
            text=DECLARATION,
            declared_at=poll.opens_at + DAY,
        )
        for person in people
    )
    electors = Elector.objects.bulk_create(
        Elector(**common, participant=person, key_hmac=elector_key(poll.pk, identity_of_email(person.identity.email)))
        for person in people
    )
    roll = Roll.objects.bulk_create(Roll(**common, elector=elector, channel=Channel.WEB) for elector in electors)
    envelopes = []
    for row, gives in zip(roll, given, strict=True):
        chosen = {no: number for no, number in enumerate(gives, start=1) if number}
        marks, nonce = contract.check(chosen if contract.form.numbers else chosen.keys()), secrets.token_hex(32)
        sealed = {"choices": marks.choices, "points": marks.points, "nonce": nonce}
        envelopes.append(Envelope(**common, roll=row, **sealed, commitment=commitment_of(poll.slug, marks, nonce)))
    Envelope.objects.bulk_create(envelopes)
    Leaf.objects.bulk_create(Leaf(**common, commitment=one.commitment) for one in envelopes)
    TurnoutDay.objects.bulk_create(
        TurnoutDay(**common, day=(poll.opens_at + day * DAY).date(), voters=len(given) * day // DAYS_OPEN)
        for day in range(1, DAYS_OPEN)
    )


def conclude(poll: Poll, *, decided_after: int | None, cast: Cast) -> None:
    """Count, sign and publish; the council follows the vote so many days later, or has not met yet."""
    over, by = poll.closes_at + GRACE, cast.manager
    for step in (close_poll, reconcile_poll, count_poll):
        step(poll=poll, at=over)
    poll.refresh_from_db()
    tally_poll(poll=poll, at=over)
    certify_poll(poll=poll, by=by, at=over + DAY)
    publish_result(poll=poll, by=by, at=over + 2 * DAY)
    if decided_after is not None:
        decided_at = over + decided_after * DAY
        number = f"{decided_at.year}-{decided_at.timetuple().tm_yday}"
        record_council_decision(poll=poll, number=number, decided_on=decided_at.date(), by=by, at=decided_at)
