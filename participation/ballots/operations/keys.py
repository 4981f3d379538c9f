"""A person proves their key to a poll: from then on this account votes under it, and no other key is theirs."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.keys import elector_key, identity_of_code, identity_of_list_line
from participation.ballots.models import CIVIL, DocumentSeen, Elector, KeyMethod, Poll
from territories.accounts.models import Participant
from territories.instance.acts import record

#: How often an account may be wrong, in how much time.
MOST_FAILURES, DURING = 5, timedelta(hours=1)


class KeyUnknown(Refusal):
    code = "key_unknown"
    message = _("Ce n’est pas ce qui est inscrit sur la liste. Vérifiez, ou adressez-vous à la mairie.")


class KeyTaken(Refusal):
    code = "key_taken"
    message = _(
        "Un autre compte a déjà voté, ou s’est déjà présenté, à ce titre. Si ce n’est pas vous, adressez-vous à la "
        "mairie avant la clôture du vote."
    )


class OtherKeyProven(Refusal):
    code = "other_key_proven"
    message = _("Ce compte est déjà reconnu comme une autre personne : un compte sert à une seule personne.")


class TooManyAttempts(Refusal):
    code = "too_many_attempts"
    message = _("Trop d’essais. Recommencez dans une heure, ou adressez-vous à la mairie.")


class NotProvenThisWay(Refusal):
    code = "not_proven_this_way"
    message = _("Ce vote ne reconnaît pas les personnes de cette façon, ou pas en ce moment.")


class NobodyWithThisAddress(Refusal):
    code = "nobody_with_this_address"
    message = _("Aucun compte n’a cette adresse électronique : la personne doit d’abord en créer un.")


def prove_list_line(*, poll: Poll, participant, number: int, born: date, at: datetime) -> None:
    """Recognise a person of the imported list by their number and date of birth.

    :raises KeyUnknown, KeyTaken, OtherKeyProven, TooManyAttempts: each says what to do.
    """
    _require_method(poll, KeyMethod.LIST)
    _claim_line(poll, participant, identity_of_list_line(number, born), at=at)


def prove_code(*, poll: Poll, participant, code: str, at: datetime) -> None:
    """Recognise the holder of a code from a letter.

    :raises KeyUnknown, KeyTaken, OtherKeyProven, TooManyAttempts: each says what to do.
    """
    _require_method(poll, KeyMethod.CODE)
    _claim_line(poll, participant, identity_of_code(code), at=at)


def prove_civil_identity(*, poll: Poll, participant, identity: str) -> None:
    """Recognise a person by the identity that a provider or a document told; a newer account takes over the vote.

    :param identity: what ``keys.identity_of_civil`` made of it; only its keyed hash is kept.
    :raises OtherKeyProven: when this account is somebody else already.
    """
    _require_method(poll, *CIVIL)
    try:
        with transaction.atomic():
            Elector.objects.bulk_create(
                [
                    Elector(
                        consultation_id=poll.consultation_id,
                        poll=poll,
                        key_hmac=elector_key(poll.pk, identity),
                        participant=participant,
                    )
                ],
                update_conflicts=True,
                unique_fields=["consultation", "poll", "key_hmac"],
                update_fields=["participant"],
            )
    except IntegrityError as error:
        raise OtherKeyProven from error


@transaction.atomic
def register_at_desk(*, poll: Poll, email: str, identity: str, by, at: datetime) -> None:
    """An agent has seen the identity document of somebody who will vote on the web with this account.

    :raises NobodyWithThisAddress: when no account has the address.
    :raises OtherKeyProven: when this account is somebody else already.
    """
    prove_civil_identity(poll=poll, participant=_account(email), identity=identity)
    record(verb="poll.identity_seen", subject=poll, area=poll.consultation.area, by=by, at=at)


@transaction.atomic
def see_document(*, poll: Poll, email: str, kind: str, by, at: datetime) -> None:
    """An agent has seen a paper that ties a person to the territory; neither copy nor number is kept.

    :raises NobodyWithThisAddress: when no account has the address.
    """
    seen = {"participant": _account(email), "kind": kind, "seen_at": at, "seen_by": by}
    DocumentSeen.objects.bulk_create(
        [DocumentSeen(consultation_id=poll.consultation_id, poll=poll, **seen)], ignore_conflicts=True
    )
    record(verb="poll.document_seen", subject=poll, area=poll.consultation.area, by=by, at=at, after={"kind": kind})


def _account(email: str) -> Participant:
    found = Participant.objects.filter(user__email__iexact=email.strip()).first()
    if found is None:
        raise NobodyWithThisAddress
    return found


def _require_method(poll: Poll, *methods: str) -> None:
    """Refuse what this poll does not ask for, before its seal and after its close."""
    if poll.key_method not in methods or poll.sealed_at is None or poll.closed_at is not None:
        raise NotProvenThisWay


def _claim_line(poll: Poll, participant, identity: str, *, at: datetime) -> None:
    """Give a line of the list to the account that proved it: to the first one, unless that account was closed."""
    _take_a_try(poll, participant, at=at)
    lines = Elector.objects.filter(
        poll=poll, consultation_id=poll.consultation_id, key_hmac=elector_key(poll.pk, identity), listed=True
    )
    left = Participant.objects.filter(erased_at__isnull=False)
    free = Q(participant=None) | Q(participant=participant) | Q(participant__in=left.values("pk"))
    try:
        # One conditional UPDATE: of two accounts at once, the second finds the line taken.
        with transaction.atomic():
            claimed = lines.filter(free).update(participant=participant)
    except IntegrityError as error:
        raise OtherKeyProven from error
    if not claimed:
        raise KeyTaken if lines.exists() else KeyUnknown
    _forget_tries(poll, participant)


TRY = """
INSERT INTO participation_proofattempt AS known (consultation_id, poll_id, participant_id, failures, since)
VALUES (%(consultation)s, %(poll)s, %(participant)s, 1, %(at)s)
ON CONFLICT (consultation_id, poll_id, participant_id) DO UPDATE
   SET failures = CASE WHEN known.since <= %(limit)s THEN 1 ELSE least(known.failures + 1, 1000) END,
       since = CASE WHEN known.since <= %(limit)s THEN EXCLUDED.since ELSE known.since END
RETURNING failures
"""


def _take_a_try(poll: Poll, participant, *, at: datetime) -> None:
    """Count a try before it is judged, so that many at once count as many."""
    who = {"consultation": poll.consultation_id, "poll": poll.pk, "participant": participant.pk}
    with connection.cursor() as cursor:
        cursor.execute(TRY, {**who, "at": at, "limit": at - DURING})
        if cursor.fetchone()[0] > MOST_FAILURES:
            raise TooManyAttempts


def _forget_tries(poll: Poll, participant) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM participation_proofattempt WHERE poll_id = %s AND participant_id = %s",
            [poll.pk, participant.pk],
        )
