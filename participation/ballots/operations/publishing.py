"""The result told: the procès-verbal signed, the result published, the council's decision recorded."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.models import CouncilDecision, Poll
from participation.ballots.operations.bundling import owe_bundle
from participation.ballots.operations.suspension import refuse_if_suspended
from participation.ballots.operations.tallying import NotCounted
from participation.ballots.results import Result, result_of
from participation.proposals.operations import change_status
from participation.proposals.states import Body, Status
from territories.instance.acts import record


class NotCertified(Refusal):
    code = "not_certified"
    message = _("Le résultat se publie une fois le procès-verbal signé.")


class NotPublished(Refusal):
    code = "not_published"
    message = _("La délibération s’enregistre une fois le résultat publié.")


class AlreadyDone(Refusal):
    code = "already_done"
    message = _("C’est déjà fait : cette étape est datée et signée.")


class NotAWinner(Refusal):
    code = "not_a_winner"
    message = _("Le conseil adopte des projets lauréats ; ceux-ci ne le sont pas : %(numbers)s.")


class DepartureUnexplained(Refusal):
    code = "departure_unexplained"
    message = _("Le conseil n’a pas suivi tout le résultat : écrivez pourquoi.")


@transaction.atomic
def certify_poll(*, poll: Poll, by, at: datetime, record_file=None) -> None:
    """Date the signature of the procès-verbal; the signed scan may come with it.

    :raises NotCounted: before the result is calculated.
    """
    poll = _locked(poll)
    if poll.counted_at is None or result_of(poll) is None:
        raise NotCounted
    if poll.certified_at is not None:
        raise AlreadyDone
    refuse_if_suspended(poll)
    poll.certified_at, poll.certified_by, poll.record_file = at, by, record_file
    poll.save(update_fields=["certified_at", "certified_by", "record_file", "updated_at"])
    record(verb="poll.certified", subject=poll, area=poll.consultation.area, by=by, at=at)


@transaction.atomic
def date_backups(*, poll: Poll, until: date, by, at: datetime) -> None:
    """Say until when backups keep the link that the count destroyed; each change stays in the journal.

    :raises NotCounted: before the count.
    """
    poll = _locked(poll)
    if poll.counted_at is None:
        raise NotCounted
    before, poll.backups_until = poll.backups_until, until
    poll.save(update_fields=["backups_until", "updated_at"])
    record(
        verb="poll.backups_dated",
        subject=poll,
        area=poll.consultation.area,
        by=by,
        at=at,
        before={"until": before and before.isoformat()},
        after={"until": until.isoformat()},
    )


@transaction.atomic
def publish_result(*, poll: Poll, by, at: datetime) -> None:
    """Make the result public, and tell every project on the ballot what became of it.

    :raises NotCertified: before the procès-verbal is signed.
    """
    poll = _locked(poll)
    if poll.certified_at is None:
        raise NotCertified
    if poll.published_at is not None:
        raise AlreadyDone
    refuse_if_suspended(poll)
    poll.published_at, poll.published_by = at, by
    poll.save(update_fields=["published_at", "published_by", "updated_at"])
    owe_bundle(poll=poll, at=at)
    result = result_of(poll)
    won = {one.no for one in result.winners}
    for choice in poll.choices.select_related("proposal"):
        if choice.proposal is not None and choice.proposal.status == Status.ON_BALLOT:
            to = Status.WINNER if choice.no in won else Status.NOT_WINNER
            change_status(proposal=choice.proposal, to=to, by=by, at=at, body=Body.VOTE)
    after = {"winners": sorted(won), "result_sha256": result.result_sha256}
    record(verb="poll.published", subject=poll, area=poll.consultation.area, by=by, at=at, after=after)


@transaction.atomic
def record_council_decision(
    *,
    poll: Poll,
    number: str,
    decided_on: date,
    by,
    at: datetime,
    adopted: Iterable[int] | None = None,
    reason: str = "",
    file=None,
) -> CouncilDecision:
    """Record the deliberation on a result: until then every winner is « sous réserve du vote du conseil ».

    :param adopted: numbers of the winners that the council adopts; all of them when not given.
    :raises DepartureUnexplained: when a winner is left out without a reason.
    """
    poll = _locked(poll)
    if poll.published_at is None:
        raise NotPublished
    if poll.decided_at is not None:
        raise AlreadyDone
    refuse_if_suspended(poll)
    result = result_of(poll)
    kept = _adopted(result, adopted, reason)
    decision = CouncilDecision.objects.create(
        consultation=poll.consultation,
        poll=poll,
        number=number,
        decided_on=decided_on,
        file=file,
        adopted=kept,
        reason=reason.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    poll.decided_at = at
    poll.save(update_fields=["decided_at", "updated_at"])
    for choice in poll.choices.select_related("proposal").filter(proposal__status=Status.WINNER):
        to = Status.ADOPTED if choice.no in kept else Status.ABANDONED
        why = "" if choice.no in kept else reason.strip()
        change_status(proposal=choice.proposal, to=to, by=by, at=at, body=Body.COUNCIL, reason=why)
    after = {"number": number, "adopted": kept}
    record(verb="poll.decided", subject=poll, area=poll.consultation.area, by=by, at=at, after=after, reason=reason)
    return decision


def _adopted(result: Result, adopted: Iterable[int] | None, reason: str) -> list[int]:
    won = {one.no for one in result.winners}
    kept = won if adopted is None else set(adopted)
    if strangers := kept - won:
        raise NotAWinner(numbers=", ".join(map(str, sorted(strangers))))
    if kept != won and not reason.strip():
        raise DepartureUnexplained
    return sorted(kept)


def _locked(poll: Poll) -> Poll:
    return Poll.objects.select_for_update(of=["self"]).select_related("consultation__area").get(pk=poll.pk)
