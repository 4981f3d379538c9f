"""Winners become projects that residents follow, and the idea on the ballot follows its project."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.models import CouncilDecision, Delivery, Poll
from participation.proposals.operations import change_status
from participation.proposals.rules import may_become
from participation.proposals.states import Body, Status
from projects.portfolio.models import Origin, Project
from projects.portfolio.operations import start_project
from territories.instance.acts import record

#: State of a project → what its idea becomes; other states leave the idea as it is.
IDEA_FOLLOWS = {
    "under_way": Status.UNDER_WAY,
    "late": Status.UNDER_WAY,
    "done": Status.DONE,
    "abandoned": Status.ABANDONED,
}


class NotDecided(Refusal):
    code = "poll_not_decided"
    message = _("Un lauréat devient une réalisation après la délibération du conseil.")


class NothingVoted(Refusal):
    code = "nothing_voted"
    message = _("Ce vote n’a réparti aucun argent : ses réponses ne deviennent pas des réalisations.")


@transaction.atomic
def start_projects(*, poll: Poll, by, at: datetime) -> list[Project]:
    """Start one public project for each winner that the council adopted, with the voted amount; once each.

    :raises NotDecided: before the council's decision is recorded.
    :raises NothingVoted: when the vote was one without money, so that its winners are answers and no projects.
    :returns: the projects that are new.
    """
    poll = Poll.objects.select_for_update(of=["self"]).select_related("consultation__area").get(pk=poll.pk)
    if not poll.has_money:
        raise NothingVoted
    decision = CouncilDecision.objects.filter(poll=poll).first()
    if decision is None:
        raise NotDecided
    adopted = poll.choices.filter(no__in=decision.adopted, delivery=None).order_by("no")
    rows = adopted.select_related("proposal__area", "proposal__theme")
    return [_start(poll, choice, by=by, at=at) for choice in rows]


def _start(poll: Poll, choice, *, by, at: datetime) -> Project:
    proposal, consultation = choice.proposal, poll.consultation
    project = start_project(
        title=choice.title,
        by=by,
        at=at,
        area=(proposal and proposal.area) or consultation.area,
        origin=Origin.VOTE,
        origin_label=str(consultation),
        origin_url=reverse("participation:poll_result", args=[poll.slug]),
        voted_cents=choice.cost_cents,
        summary=Truncator(proposal.text).words(30) if proposal else "",
        text=proposal.text if proposal else "",
        latitude=proposal and proposal.latitude,
        longitude=proposal and proposal.longitude,
        holder=consultation.organiser,
    )
    if proposal and proposal.theme:
        project.themes.add(proposal.theme)
    Delivery.objects.create(consultation=consultation, poll=poll, choice=choice, project=project, at=at, by=by)
    record(verb="poll.project_started", subject=poll, area=consultation.area, by=by, at=at, after={"no": choice.no})
    return project


def follow_project(*, project: Project, then: str, by, at: datetime, reason: str) -> None:
    """Let the idea that was voted become what its project became, publicly and dated."""
    delivery = Delivery.objects.filter(project=project).select_related("choice__proposal").first()
    proposal, to = delivery and delivery.choice.proposal, IDEA_FOLLOWS.get(then)
    if proposal is not None and to is not None and may_become(proposal.status, to):
        change_status(proposal=proposal, to=to, by=by, at=at, body=Body.ORGANISER, reason=reason)
