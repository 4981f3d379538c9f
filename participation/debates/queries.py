"""Threads as pages show them."""

from dataclasses import dataclass, field

from participation.debates.models import Comment


@dataclass
class Strand:
    """A comment and what was answered to it."""

    comment: Comment
    replies: list[Comment] = field(default_factory=list)


def thread_of(proposal) -> list[Strand]:
    """The comments of an idea, the oldest first, answers below what they answer; one query however many there are.

    What was hidden or taken back keeps its place; templates show its words only when ``stands``.
    """
    strands: dict[int, Strand] = {}
    rows = list(Comment.objects.filter(proposal=proposal).select_related("author__identity").order_by("at", "pk"))
    for comment in rows:
        if comment.parent_id is None:
            strands[comment.pk] = Strand(comment)
    for comment in rows:
        if comment.parent_id in strands:
            strands[comment.parent_id].replies.append(comment)
    return list(strands.values())
