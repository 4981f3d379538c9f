"""Reading ideas: the list, the map, one idea with all that happened to it, and those that look like it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation.consultations.models import Consultation
from participation.consultations.next_step import next_step
from participation.consultations.rules import PhaseState, Welcome, phase_state
from participation.debates.queries import thread_of
from participation.proposals.forms import FilterForm
from participation.proposals.models import Proposal
from participation.proposals.permissions import is_author, is_holder, may_enter
from participation.proposals.rules import (
    EDITABLE,
    SORT_NEWEST,
    SORT_RANDOM,
    SORT_SUPPORTED,
    SUPPORTABLE,
    WITHDRAWABLE,
    seed_of_the_day,
    sorts_allowed,
)
from participation.proposals.states import Status
from participation.proposals.views.doors import consultation_or_404, proposal_or_404
from territories.areas.models import Area
from territories.instance.paging import keyset_page

#: What each order of the list sorts by; the last column decides between equals.
ORDERS = {
    SORT_NEWEST: ("-submitted_at", "-pk"),
    SORT_RANDOM: ("lot", "pk"),
    SORT_SUPPORTED: ("-support_count", "-pk"),
}
#: Ideas found are counted up to this number: beyond, « plus de » says enough, and costs the same among any number.
MOST_COUNTED = 1000
#: A map with more points than this is a stain.
MOST_POINTS = 1000
#: Titles shorter than this look like everything.
WORTH_COMPARING = 8
MOST_SIMILAR = 5


def running_kinds(consultation: Consultation, at) -> list[str]:
    """The kinds of phase under way, from the phases already read."""
    return [phase.kind for phase in consultation.phases.all() if phase_state(phase, at) is PhaseState.RUNNING]


def asked_ideas(consultation: Consultation, asked: dict, person):
    """The ideas of a consultation that answer the question of a reader."""
    ideas = Proposal.objects.visible_to(person).filed().filter(consultation=consultation, hidden_at__isnull=True)
    if words := asked.get("q"):
        ideas = ideas.found_by(words)
    if theme := asked.get("theme"):
        ideas = ideas.filter(theme=theme)
    if status := asked.get("etat"):
        ideas = ideas.filter(status=status)
    if area := asked.get("lieu"):
        ideas = ideas.in_areas(Area.objects.within([area]))
    return ideas


@require_safe
def idea_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The ideas of a consultation, in an order that favours nobody while people vote."""
    consultation, now = consultation_or_404(request, slug), timezone.now()
    sorts = sorts_allowed(running_kinds(consultation, now))
    form = FilterForm(request.GET or None, consultation=consultation, sorts=sorts)
    asked = form.asked() if form.is_bound else {}
    sort = asked.get("tri", sorts[0])
    ideas = asked_ideas(consultation, asked, request.user)
    on_map = asked.get("vue") == "carte"
    seed = request.GET.get("graine") or seed_of_the_day(
        str(timezone.localdate(now, consultation.zone)), consultation.slug
    )
    page = {
        "consultation": consultation,
        "form": form,
        "total": min(found := ideas[: MOST_COUNTED + 1].count(), MOST_COUNTED),
        "more": found > MOST_COUNTED,
        "on_map": on_map,
        "sort": sort,
        "may_propose": consultation.welcomes(Welcome.IDEA, now),
        "may_enter": request.user.is_staff and may_enter(request.user, consultation),
        "filtered": bool(set(asked) - {"tri", "vue"}),
    }
    if on_map:
        page["points"] = map_points(ideas)
    else:
        rows = ideas.shown()
        rows = rows.most_supported_in(consultation) if sort == SORT_SUPPORTED else rows.with_support_count()
        rows = rows.with_lot(seed) if sort == SORT_RANDOM else rows
        page["ideas"] = keyset_page(rows, request, order=ORDERS[sort], size=20, keys_first=sort == SORT_RANDOM)
    return render(request, "participation/proposals/list.html", page)


def map_points(ideas) -> list[dict]:
    """The ideas that lie somewhere, as the map takes them."""
    located = ideas.filter(latitude__isnull=False).select_related("consultation").order_by("number")
    return [
        {
            "latitude": idea.latitude,
            "longitude": idea.longitude,
            "title": idea.title,
            "url": idea.get_absolute_url(),
            "note": " · ".join(filter(None, [_("n° %(n)s") % {"n": idea.number}, idea.place])),
        }
        for idea in located[:MOST_POINTS]
    ]


