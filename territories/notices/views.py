"""Reading one's messages, choosing which to receive, and refusing them by one click in a mail."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from crois_sens.kernel.refusals import Refusal
from territories.accounts.views import of_participant
from territories.instance.paging import keyset_page
from territories.notices.letters import kinds_of, notice_of_token
from territories.notices.models import Notice, Preference
from territories.notices.operations import choose_frequency, mark_read
from territories.notices.rules import DIGEST, FREQUENCIES, KINDS, NEVER, frequency_of, kind_of


class PreferencesForm(forms.Form):
    """One question per kind of message that may be refused."""

    def __init__(self, *args, chosen: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(value, _(label)) for value, label in FREQUENCIES.items()]
        for name, kind in KINDS.items():
            if kind.optional:
                self.fields[name] = forms.ChoiceField(
                    label=_(kind.label), choices=choices, initial=frequency_of(name, chosen)
                )


@require_http_methods(["GET", "POST"])
@of_participant
def my_notices(request: HttpRequest) -> HttpResponse:
    """My messages, newest first; the button marks them as read."""
    now = timezone.now()
    if request.method == "POST":
        mark_read(participant=request.participant, at=now)
        return redirect("territories:my_notices")
    mine = Notice.objects.of_person(request.participant).filter(due_at__lte=now)
    page = keyset_page(mine, request, order=("-created_at", "-pk"))
    return render(request, "territories/notices/my_notices.html", {"page": page})


@require_http_methods(["GET", "POST"])
@of_participant
def my_preferences(request: HttpRequest) -> HttpResponse:
    """Choose how often each kind of message comes; what belongs to the service is listed and cannot be refused."""
    chosen = dict(Preference.objects.filter(participant=request.participant).values_list("kind", "frequency"))
    form = PreferencesForm(request.POST or None, chosen=chosen)
    if form.is_valid():
        for kind, frequency in form.cleaned_data.items():
            if frequency != frequency_of(kind, chosen):
                choose_frequency(participant=request.participant, kind=kind, frequency=frequency, at=timezone.now())
        messages.success(request, _("Vos préférences sont enregistrées."))
        return redirect("territories:my_preferences")
    always = [_(kind.label) for name, kind in KINDS.items() if not kind.optional and name != DIGEST]
    return render(request, "territories/notices/my_preferences.html", {"form": form, "always": always})


@csrf_exempt  # mail programs post here without a page before it (RFC 8058); the token is the proof
@require_http_methods(["GET", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Refuse the kinds of messages of a mail: a link shows a button, the button (or the mail program) acts."""
    notice = notice_of_token(token)
    if notice is None or notice.participant is None or notice.participant.erased_at or notice.kind not in KINDS:
        raise Http404
    kinds = kinds_of(notice)
    page = {"kinds": [_(kind_of(kind).label) for kind in kinds], "done": request.method == "POST"}
    if request.method == "POST":
        try:
            for kind in kinds:
                choose_frequency(participant=notice.participant, kind=kind, frequency=NEVER, at=timezone.now())
        except Refusal as refusal:
            page |= {"done": False, "refusal": refusal}
    return render(request, "territories/notices/unsubscribe.html", page)
