"""A vote on the web: the shared lock, then one statement. No row back means a refusal, found by a cheap query."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.contract import Given, Marks, contract_for
from participation.ballots.keys import key_at_hand
from participation.ballots.life import Stage
from participation.ballots.locks import NAMESPACE
from participation.ballots.models import Basket, Channel, Poll, Receipts, Roll
from participation.ballots.operations.entitlement import KeyNotProven, is_known, require_entitled
from participation.ballots.operations.suspension import PollSuspended
from participation.ballots.rules import fingerprint
from participation.ballots.rules.entitlement import LackOfProof
from participation.ballots.voters_wording import remedy_for
from participation.ballots.wording import voted_mail
from territories.instance.templatetags.house import moment
from territories.notices.operations import owe

# The shared lock and the vote travel together and stay two statements: the second one's snapshot follows the lock.
LOCK = "SELECT pg_advisory_xact_lock_shared(%(namespace)s, %(poll)s);"

# The roll row comes from a sealed, unclosed, running poll under the very contract that the ballot was checked against,
# or not at all; an existing row is taken again on the web channel only, so that a person struck off at a desk gets no
# row, no envelope and no leaf. A person whose address changed keeps the key they first voted with. Where keys are
# proven beforehand there is no other: no key, no row.
CAST = """
WITH running AS (
    SELECT poll.id, poll.consultation_id
      FROM participation_poll poll
      JOIN participation_consultation consultation ON consultation.id = poll.consultation_id
     WHERE poll.id = %(poll)s AND poll.sealed_at IS NOT NULL AND poll.closed_at IS NULL
       AND poll.rule_sha256 = %(contract)s
       AND poll.opens_at <= %(at)s AND poll.closes_at > %(at)s
       AND consultation.published_at IS NOT NULL AND consultation.frozen_at IS NULL
), elector AS (
    INSERT INTO participation_elector AS known (consultation_id, poll_id, key_hmac, participant_id)
    SELECT consultation_id, id, key, %(participant)s
      FROM running, LATERAL (SELECT coalesce((
               SELECT key_hmac FROM participation_elector
                WHERE consultation_id = running.consultation_id AND poll_id = running.id
                  AND participant_id = %(participant)s), %(key)s) AS key) known_by
     WHERE key IS NOT NULL
    ON CONFLICT (consultation_id, poll_id, key_hmac) DO UPDATE SET participant_id = EXCLUDED.participant_id
    RETURNING known.consultation_id, known.poll_id, known.id
), roll AS (
    INSERT INTO participation_roll AS known (consultation_id, poll_id, elector_id, channel)
    SELECT consultation_id, poll_id, id, 'web' FROM elector
    ON CONFLICT (consultation_id, poll_id, elector_id) DO UPDATE SET channel = 'web' WHERE known.channel = 'web'
    RETURNING known.consultation_id, known.poll_id, known.id
), envelope AS (
    INSERT INTO participation_envelope AS known (consultation_id, poll_id, roll_id, choices, points, nonce,
                                                 commitment)
    SELECT consultation_id, poll_id, id, %(choices)s::smallint[], %(points)s::smallint[], %(nonce)s, %(commitment)s
      FROM roll
    ON CONFLICT (roll_id) DO UPDATE
       SET choices = EXCLUDED.choices, points = EXCLUDED.points, nonce = EXCLUDED.nonce,
           commitment = EXCLUDED.commitment, casts = known.casts + 1
    RETURNING known.consultation_id, known.poll_id, known.commitment, known.casts
), forgotten AS (
    DELETE FROM participation_basket WHERE poll_id = %(poll)s AND participant_id = %(participant)s
), leaf AS (
    INSERT INTO participation_leaf (commitment, consultation_id, poll_id)
    SELECT commitment, consultation_id, poll_id FROM envelope
    RETURNING commitment
)
SELECT casts > 1 FROM envelope, leaf
"""


T = TypeVar("T")
#: How often a hand that met another one comes back, and what PostgreSQL calls such a meeting.
ATTEMPTS = 3
MET_ANOTHER_HAND = ("elector_once_per", "deadlock detected")


class PollClosed(Refusal):
    code = "poll_closed"
    message = _("Le vote est clos : votre bulletin n’a pas été enregistré.")


class PollNotOpen(Refusal):
    code = "poll_not_open"
    message = _("Le vote n’est pas ouvert.")


class RulesChanged(Refusal):
    code = "rules_changed"
    message = _("Les règles de ce vote viennent de changer. Relisez votre choix et confirmez-le encore une fois.")


class VotedOnPaper(Refusal):
    code = "voted_on_paper"
    message = _(
        "Vous avez déjà voté sur papier : votre nom est émargé. Si c’est une erreur, adressez-vous à la mairie, "
        "avant la clôture du vote."
    )


class TryAgain(Refusal):
    code = "try_again"
    message = _("Votre vote n’a pas pu être enregistré. Confirmez-le encore une fois.")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a voter takes away, shown once: the commitment of their ballot, and whether it replaced another.

    :ivar nonce: with a tracked receipt only: what opens the commitment, and so proves how one voted.
    """

    commitment: str
    replaced: bool
    nonce: str = ""