@require_safe
def idea_page(request: HttpRequest, slug: str, idea: str) -> HttpResponse:
    """One idea: its words, where it stands, why, and what others say."""
    proposal, now = proposal_or_404(request, slug, idea), timezone.now()
    study = getattr(proposal, "study", None)
    page = {
        "proposal": proposal,
        "consultation": proposal.consultation,
        "changes": proposal.changes.all(),
        "decisions": proposal.decisions.all(),
        "review": getattr(proposal, "review_request", None),
        "study": study if study and study.concluded_at else None,
        "scopes": proposal.scope_changes.all(),
        "versions": proposal.versions.count(),
        "merged": proposal.merged_from.order_by("number"),
        "holders": proposal.holders.select_related("participant__identity"),
        "supports": proposal.supports.count(),
        "comments": thread_of(proposal),
        "now": now,
        "zone": proposal.consultation.time_zone,
        "step": step_beside(proposal, request.user, now),
        **what_one_may_do(proposal, request.user, now),
    }
    return render(request, "participation/proposals/detail.html", page)


def step_beside(proposal: Proposal, person, at) -> dict | None:
    """While an idea is put to the vote, its page leads to that vote."""
    if proposal.status != Status.ON_BALLOT or not proposal.consultation.welcomes(Welcome.BALLOT, at):
        return None
    return next_step(proposal.consultation, getattr(person, "participant", None), at)


def what_one_may_do(proposal: Proposal, person, at) -> dict:
    """What the page of an idea offers to this visitor; visitors without account are offered what would be possible."""
    consultation = proposal.consultation
    listens = consultation.welcomes(Welcome.COMMENT, at)
    supportable = proposal.status in SUPPORTABLE and consultation.welcomes(Welcome.SUPPORT, at)
    offer = {"may_comment": listens and proposal.status != "draft", "supportable": supportable}
    if not person.is_authenticated or person.participant_id is None:
        return offer
    author, holder = is_author(person, proposal), is_holder(person, proposal)
    waiting = proposal.scope_changes.filter(answered_at__isnull=True).first() if holder else None
    return {
        **offer,
        "is_author": author,
        "is_holder": holder,
        "may_edit": author and proposal.status in EDITABLE,
        "may_withdraw": author and proposal.status in WITHDRAWABLE,
        "may_ask_review": author
        and proposal.status == "inadmissible"
        and not hasattr(proposal, "review_request")
        and consultation.welcomes(Welcome.DECISION, at),
        "waiting_scope": waiting,
        "supportable": supportable and not holder,
        "supports_it": proposal.supports.filter(participant=person.participant_id).exists(),
    }


@require_safe
def idea_versions(request: HttpRequest, slug: str, idea: str) -> HttpResponse:
    """Every version of the words of an idea, the newest first."""
    proposal = proposal_or_404(request, slug, idea)
    page = {
        "proposal": proposal,
        "consultation": proposal.consultation,
        "versions": proposal.versions.select_related("theme", "area"),
        "zone": proposal.consultation.time_zone,
    }
    return render(request, "participation/proposals/versions.html", page)


@require_safe
def similar_ideas(request: HttpRequest, slug: str) -> HttpResponse:
    """The fragment shown while an author types a title."""
    consultation = consultation_or_404(request, slug)
    title = request.GET.get("title", "").strip()[:120]
    page = {"similar": similar_to(consultation, title, request.user, apart_from=request.GET.get("sauf", ""))}
    return render(request, "participation/proposals/_similar.html", page)


def similar_to(consultation: Consultation, title: str, person, *, apart_from: str = "") -> list[Proposal]:
    """The filed ideas closest to a title, with their supports; none for a title too short to compare."""
    if len(title) < WORTH_COMPARING:
        return []
    rows = Proposal.objects.visible_to(person).filter(consultation=consultation, hidden_at__isnull=True)
    rows = rows.exclude(status="merged").exclude(slug=apart_from)
    return list(rows.similar_to(title).shown().with_support_count()[:MOST_SIMILAR])
