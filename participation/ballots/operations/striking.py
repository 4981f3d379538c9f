"""Paper voters on the roll: struck off at a desk or urn while the vote runs, or entered from an urn's list after it."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.locks import keep_voters_out, share_with_voters
from participation.ballots.models import Channel, Duplicate, Duplicates, Elector, Envelope, Poll, Roll, Urn
from participation.ballots.operations.casting import PollClosed, PollNotOpen, coming_back
from participation.ballots.operations.recognising import recognise
from participation.ballots.operations.suspension import refuse_if_suspended
from territories.instance.acts import record

# The same two constraints as a vote on the web, met from the other side: whoever comes second gets no row back.
STRIKE_OFF = """
WITH running AS (
    SELECT poll.id, poll.consultation_id
      FROM participation_poll poll
      JOIN participation_consultation consultation ON consultation.id = poll.consultation_id
     WHERE poll.id = %(poll)s AND poll.sealed_at IS NOT NULL AND poll.closed_at IS NULL
       AND poll.opens_at <= %(at)s AND poll.closes_at > %(at)s AND consultation.frozen_at IS NULL
), elector AS (
    INSERT INTO participation_elector AS known (consultation_id, poll_id, key_hmac, participant_id, line_no)
    SELECT consultation_id, id, coalesce((
               SELECT key_hmac FROM participation_elector
                WHERE consultation_id = running.consultation_id AND poll_id = running.id
                  AND participant_id = %(participant)s), %(key)s), %(participant)s, %(line)s
      FROM running
    ON CONFLICT (consultation_id, poll_id, key_hmac)
    DO UPDATE SET participant_id = coalesce(known.participant_id, EXCLUDED.participant_id)
    RETURNING known.consultation_id, known.poll_id, known.id
)
INSERT INTO participation_roll (consultation_id, poll_id, elector_id, channel, urn_id)
SELECT consultation_id, poll_id, id, 'paper', %(urn)s FROM elector
ON CONFLICT (consultation_id, poll_id, elector_id) DO NOTHING
RETURNING elector_id
"""


class VotedOnTheWeb(Refusal):
    code = "voted_on_web"
    message = _("Cette personne a déjà voté par internet. Elle peut encore changer son vote en ligne, pas sur papier.")


class AlreadyStruckOff(Refusal):
    code = "already_struck_off"
    message = _("Cette personne a déjà voté sur papier.")


class NotStruckOff(Refusal):
    code = "not_struck_off"
    message = _("Cette personne n’est pas émargée sur papier.")


class TooLateForPaper(Refusal):
    code = "too_late_for_paper"
    message = _("Les listes de ce scrutin sont arrêtées.")


def strike_off(*, poll: Poll, urn: Urn, by, at: datetime, **shown) -> int:
    """Write a paper voter on the roll while the vote runs; from then on the web refuses them.

    :param shown: what the person showed, as ``recognise`` takes it.
    :returns: the elector's id.
    :raises VotedOnTheWeb, AlreadyStruckOff: when the person is on the roll already.
    """
    who = recognise(poll, urn, **shown)
    struck = coming_back(lambda: _write_on_the_roll(poll, urn, who, by=by, at=at))
    if struck is None:
        raise _refusal(poll, who, at=at)
    return struck


@transaction.atomic
def _write_on_the_roll(poll: Poll, urn: Urn, who: dict, *, by, at: datetime) -> int | None:
    """Take the person's one line, and tell whose it is; ``None`` when it is taken or the poll is not open."""
    share_with_voters(poll.pk)
    with connection.cursor() as cursor:
        cursor.execute(STRIKE_OFF, {**who, "poll": poll.pk, "urn": urn.pk, "at": at})
        row = cursor.fetchone()
    if row is None:
        return None
    record(verb="poll.struck_off", subject=urn, area=poll.consultation.area, by=by, at=at)
    return row[0]


def _refusal(poll: Poll, who: dict, *, at: datetime) -> Refusal:
    poll = Poll.objects.select_related("consultation").get(pk=poll.pk)
    refuse_if_suspended(poll)
    if poll.sealed_at is None or at < poll.opens_at:
        return PollNotOpen()
    if poll.closed_at is not None or at >= poll.closes_at:
        return PollClosed(_("Le vote est clos : les émargements se saisissent désormais d’après la liste papier."))
    roll = _on_roll(poll, who)
    return VotedOnTheWeb() if roll is None or roll.channel == Channel.WEB else AlreadyStruckOff()


