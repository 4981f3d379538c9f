"""The desk, for those who will vote on the web: an identity document seen, a link with the territory seen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from crois_sens.kernel.refusals import Refusal
from participation.ballots.keys import identity_of_civil
from participation.ballots.life import Stage
from participation.ballots.models import CIVIL, LinkProof, Poll
from participation.ballots.operations import register_at_desk, see_document
from participation.ballots.views.doors import staffed_poll_or_404
from participation.ballots.voters_forms import DocumentForm, RegisterForm

IN_TIME = (Stage.SEALED, Stage.OPEN, Stage.SUSPENDED)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down that a person's identity, or their link with the territory, was seen; nothing is copied."""
    poll, now = staffed_poll_or_404(request, slug, "polls.strike_off"), timezone.now()
    forms = _forms(request, poll)
    if not forms or poll.stage(now) not in IN_TIME:
        raise Http404
    for name, form in forms.items():
        if name not in request.POST or not form.is_valid():
            continue
        try:
            messages.success(request, ACTS[name](poll, form.cleaned_data, by=request.user, at=now))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("participation:desk_people", slug)
    page = {"poll": poll, "consultation": poll.consultation, "forms": forms}
    refused = any(form.non_field_errors() for form in forms.values())
    return render(request, "participation/ballots/desk_people.html", page, status=409 if refused else 200)


def _forms(request: HttpRequest, poll: Poll) -> dict:
    """The forms that this poll needs, each bound when its button was pressed."""
    kinds = {"identity": RegisterForm} if poll.key_method in CIVIL else {}
    if poll.link_proof == LinkProof.DOCUMENT:
        kinds["document"] = DocumentForm
    return {name: kind(request.POST if name in request.POST else None, prefix=name) for name, kind in kinds.items()}


def _identity(poll: Poll, data: dict, *, by, at) -> str:
    email = data.pop("email")
    register_at_desk(poll=poll, email=email, identity=identity_of_civil(**data), by=by, at=at)
    return _("C’est noté : cette personne peut voter par internet avec son compte. Aucun nom n’est gardé.")


def _document(poll: Poll, data: dict, *, by, at) -> str:
    see_document(poll=poll, by=by, at=at, **data)
    return _("C’est noté : le justificatif a été vu, sans copie.")


ACTS = {"identity": _identity, "document": _document}