def cast_ballot(*, poll: Poll, participant, choices: Given, at: datetime) -> Receipt:
    """Put the one ballot of a person in its envelope, or replace it until the close.

    :param poll: as it was read, however long ago: what decides is asked of the database by the vote itself.
    :param choices: numbers on the ballot, or what is given to each of them.
    :param at: when the vote was received, timezone-aware.
    :raises PollNotOpen, PollClosed, PollSuspended: outside the time of the vote.
    :raises RulesChanged: when a public version was made since the poll was read.
    :raises NotEligible, KeyNotProven, LinkNotProven: with what is still to do.
    :raises VotedOnPaper: when the person was struck off at a desk.
    """
    if poll.sealed_at is None:
        raise PollNotOpen
    marks = contract_for(poll).check(choices)
    require_entitled(poll, participant)
    nonce = secrets.token_hex(32)
    commitment = commitment_of(poll.slug, marks, nonce)
    ballot = {
        "namespace": NAMESPACE,
        "poll": poll.pk,
        "contract": poll.rule_sha256,
        "participant": participant.pk,
        "key": key_at_hand(poll, participant),
        "choices": marks.choices,
        "points": marks.points,
        "nonce": nonce,
        "commitment": commitment,
        "at": at,
    }
    again = coming_back(lambda: _put_in_the_urn(ballot, poll, participant))
    if again is None:
        raise _refusal(poll, participant, at=at)
    return Receipt(commitment, again, nonce if poll.receipts == Receipts.TRACKED else "")


def commitment_of(slug: str, marks: Marks, nonce: str) -> str:
    """Seal what a ballot marks under its secret: what the public log holds of it."""
    said = {"poll": slug, "choices": marks.choices, "nonce": nonce}
    return fingerprint({**said, "points": marks.points} if marks.points else said)


def coming_back(act: Callable[[], T]) -> T:
    """Do what writes on the roll; whoever meets another hand on the same person comes once more.

    :raises TryAgain: when that happens again and again.
    """
    for _attempt in range(ATTEMPTS):
        try:
            return act()
        except (IntegrityError, OperationalError) as error:
            if not any(word in str(error) for word in MET_ANOTHER_HAND):
                raise
    raise TryAgain


@transaction.atomic
def _put_in_the_urn(ballot: dict, poll: Poll, participant) -> bool | None:
    """Cast, and tell whether it replaced another ballot; ``None`` when the poll or the roll let nothing in."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK + CAST, ballot)
        row = cursor.fetchone()
    if row is None:
        return None
    again = row[0]
    if not again:
        _tell(poll, participant, at=ballot["at"])
    return again


def _tell(poll: Poll, participant, *, at: datetime) -> None:
    """Owe the mail that says that a vote is recorded: no choice and no code in it; a replaced ballot says nothing.

    It is dated by the hour, and reminders delete it after the count: the roll keeps no time, so nothing else should.
    """
    title, text = voted_mail(poll)
    owe(
        kind="poll.voted",
        key=f"poll.voted:{poll.pk}:{participant.pk}",
        title=title,
        text=text,
        at=at.replace(minute=0, second=0, microsecond=0),
        participant=participant,
        url=poll.get_absolute_url(),
        subject=poll,
    )


def _refusal(poll: Poll, participant, *, at: datetime) -> Refusal:
    """Find out why a vote was not taken."""
    checked, poll = poll.rule_sha256, Poll.objects.select_related("consultation").get(pk=poll.pk)
    stage = poll.stage(at)
    if stage is Stage.SUSPENDED:
        return PollSuspended()
    if stage is Stage.SEALED:
        sentence = _("Le vote ouvre le %(when)s.")
        return PollNotOpen(sentence, when=moment(poll.opens_at, poll.consultation.time_zone))
    if stage is Stage.PREPARED:
        return PollNotOpen()
    if stage is not Stage.OPEN:
        return PollClosed()
    if poll.rule_sha256 != checked:
        return RulesChanged()
    if not is_known(poll, participant):
        return KeyNotProven(remedy_for(LackOfProof.KEY, poll))
    return VotedOnPaper()


def remember_choice(*, poll: Poll, participant, at: datetime) -> None:
    """Note that a person has chosen and not confirmed: what they chose stays on their device."""
    Basket.objects.bulk_create(
        [Basket(consultation_id=poll.consultation_id, poll=poll, participant=participant, at=at)],
        ignore_conflicts=True,
    )


def forget_choice(*, poll: Poll, participant) -> None:
    """The person put their choice aside: nothing waits any more."""
    Basket.objects.filter(poll=poll, participant=participant).delete()


def channel_of(poll: Poll, participant) -> str | None:
    """How this person voted, if they did: ``web``, ``paper`` or ``None``. Never what they voted."""
    if participant is None:
        return None
    key = key_at_hand(poll, participant)
    rows = Roll.objects.filter(poll=poll, consultation_id=poll.consultation_id)
    known = rows.filter(elector__participant=participant).values_list("channel", flat=True).first()
    return known or (key and rows.filter(elector__key_hmac=key).values_list("channel", flat=True).first()) or None


def voted_on_web(poll: Poll, participant) -> bool:
    """Tell whether a ballot of this person lies in the urn, which they may still replace."""
    return channel_of(poll, participant) == Channel.WEB