def _on_roll(poll: Poll, who: dict) -> Roll | None:
    rows = Roll.objects.filter(poll=poll, consultation_id=poll.consultation_id).select_related("elector")
    if who["participant"] is not None and (known := rows.filter(elector__participant=who["participant"]).first()):
        return known
    return rows.filter(elector__key_hmac=who["key"]).first()


@transaction.atomic
def undo_strike_off(*, poll: Poll, urn: Urn, by, at: datetime, reason: str, **shown) -> None:
    """Take a person struck off by mistake off the roll, before the ballot went in; the reason is kept.

    :raises NotStruckOff: when this urn has not struck them off.
    :raises TooLateForPaper: once the rolls are settled.
    """
    who = recognise(poll, urn, **shown)
    poll = Poll.objects.select_for_update(of=["self"]).select_related("consultation").get(pk=poll.pk)
    refuse_if_suspended(poll)
    if poll.reconciled_at is not None:
        raise TooLateForPaper
    roll = _on_roll(poll, who)
    if roll is None or roll.channel != Channel.PAPER or roll.urn_id != urn.pk or not reason.strip():
        raise NotStruckOff
    roll.delete()
    record(verb="poll.strike_off_undone", subject=urn, area=poll.consultation.area, by=by, at=at, reason=reason)


@transaction.atomic
def enter_late(*, poll: Poll, urn: Urn, by, at: datetime, **shown) -> bool:
    """Enter a voter from the list of an offline urn after the close; returns whether they had voted on the web too.

    A person on both rolls is written down as such and waits for ``settle_duplicates``: the link between the person
    and the web ballot is needed until then.

    :raises AlreadyStruckOff: when the paper roll has them already.
    :raises TooLateForPaper: once the rolls are settled.
    """
    who = recognise(poll, urn, **shown)
    poll = Poll.objects.select_for_update(of=["self"]).select_related("consultation__area").get(pk=poll.pk)
    refuse_if_suspended(poll)
    if poll.closed_at is None or poll.reconciled_at is not None:
        raise TooLateForPaper
    roll = _on_roll(poll, who)
    common = {"poll": poll, "consultation": poll.consultation}
    if roll is None:
        elector, _new = Elector.objects.get_or_create(
            **common, key_hmac=who["key"], defaults={"participant_id": who["participant"], "line_no": who["line"]}
        )
        Roll.objects.create(**common, elector=elector, channel=Channel.PAPER, urn=urn)
    elif roll.channel == Channel.PAPER:
        raise AlreadyStruckOff
    else:
        found = {"urn": urn, "found_at": at, "found_by": by, **common}
        _row, new = Duplicate.objects.get_or_create(elector=roll.elector, defaults=found)
        if not new:
            raise AlreadyStruckOff
    record(verb="poll.entered_late", subject=urn, area=poll.consultation.area, by=by, at=at)
    return roll is not None


@transaction.atomic
def settle_duplicates(*, poll: Poll, by, at: datetime) -> int:
    """Keep one vote of each person on both rolls, the one that the sealed rule names; returns how many were settled.

    Where paper stands, the web ballot is destroyed and the person moves to the paper roll. Where the web stands,
    their paper envelope must be set aside before the urn is opened: the sheet then has one voter less.
    """
    keep_voters_out(poll.pk)
    poll = Poll.objects.select_for_update(of=["self"]).select_related("consultation__area").get(pk=poll.pk)
    refuse_if_suspended(poll)
    if poll.reconciled_at is not None:
        raise TooLateForPaper
    waiting = list(Duplicate.objects.filter(poll=poll, settled_at=None))
    for duplicate in waiting:
        if poll.duplicates == Duplicates.PAPER:
            roll = Roll.objects.get(poll=poll, elector=duplicate.elector_id)
            Envelope.objects.filter(roll=roll).delete()
            roll.channel, roll.urn_id = Channel.PAPER, duplicate.urn_id
            roll.save(update_fields=["channel", "urn"])
        duplicate.kept, duplicate.settled_at, duplicate.settled_by = poll.duplicates, at, by
        duplicate.save(update_fields=["kept", "settled_at", "settled_by"])
    area, after = poll.consultation.area, {"people": len(waiting), "kept": poll.duplicates}
    if waiting:
        record(verb="poll.duplicates_settled", subject=poll, area=area, by=by, at=at, after=after)
    return len(waiting)
