"""Ideas for tests: a filed one with its first version and its holder, in whatever state a test starts from."""

from datetime import datetime

from crois_sens.kernel.text import slug
from participation.proposals.models import Proposal
from participation.proposals.records import Holder, Numbering, StatusChange, Support, Version, VersionKind
from participation.proposals.states import Body, Status
from participation.tests.factories.consultations import NOW, make_consultation
from territories.tests.factories.accounts import make_participant


def make_proposal(*, at: datetime = NOW, status: str = Status.SUBMITTED, **fields) -> Proposal:
    """An idea in this state, in a consultation that runs its phase of ideas unless one is named.

    The state is written as it is: what led there is not invented. A draft has neither number nor date.
    """
    fields.setdefault("consultation", None)
    fields["consultation"] = fields["consultation"] or make_consultation()
    fields.setdefault("author", None)
    fields["author"] = fields["author"] or make_participant()
    fields.setdefault("title", "Des bancs à l’ombre")
    fields.setdefault("text", "Planter trois tilleuls et poser six bancs sur la place du marché.")
    if status == Status.DRAFT:
        fields.setdefault("slug", f"brouillon-{Proposal.objects.count() + 1}")
        return Proposal.objects.create(status=status, status_at=at, created_at=at, **fields)
    if "number" not in fields:
        fields["number"] = _next_number(fields["consultation"])
    fields.setdefault("slug", f"{fields['number']}-{slug(fields['title'])}")
    fields.setdefault("submitted_at", at)
    proposal = Proposal.objects.create(status=status, status_at=at, created_at=at, **fields)
    common = {"consultation": proposal.consultation, "proposal": proposal, "at": at}
    Holder.objects.create(participant=proposal.author, **common)
    Version.objects.create(no=1, kind=VersionKind.FILED, **common, **proposal.words())
    StatusChange.objects.create(before=Status.DRAFT, after=Status.SUBMITTED, body=Body.HOLDER, **common)
    return proposal


def make_support(proposal: Proposal, participant=None, *, at: datetime = NOW) -> Support:
    """The support of somebody, or of somebody new."""
    return Support.objects.create(
        consultation=proposal.consultation,
        proposal=proposal,
        participant=participant or make_participant(),
        at=at,
    )


def _next_number(consultation) -> int:
    row, _ = Numbering.objects.get_or_create(consultation=consultation, defaults={"last": 0})
    row.last += 1
    row.save()
    return row.last
