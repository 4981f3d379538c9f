"""Proofs that anybody may check: the log of commitments, its signed heads, and the observers' own signatures."""

from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from crois_sens.kernel.refusals import Refusal
from participation.ballots.forms import CosignForm
from participation.ballots.log import final_lines, has_log, head_as_json, last_head, log_lines, text_of
from participation.ballots.models import Leaf, Poll
from participation.ballots.operations import cosign_head
from participation.ballots.views.doors import poll_or_404

#: Scripts that run without the platform, handed out as they are.
TOOLS = Path(__file__).resolve().parent.parent / "tools"
TEXT = "text/plain; charset=utf-8"


def logged_poll_or_404(request: HttpRequest, slug: str) -> Poll:
    """Return a vote whose log is public: from its seal on, for those voted here."""
    poll = poll_or_404(request, slug)
    if not has_log(poll):
        raise Http404
    return poll


@require_safe
def receipts(request: HttpRequest, slug: str) -> HttpResponse:
    """The log as it stands, and a form that looks for a receipt in it without telling anybody which."""
    poll = logged_poll_or_404(request, slug)
    head = last_head(poll)
    kept = Leaf.objects.filter(poll=poll, kept=True).count() if poll.published_at else None
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "head": head,
        "observers": poll.observers.all(),
        "cosigned": {one.observer_id for one in head.cosignatures.all()} if head else set(),
        "kept": kept,
        "megabytes": (head.size * 65 // 1_000_000) if head else 0,
        "title": capfirst(_("récépissés")),
    }
    return render(request, "participation/ballots/receipts.html", page)


@require_safe
def head_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest head: what a browser checks a receipt against."""
    poll = logged_poll_or_404(request, slug)
    head = last_head(poll)
    if head is None:
        raise Http404
    return JsonResponse(head_as_json(head, poll))


@require_safe
def log_file(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """All commitments under the newest head, in their places; ``?size=`` takes those under an older one."""
    poll = logged_poll_or_404(request, slug)
    head = last_head(poll)
    wanted = request.GET.get("size", "")
    size = int(wanted) if wanted.isdecimal() else head.size if head else 0
    return StreamingHttpResponse(log_lines(poll, size=size), content_type=TEXT)


@require_safe
def final_file(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The commitments whose ballots were counted."""
    poll = logged_poll_or_404(request, slug)
    if poll.published_at is None:
        raise Http404
    return StreamingHttpResponse(final_lines(poll), content_type=TEXT)


@require_http_methods(["GET", "HEAD", "POST"])
def cosign(request: HttpRequest, slug: str) -> HttpResponse:
    """Where an observer reads the newest head and hands in a signature; the signature says whose it is."""
    poll = logged_poll_or_404(request, slug)
    head = last_head(poll)
    form = CosignForm(request.POST or None, poll=poll, initial={"size": head.size if head else None})
    if form.is_valid():
        try:
            made = cosign_head(head=form.head, signature=form.cleaned_data["signature"], at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Cosignature enregistrée : %(name)s.") % {"name": made.observer.name})
            return redirect("participation:poll_receipts", poll.slug)
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "head": head,
        "text": text_of(head, poll) if head else "",
        "observers": poll.observers.all(),
        "form": form,
    }
    return render(request, "participation/ballots/cosign.html", page, status=409 if form.non_field_errors() else 200)


@require_safe
def honesty(request: HttpRequest) -> HttpResponse:
    """What a vote here protects and what it does not, the same for every vote."""
    return render(request, "participation/ballots/honesty.html")


@require_safe
def tool(request: HttpRequest, name: str) -> FileResponse:
    """A script that checks votes on one's own machine."""
    path = TOOLS / f"{name}.py"
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="text/x-python")
