"""A decision contested: a person says why they are somebody else, and the commission answers before the count."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.models import Poll
from participation.clusters.contract import contest_ends
from participation.clusters.models import Answer, ClusterMember, ClusterReview, Verdict
from participation.clusters.operations.deciding import lock_poll, require_decidable
from territories.instance.acts import record
from territories.notices.operations import owe


class NothingToContest(Refusal):
    code = "nothing_to_contest"
    message = _("Aucune décision n’écarte votre vote.")


class ContestOver(Refusal):
    code = "contest_over"
    message = _("Le délai pour contester cette décision est passé.")


class AlreadyContested(Refusal):
    code = "already_contested"
    message = _("Vous avez déjà demandé un réexamen : la commission y répond une fois.")


class ContestWithoutReason(Refusal):
    code = "contest_without_reason"
    message = _("Dites pourquoi la décision est une erreur : la commission n’a que cela pour en juger.")


@transaction.atomic
def ask_review(*, member: ClusterMember, reason: str, at: datetime) -> ClusterReview:
    """Ask the commission to look again at one account of a cluster.

    :raises NothingToContest: where no decision sets its vote aside.
    :raises ContestOver, AlreadyContested, ContestWithoutReason:
    """
    poll = lock_poll(member.poll_id)
    member = ClusterMember.objects.select_related("cluster").get(pk=member.pk)
    if member.cluster.verdict != Verdict.ONE or member.told_at is None:
        raise NothingToContest
    if ClusterReview.objects.filter(member=member).exists():
        raise AlreadyContested
    if poll.reconciled_at is not None or at >= contest_ends(poll, told_at=member.told_at):
        raise ContestOver
    if not reason.strip():
        raise ContestWithoutReason
    common = {"consultation_id": poll.consultation_id, "poll": poll}
    return ClusterReview.objects.create(**common, member=member, reason=reason.strip(), asked_at=at)


@transaction.atomic
def answer_review(*, review: ClusterReview, verdict: str, answer: str, by, at: datetime) -> None:
    """Write the commission's answer with its reason, and tell the person.

    :raises AlreadyDecided, DecisionWithoutReason: it is given once, and says why.
    :raises TooLateToDecide: once the rolls are settled. :raises PollSuspended: while a court's decision stands.
    """
    poll = lock_poll(review.poll_id)
    review = ClusterReview.objects.select_for_update(of=["self"]).get(pk=review.pk)
    require_decidable(poll, review, because=answer)
    review.verdict, review.answer, review.answered_at, review.answered_by = verdict, answer.strip(), at, by
    review.save(update_fields=["verdict", "answer", "answered_at", "answered_by"])
    after = {"verdict": verdict}
    area, cluster = poll.consultation.area, review.member.cluster
    record(verb="cluster.reviewed", subject=cluster, area=area, by=by, at=at, after=after, reason=review.answer)
    _tell(review, poll, at=at)


def _tell(review: ClusterReview, poll: Poll, *, at: datetime) -> None:
    participant = review.member.elector.participant
    if participant is None:
        return
    said = {
        Answer.HEARD: _now("La commission vous donne raison : votre vote compte."),
        Answer.UPHELD: _now("La commission maintient sa décision : votre vote reste écarté."),
    }
    owe(
        kind="poll.set_aside",
        key=f"poll.reviewed:{poll.pk}:{participant.pk}",
        title=_now("Votre vote : la réponse de la commission"),
        text="\n\n".join([said[review.verdict], _now("Motif : %(reason)s") % {"reason": review.answer}]),
        at=at,
        participant=participant,
        url=poll.get_absolute_url(),
        subject=poll,
    )
