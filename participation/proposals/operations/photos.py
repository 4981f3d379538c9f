"""The photo of an idea is read by those who may read the idea."""

from participation.proposals.models import Proposal
from territories.instance.files import discard_file
from territories.instance.models import Attachment, Visibility


def show_photo(proposal: Proposal) -> None:
    """Let everybody see the photo of a filed idea that is not hidden; otherwise its author and the team alone."""
    public = proposal.status != "draft" and proposal.hidden_at is None
    Attachment.objects.filter(pk=proposal.photo_id).update(
        visibility=Visibility.PUBLIC if public else Visibility.PRIVATE,
        area=proposal.consultation.area if proposal.status != "draft" else None,
    )


def forget_photo(photo_id: int | None) -> None:
    """Delete a photo that its author took away or replaced: versions keep words, not pictures."""
    for photo in Attachment.objects.filter(pk=photo_id):
        discard_file(photo)
