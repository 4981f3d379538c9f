"""What can happen to a project, and who is told."""

from datetime import datetime
from itertools import count

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel.refusals import Refusal
from crois_sens.kernel.registries import project_changes
from crois_sens.kernel.text import slug as slug_of
from projects.portfolio.models import Follow, Origin, Project, ProjectStatus
from projects.portfolio.rules import NEEDS_REASON, may_become
from territories.accounts.models import Participant
from territories.instance.acts import record
from territories.notices.operations import owe_many


class NotThatState(Refusal):
    code = "project_state_not_allowed"
    message = gettext_lazy("Un projet « %(now)s » ne peut pas devenir « %(then)s ».")


class ReasonMissing(Refusal):
    code = "project_reason_missing"
    message = gettext_lazy("Dites aux habitants pourquoi : un retard ou un abandon se motive.")


def free_slug(title: str) -> str:
    """Return an address part that no project has."""
    base = slug_of(title, length=90)
    taken = set(Project.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for number in count(2) if (slug := f"{base}-{number}") not in taken)


@transaction.atomic
def start_project(
    *,
    title: str,
    by,
    at: datetime,
    area,
    origin: str = Origin.VOTE,
    origin_label: str = "",
    origin_url: str = "",
    voted_cents: int | None = None,
    **fields,
) -> Project:
    """Turn a winner of a vote, or a decision of the town, into a project that residents follow; public at once."""
    project = Project.objects.create(
        title=title,
        slug=free_slug(title),
        area=area,
        origin=origin,
        origin_label=origin_label,
        origin_url=origin_url,
        voted_cents=voted_cents,
        status=fields.pop("status", ProjectStatus.SELECTED),
        published_at=at,
        published_by=by,
        **fields,
    )
    record(verb="project.started", subject=project, by=by, at=at, area=area, after={"origin": origin})
    return project


@transaction.atomic
def change_state(*, project: Project, then: str, by, at: datetime, reason: str = "") -> None:
    """Change where a project stands, publicly, and tell those who follow it.

    :raises NotThatState: when the rules do not lead there from its present state.
    :raises ReasonMissing: for a delay or an abandonment without a word.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    now = project.status
    if not may_become(now, then):
        raise NotThatState(now=project.get_status_display(), then=ProjectStatus(then).label)
    if then in NEEDS_REASON and not reason.strip():
        raise ReasonMissing
    project.status, project.status_reason = then, reason.strip()
    project.save()
    act = record(
        verb="project.state_changed",
        subject=project,
        by=by,
        at=at,
        area=project.area,
        before={"status": now},
        after={"status": then},
        reason=reason,
    )
    for _name, follow_change in project_changes:
        follow_change(project=project, then=then, by=by, at=at, reason=project.status_reason)
    text = _("Le projet est maintenant : %(state)s.") % {"state": project.get_status_display()}
    text = f"{text} {project.status_reason}".strip()
    tell_followers(project=project, key=f"project.state:{act.pk}", text=text, at=at)


def tell_followers(*, project: Project, key: str, text: str, at: datetime) -> int:
    """Owe a message to everyone who follows a public project, in one statement; returns how many."""
    if project.published_at is None:
        return 0
    return owe_many(
        participants=Participant.objects.filter(follows__project=project),
        kind="project.milestone",
        key=key,
        title=_("Du nouveau : %(project)s") % {"project": project.title},
        text=text,
        url=f"/projets/{project.slug}/",
        subject=project,
        at=at,
    )


def follow(*, project: Project, participant: Participant, at: datetime) -> None:
    """Follow a project; following twice changes nothing."""
    Follow.objects.bulk_create([Follow(project=project, participant=participant, at=at)], ignore_conflicts=True)


def unfollow(*, project: Project, participant: Participant) -> None:
    """Stop following a project."""
    Follow.objects.filter(project=project, participant=participant).delete()
