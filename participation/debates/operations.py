"""Saying something about an idea, taking it back, reporting it, hiding it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel.refusals import Refusal
from participation.consultations.operations import require
from participation.consultations.rules import Welcome
from participation.debates.models import Comment, CommentReport
from participation.proposals.models import Proposal
from participation.proposals.operations.statuses import ReasonMissing
from participation.proposals.states import Status
from territories.instance.acts import record
from territories.instance.languages import FRENCH
from territories.notices.operations import owe


class NothingToDiscuss(Refusal):
    code = "nothing_to_discuss"
    message = gettext_lazy("Cette idée ne se commente pas.")


class CommentGone(Refusal):
    code = "comment_gone"
    message = gettext_lazy("Ce commentaire n’est plus en ligne.")


class NotYourComment(Refusal):
    code = "not_your_comment"
    message = gettext_lazy("Seul son auteur retire un commentaire.")


@transaction.atomic
def post_comment(
    *, proposal: Proposal, author, text: str, at: datetime, parent: Comment | None = None, language: str = FRENCH
) -> Comment:
    """Say something about a public idea, or answer a comment; an answer to an answer joins the same thread.

    :raises NotWelcome: outside the phases that welcome comments.
    """
    require(proposal.consultation, Welcome.COMMENT, at)
    if proposal.status == Status.DRAFT or proposal.hidden_at is not None:
        raise NothingToDiscuss
    if parent is not None and (parent.proposal_id != proposal.pk or not parent.stands):
        raise CommentGone
    comment = Comment.objects.create(
        consultation_id=proposal.consultation_id,
        proposal=proposal,
        parent_id=(parent.parent_id or parent.pk) if parent else None,
        author=author,
        text=text.strip(),
        language=language,
        at=at,
    )
    _tell_holders(comment)
    return comment


def _tell_holders(comment: Comment) -> None:
    proposal = comment.proposal
    for holder in proposal.holders.exclude(participant=comment.author_id).select_related("participant"):
        owe(
            kind="proposal.comment",
            key=f"comment:{comment.public_id}:{holder.participant_id}",
            title=_("Un commentaire sur « %(title)s »") % {"title": proposal.title},
            text=comment.text,
            at=comment.at,
            participant=holder.participant,
            url=f"{proposal.get_absolute_url()}#commentaire-{comment.public_id}",
            subject=proposal,
        )


def withdraw_comment(*, comment: Comment, author, at: datetime) -> None:
    """Take one's comment back: its place stays, its words go.

    :raises NotYourComment: for anybody else.
    """
    if comment.author_id != author.pk:
        raise NotYourComment
    standing = Comment.objects.standing().filter(pk=comment.pk)
    if not standing.update(withdrawn_at=at, text=_("Commentaire retiré par son auteur.")):
        raise CommentGone


def report_comment(*, comment: Comment, participant, reason: str, at: datetime) -> bool:
    """Tell the moderators that a comment breaks the rules; a second time changes nothing.

    :returns: whether the report is new.
    """
    if not comment.stands:
        raise CommentGone
    before = CommentReport.objects.filter(comment=comment, participant=participant).exists()
    CommentReport.objects.bulk_create(
        [
            CommentReport(
                consultation_id=comment.consultation_id,
                comment=comment,
                participant=participant,
                reason=reason.strip(),
                at=at,
            )
        ],
        ignore_conflicts=True,
    )
    return not before


@transaction.atomic
def hide_comment(*, comment: Comment, reason: str, by, at: datetime) -> None:
    """Take a comment off the page; its place shows the reason, and its author is told.

    :raises CommentGone: when it is hidden or taken back already.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    standing = Comment.objects.standing().filter(pk=comment.pk)
    if not standing.update(hidden_at=at, hidden_by=by, hidden_reason=reason):
        raise CommentGone
    _settle(comment, upheld=True, by=by, at=at)
    _log("comment.hidden", comment, by=by, at=at, reason=reason)
    owe(
        kind="comment.hidden",
        key=f"comment.hidden:{comment.public_id}:{at.isoformat()}",
        title=_("Votre commentaire est masqué"),
        text=_("L’équipe a masqué votre commentaire sur « %(title)s ».\n\n%(reason)s")
        % {"title": comment.proposal.title, "reason": reason},
        at=at,
        participant=comment.author,
        url=comment.proposal.get_absolute_url(),
        subject=comment.proposal,
    )


@transaction.atomic
def show_comment(*, comment: Comment, by, at: datetime) -> None:
    """Put a hidden comment back."""
    hidden = Comment.objects.filter(pk=comment.pk, hidden_at__isnull=False)
    if not hidden.update(hidden_at=None, hidden_by=None, hidden_reason=""):
        raise CommentGone(gettext_lazy("Ce commentaire n’est pas masqué."))
    _log("comment.shown", comment, by=by, at=at)


@transaction.atomic
def dismiss_reports(*, comment: Comment, by, at: datetime) -> None:
    """Keep a reported comment: its reports are settled as unfounded."""
    if not _settle(comment, upheld=False, by=by, at=at):
        raise CommentGone(gettext_lazy("Aucun signalement n’attend sur ce commentaire."))
    _log("comment.reports_dismissed", comment, by=by, at=at)


def _settle(comment: Comment, *, upheld: bool, by, at: datetime) -> int:
    waiting = CommentReport.objects.filter(comment=comment, settled_at__isnull=True)
    return waiting.update(settled_at=at, settled_by=by, upheld=upheld)


def _log(verb: str, comment: Comment, *, by, at: datetime, reason: str = "") -> None:
    # The words of a comment are personal data: the log names its idea, not what was said.
    record(
        verb=verb,
        subject=comment.proposal,
        at=at,
        by=by,
        area=comment.consultation.area,
        after={"comment": str(comment.public_id)},
        reason=reason,
    )
