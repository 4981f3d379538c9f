"""What ideas add to the pages of lower floors, to the work of teams, and to a person's rights over their data."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crois_sens.kernel import registries
from participation.consultations.registries import cockpit_figures, cockpit_queues, consultation_panels, next_steps
from participation.consultations.rules import Welcome
from participation.proposals.act_words import ACT_WORDS
from participation.proposals.attention import waiting_for, waiting_in
from participation.proposals.judgements import ReviewRequest
from participation.proposals.models import Proposal
from participation.proposals.records import Support
from participation.proposals.rules import seed_of_the_day
from participation.proposals.states import Body, Status
from territories.areas.models import Area
from territories.instance.acts import name_acts

CARDS = "participation/proposals/_panel.html"


def mine(*, participant, at: datetime) -> dict | None:
    """« Mon espace »: what waits for me, my ideas, those I support."""
    ideas = list(Proposal.objects.held_by(participant).shown().with_support_count().order_by("-pk")[:20])
    drafts = list(Proposal.objects.filter(author=participant, status=Status.DRAFT).shown().order_by("-pk")[:20])
    supported = list(Proposal.objects.supported_by(participant).public().shown().with_support_count()[:20])
    if not (ideas or drafts or supported):
        return None
    return {
        "title": _("Mes idées"),
        "template": "participation/proposals/_space.html",
        "waiting": list(Proposal.objects.held_by(participant).awaiting_answer().select_related("consultation")),
        "drafts": drafts,
        "ideas": ideas,
        "supported": supported,
    }


def of_area(*, area, person, at: datetime) -> dict | None:
    """Page of an area: some ideas that lie in it."""
    ideas = Proposal.objects.public().in_areas(Area.objects.within([area]))
    rows = ideas.glimpse(6, seed=seed_of_the_day(str(timezone.localdate(at)), area.slug))
    return {"title": _("Idées déposées ici"), "template": CARDS, "rows": rows} if rows else None


def of_consultation(*, consultation, person, at: datetime) -> dict | None:
    """Page of a consultation: some of its ideas, and the way to all of them and to the form."""
    ideas = Proposal.objects.public().filter(consultation=consultation)
    rows = ideas.glimpse(4, seed=seed_of_the_day(str(timezone.localdate(at, consultation.zone)), consultation.slug))
    may_propose = consultation.welcomes(Welcome.IDEA, at)
    if not rows and not may_propose:
        return None
    return {
        "title": _("Les idées"),
        "template": CARDS,
        "rows": rows,
        "total": ideas.count(),
        "all_url": reverse("participation:proposals", args=[consultation.slug]),
        "new_url": reverse("participation:new_idea", args=[consultation.slug]) if may_propose else "",
    }


def next_step(*, consultation, participant, at: datetime) -> dict | None:
    """The step to take now: a changed scope that waits for this person's answer comes before anything new."""
    if participant is None:
        return None
    held = Proposal.objects.filter(consultation=consultation).held_by(participant)
    idea = held.awaiting_answer().select_related("consultation").first()
    if idea is None:
        return None
    return {
        "title": _("Un changement attend votre réponse"),
        "text": idea.title,
        "url": reverse("participation:scope_of_idea", args=[consultation.slug, idea.slug]),
        "label": _("Lire et répondre"),
    }


def figures(*, consultation, at: datetime) -> list[tuple]:
    """Cockpit: how many ideas were filed, and how often they are supported."""
    ideas = Proposal.objects.filter(consultation=consultation).filed()
    return [(_("Idées déposées"), ideas), (_("Soutiens"), Support.objects.filter(consultation=consultation))]


def what_we_know(*, participant) -> dict:
    """Data export: the ideas a person wrote, carries or supports, and the reviews they asked for."""
    ideas = Proposal.objects.filter(author=participant).select_related("consultation").order_by("pk")
    supports = Support.objects.filter(participant=participant).select_related("proposal").order_by("at")
    reviews = ReviewRequest.objects.filter(participant=participant).select_related("proposal").order_by("at")
    return {
        "ideas": [
            {
                "consultation": idea.consultation.title,
                "number": idea.number,
                "title": idea.title,
                "text": idea.text,
                "group": idea.group_name,
                "place": idea.place,
                "status": idea.get_status_display(),
                "created_at": idea.created_at.isoformat(),
                "submitted_at": idea.submitted_at.isoformat() if idea.submitted_at else None,
            }
            for idea in ideas
        ],
        "supports": [{"idea": str(row.proposal), "at": row.at.isoformat()} for row in supports],
        "review_requests": [
            {"idea": str(row.proposal), "argument": row.argument, "at": row.at.isoformat()} for row in reviews
        ],
    }


def consequences(*, participant, at: datetime) -> list[str]:
    """What closing the account does to ideas."""
    ideas = Proposal.objects.filter(author=participant)
    drafts, filed = ideas.filter(status=Status.DRAFT).count(), ideas.filed().count()
    said = []
    if drafts:
        text = ngettext(
            "%(number)d brouillon d’idée est supprimé.", "%(number)d brouillons d’idées sont supprimés.", drafts
        )
        said.append(text % {"number": drafts})
    if filed:
        text = ngettext(
            "%(number)d idée déposée reste publique, sans votre nom.",
            "%(number)d idées déposées restent publiques, sans votre nom.",
            filed,
        )
        said.append(text % {"number": filed})
    return said


def erase(*, participant, at: datetime) -> None:
    """Erasure: drafts go; filed ideas belong to the public record and stay, under the pseudonym."""
    Proposal.objects.filter(author=participant, status=Status.DRAFT).delete()
    # The name of a group that one person stood for may name that person.
    Proposal.objects.filter(Q(author=participant) & ~Q(group_name="")).update(group_name="", updated_at=at)


def register() -> None:
    """Fill the registries of the house."""
    name_acts(ACT_WORDS, roles=dict(Body.choices))
    consultation_panels.add("proposals", of_consultation, rank=20)
    next_steps.add("proposals", next_step, rank=10)
    registries.area_panels.add("proposals", of_area, rank=30)
    registries.space_panels.add("proposals", mine, rank=20)
    registries.attention.add("proposals", waiting_for, rank=10)
    cockpit_queues.add("proposals", waiting_in, rank=10)
    cockpit_figures.add("proposals", figures, rank=10)
    registries.personal_data.add("proposals", what_we_know)
    registries.erasure_consequences.add("proposals", consequences)
    registries.erasures.add("proposals", erase)
