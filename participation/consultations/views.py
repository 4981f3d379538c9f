"""Public pages of consultations; before publication their team sees them as a preview."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.consultations.filters import ConsultationFilters
from participation.consultations.forms import DeclarationForm
from participation.consultations.journal import journal_of
from participation.consultations.models import Consultation, Rulebook
from participation.consultations.next_step import next_step
from participation.consultations.operations import declare, missing_for
from participation.consultations.registries import consultation_panels
from participation.consultations.rules import State
from participation.consultations.rules.eligibility import Missing
from participation.consultations.wording import STATES, plain_rules, remedy, remedy_link
from territories.areas.models import Area, Outline
from territories.instance.directory import panels
from territories.instance.paging import keyset_page

#: Parts of the list, in their order; what is suspended stands with what goes on.
SECTIONS = [
    (State.OPEN, _("Ouvertes en ce moment")),
    (State.UNDER_WAY, _("En cours")),
    (State.DELIVERY, _("En réalisation")),
    (State.FROZEN, _("Suspendues")),
    (State.COMING, _("À venir")),
]
#: No territory runs more at once; beyond, the filter by state pages through them.
MOST_CURRENT = 60


def participant_of(request: HttpRequest):
    """The person behind the account, or ``None`` for visitors and staff who do not take part."""
    return getattr(request.user, "participant", None)


def found(request: HttpRequest, slug: str) -> Consultation:
    """The consultation of this address, for those who may see it."""
    return get_object_or_404(Consultation.objects.visible_to(request.user).for_page(), slug=slug)


@require_safe
def consultation_list(request: HttpRequest) -> HttpResponse:
    """All that is put to the territories: what is open first, what is over page by page."""
    now = timezone.now()
    rows = Consultation.objects.published().for_page()
    filters = ConsultationFilters(request.GET, queryset=rows, request=request)
    rows = filters.qs if filters.is_valid() else rows.none()
    chosen = request.GET.get("state")
    sections = [] if chosen or "page" in request.GET else _sections(rows, now)
    rest = rows if chosen else rows.in_state(State.PAST, at=now)
    context = {
        "filters": filters,
        "filtered": any(request.GET.get(name) for name in filters.filters),
        "sections": sections,
        "rest_title": STATES[State(chosen)] if chosen and filters.is_valid() else _("Terminées"),
        "page": with_states(keyset_page(rest, request, order=("-published_at", "-pk")), now),
    }
    return render(request, "participation/consultations/list.html", context)


def _sections(rows, now) -> list[dict]:
    current = list(rows.exclude(pk__in=rows.in_state(State.PAST, at=now).values("pk"))[:MOST_CURRENT])
    by_state: dict[State, list[Consultation]] = {}
    for row in with_states(current, now):
        by_state.setdefault(row.state_now, []).append(row)
    return [{"title": title, "rows": by_state[state]} for state, title in SECTIONS if state in by_state]


def with_states(rows, now):
    """Give each row what its card says of this moment."""
    for row in rows:
        row.state_now = row.state(now)
        row.state_label = STATES[row.state_now]
        row.running = [phase for phase in row.phases.all() if phase.opens_at <= now < phase.closes_at]
        row.coming = [phase for phase in row.phases.all() if phase.opens_at > now]
    return rows


@require_safe
def consultation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is about, where it stands, what can be done now, under which rules, and who decides."""
    now = timezone.now()
    consultation = found(request, slug)
    state = consultation.state(now)
    journal = journal_of(consultation)
    context = {
        "consultation": consultation,
        "now": now,
        "state": state.value,
        "state_label": STATES[state],
        "step": next_step(consultation, participant_of(request), now),
        "rules": plain_rules(consultation),
        "rulebook": consultation.rulebooks.published().first(),
        "themes": consultation.themes.all(),
        "moves": [line for line in journal if line.phase],
        "journal": journal[:3],
        "panels": panels(consultation_panels, consultation=consultation, person=request.user, at=now),
        "has_map": _has_map(consultation.area),
        "editions": _other_editions(consultation),
    }
    return render(request, "participation/consultations/page.html", context)


def _has_map(area: Area) -> bool:
    return area.latitude is not None or Outline.objects.filter(area=area).exists()


def _other_editions(consultation: Consultation):
    if not consultation.series:
        return []
    return Consultation.objects.published().filter(series=consultation.series).exclude(pk=consultation.pk)[:6]


@require_safe
def rulebook_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The règlement that holds, and the versions before it (``?version=1``)."""
    consultation = found(request, slug)
    versions = list(
        Rulebook.objects.visible_to(request.user)
        .filter(consultation=consultation)
        .select_related("deliberation_file")
        .order_by("-version")
    )
    holding = next((book for book in versions if book.published_at), versions[0] if versions else None)
    asked = request.GET.get("version")
    shown = next((book for book in versions if str(book.version) == asked), None) if asked else holding
    if shown is None:
        raise Http404
    context = {"consultation": consultation, "versions": versions, "shown": shown, "holding": holding}
    return render(request, "participation/consultations/rulebook.html", context)


@require_safe
def journal_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Each public act on a consultation, with its date and its reason."""
    consultation = found(request, slug)
    context = {"consultation": consultation, "journal": journal_of(consultation)}
    return render(request, "participation/consultations/journal.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def take_part(request: HttpRequest, slug: str) -> HttpResponse:
    """What a person still has to do before taking part; the declaration is made here."""
    consultation, participant = found(request, slug), participant_of(request)
    if participant is None:
        messages.warning(request, _("Seul un compte d’habitant participe."))
        return redirect(consultation)
    back = _safe(request, request.GET.get("next", "")) or consultation.get_absolute_url()
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        declare(consultation=consultation, participant=participant, at=timezone.now())
        messages.success(request, _("Votre déclaration est enregistrée pour toute la consultation."))
        return redirect(back)
    missing = missing_for(consultation, participant)
    if not missing and request.method == "GET":
        return redirect(back)
    context = {
        "consultation": consultation,
        "remedies": [
            {"text": remedy(reason, consultation), **remedy_link(reason)}
            for reason in missing
            if reason is not Missing.DECLARATION
        ],
        "form": form if Missing.DECLARATION in missing else None,
        "age": consultation.minimum_age,
        "back": back,
    }
    return render(request, "participation/consultations/take_part.html", context)


def _safe(request: HttpRequest, address: str) -> str:
    """Return an address of this house, or nothing."""
    inside = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if inside else ""
