"""Writing an idea: a draft, the step where close ideas are shown, the filing, its changes, its withdrawal."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crois_sens.kernel.refusals import Refusal
from participation.consultations.operations import missing_for, require
from participation.consultations.rules import Welcome
from participation.consultations.wording import remedy
from participation.proposals.forms import EditForm, IdeaForm, ReasonForm
from participation.proposals.models import Proposal
from participation.proposals.operations import discard_draft, edit_idea, file_idea, save_draft, withdraw_idea
from participation.proposals.permissions import is_author
from participation.proposals.rules import EDITABLE, WITHDRAWABLE
from participation.proposals.states import Status
from participation.proposals.views.doors import consultation_or_404, proposal_or_404
from participation.proposals.views.reading import similar_to
from territories.accounts.doors import resident
from territories.instance.files import keep_image

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def own_idea(request: HttpRequest, slug: str, idea: str) -> Proposal:
    """Return an idea of this very author, or nothing is found."""
    proposal = proposal_or_404(request, slug, idea)
    if not is_author(request.user, proposal):
        raise Http404
    return proposal


@resident
@FORM_OR_POST
def new_idea(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin an idea; what is typed is kept as a draft, then filed at the next step."""
    consultation, now = consultation_or_404(request, slug), timezone.now()
    participant = request.user.participant
    form = IdeaForm(request.POST or None, request.FILES or None, consultation=consultation)
    page = {"consultation": consultation, "form": form, "missing": remedies(consultation, participant)}
    try:
        require(consultation, Welcome.IDEA, now)
        if form.is_valid() and keep_photo(form, participant, now):
            draft = save_draft(consultation=consultation, author=participant, at=now, **form.words(), **form.photo)
            return after_saving(request, draft)
    except Refusal as refusal:
        page |= {"refusal": str(refusal)}
    return render(request, "participation/proposals/new.html", page)


def keep_photo(form: IdeaForm, participant, at) -> bool:
    """Keep the photo of a valid form, private until the idea is filed; a bad file is an error of its field."""
    form.photo, upload = {}, form.cleaned_data["photo"]
    if not upload:
        form.photo = {"photo": None} if form.cleaned_data.get("remove_photo") else {}
        return True
    try:
        form.photo = {"photo": keep_image(upload, at=at, alt_text=form.cleaned_data["alt_text"], owner=participant)}
    except Refusal as refusal:
        form.add_error("photo", str(refusal))
        return False
    return True


def after_saving(request: HttpRequest, draft: Proposal) -> HttpResponse:
    """Go on to the filing of a saved draft, or stop here for today."""
    if "later" in request.POST:
        messages.success(request, _("Brouillon enregistré : vous seul·e le voyez."))
        return redirect(draft)
    return redirect("participation:file_idea", draft.consultation.slug, draft.slug)


def remedies(consultation, participant) -> list[str]:
    """What this person still has to do before filing, as sentences."""
    return [remedy(reason, consultation) for reason in missing_for(consultation, participant)]


@resident
@FORM_OR_POST
def file_draft(request: HttpRequest, slug: str, idea: str) -> HttpResponse:
    """« Idées proches »: read one's idea again beside those that look like it, then file it, or support another."""
    proposal, now = own_idea(request, slug, idea), timezone.now()
    if proposal.status != Status.DRAFT:
        return redirect(proposal)
    consultation = proposal.consultation
    page = {"proposal": proposal, "consultation": consultation}
    if request.method == "POST":
        try:
            filed = file_idea(proposal=proposal, at=now)
        except Refusal as refusal:
            proposal.refresh_from_db()
            if proposal.status != Status.DRAFT:
                return redirect(proposal)
            page |= {"refusal": str(refusal)}
        else:
            messages.success(request, _("Votre idée est déposée sous le numéro %(n)s.") % {"n": filed.number})
            return redirect(filed)
    page |= {
        "similar": similar_to(consultation, proposal.title, request.user, apart_from=proposal.slug),
        "missing": remedies(consultation, request.user.participant),
    }
    return render(request, "participation/proposals/file.html", page)


@resident
@FORM_OR_POST
def change_idea(request: HttpRequest, slug: str, idea: str) -> HttpResponse:
    """Change the words of one's idea, while nobody has judged them."""
    proposal, now = own_idea(request, slug, idea), timezone.now()
    if proposal.status not in EDITABLE:
        messages.warning(request, _("Cette idée a été examinée : son texte ne change plus."))
        return redirect(proposal)
    kind = IdeaForm if proposal.status == Status.DRAFT else EditForm
    initial = {name: getattr(proposal, name) for name in IdeaForm.WORDS}
    initial |= {name: getattr(initial[name], "slug", "") for name in ("theme", "area")}
    known = {"consultation": proposal.consultation, "photo": proposal.photo, "initial": initial}
    form = kind(request.POST or None, request.FILES or None, **known)
    if form.is_valid() and keep_photo(form, request.user.participant, now):
        reason = form.cleaned_data.get("reason", "")
        try:
            changed = edit_idea(proposal=proposal, at=now, reason=reason, **form.words(), **form.photo)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if changed.status == Status.DRAFT:
                return after_saving(request, changed)
            messages.success(request, _("Votre idée est modifiée ; l’ancienne version reste publique."))
            return redirect(changed)
    page = {"proposal": proposal, "consultation": proposal.consultation, "form": form}
    return render(request, "participation/proposals/edit.html", page)


@resident
@FORM_OR_POST
def take_back(request: HttpRequest, slug: str, idea: str) -> HttpResponse:
    """Withdraw a filed idea with a reason, or throw a draft away."""
    proposal = own_idea(request, slug, idea)
    if proposal.status == Status.DRAFT:
        return _throw_away(request, proposal)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_idea(proposal=proposal, reason=form.cleaned_data["reason"], at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Votre idée est retirée."))
            return redirect(proposal)
    page = {
        "proposal": proposal,
        "consultation": proposal.consultation,
        "form": form,
        "question": _("Retirer votre idée ?"),
        "consequences": [
            _("Elle reste lisible, avec votre motif."),
            _("C’est définitif : un retrait ne s’annule pas."),
        ],
        "submit_label": _("Retirer mon idée"),
        "danger": proposal.status in WITHDRAWABLE,
        "cancel_url": proposal.get_absolute_url(),
    }
    return render(request, "participation/proposals/confirm.html", page)


def _throw_away(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    consultation = proposal.consultation
    if request.method == "POST":
        try:
            discard_draft(proposal=proposal)
            messages.success(request, _("Le brouillon est supprimé."))
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect("participation:proposals", consultation.slug)
    page = {
        "proposal": proposal,
        "consultation": consultation,
        "question": _("Supprimer ce brouillon ?"),
        "consequences": [_("Il disparaît pour de bon : personne d’autre ne l’a vu.")],
        "submit_label": _("Supprimer le brouillon"),
        "danger": True,
        "cancel_url": proposal.get_absolute_url(),
    }
    return render(request, "participation/proposals/confirm.html", page)
