"""« Mon espace »: what I did, what waits for me, my data, my account; and the confirmation of a sign-up."""

from functools import wraps
from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crois_sens.kernel.refusals import Refusal
from crois_sens.kernel.registries import erasure_consequences, personal_data, space_panels
from territories.accounts.exports import ask_for_data
from territories.accounts.forms import CardFields, CloseAccountForm, SignupCodeForm
from territories.accounts.letters import request_of_token
from territories.accounts.models import DataExport, Participant, SignupRequest
from territories.accounts.operations import change_card, close_account, join, join_with_code
from territories.accounts.permissions import held_roles
from territories.accounts.rules import EXPORT_LASTS


def of_participant(view):
    """Open a page to those who are signed in and take part; hand it their participant."""

    @never_cache
    @login_required
    @wraps(view)
    def page(request: HttpRequest, *args, **kwargs):
        people = Participant.objects.select_related("identity", "home")
        request.participant = people.filter(user=request.user).first()
        if request.participant is None:  # an account made on the command line takes part in nothing
            return render(request, "territories/accounts/no_participant.html", status=404)
        return view(request, *args, **kwargs)

    return page


@require_http_methods(["GET", "POST"])
@never_cache
def confirm_signup(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a sign-up by a button: looking at the link changes nothing, mail scanners may follow it."""
    asked = request_of_token(token)
    if asked is None:
        return render(request, "account/confirm_signup.html", {"invalid": True}, status=404)
    if request.method == "GET":
        return render(request, "account/confirm_signup.html")
    then = place_after(asked)
    try:
        user = join(request_id=asked, at=timezone.now())
    except Refusal as refusal:
        return render(request, "account/confirm_signup.html", {"refusal": refusal}, status=409)
    messages.success(request, _("Bienvenue ! Votre compte est prêt."))
    # Only the browser that asked is signed in: whoever merely holds the link still needs the password.
    if request.session.pop("signup", None) == asked and not request.user.is_authenticated:
        return perform_login(request, user, email=user.email, redirect_url=then)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': then})}" if then else "account_login")


def place_after(request_id: int | None) -> str | None:
    """Where somebody who asked for an account was going: read before the account is made, which forgets it."""
    return SignupRequest.objects.filter(pk=request_id).values_list("then", flat=True).first() or None


@require_http_methods(["GET", "POST"])
@never_cache
def signup_sent(request: HttpRequest) -> HttpResponse:
    """« Regardez vos courriels » : the code of the mail is typed here; the same page whoever owns the address."""
    form = SignupCodeForm(request.POST or None)
    if form.is_valid():
        asked = request.session.get("signup")
        then = place_after(asked)
        try:
            user = join_with_code(request_id=asked, code=form.cleaned_data["code"], at=timezone.now())
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            del request.session["signup"]
            messages.success(request, _("Bienvenue ! Votre compte est prêt."))
            return perform_login(request, user, email=user.email, redirect_url=then)
    return render(request, "account/verification_sent.html", {"form": form})


@require_safe
@of_participant
def space(request: HttpRequest) -> HttpResponse:
    """Show what I did, what I follow and what waits for me; each floor brings its panels."""
    now = timezone.now()
    found = (entry(participant=request.participant, at=now) for _name, entry in space_panels)
    return render(
        request, "territories/accounts/space.html", {"panels": [panel for panel in found if panel], "now": now}
    )


@require_http_methods(["GET", "POST"])
@of_participant
def profile(request: HttpRequest) -> HttpResponse:
    """Change the name that others see, the commune and the link to it."""
    me = request.participant
    card = {"display_name": me.public_name, "home": me.home, "links": me.links}
    form = CardFields(request.POST or None, initial=card)
    if form.is_valid():
        change_card(participant=me, **form.cleaned_data)
        messages.success(request, _("C’est enregistré."))
        return redirect(get_next_redirect_url(request) or "territories:space")
    return render(request, "territories/accounts/profile.html", {"form": form})


@require_safe
@of_participant
def account(request: HttpRequest) -> HttpResponse:
    """Lead to all that concerns the account itself, and show the roles it holds."""
    roles = request.user.roles.select_related("area") if held_roles(request.user) else []
    return render(request, "territories/accounts/account.html", {"roles": roles})


@require_POST
@login_required
def sign_out_device(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of my own sessions."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    session.end()
    messages.success(request, _("Cet appareil est déconnecté."))
    return redirect("usersessions_list")


@require_http_methods(["GET", "POST"])
@of_participant
def my_data(request: HttpRequest) -> HttpResponse:
    """Say what is kept and why, and ask for a copy of it."""
    if request.method == "POST":
        try:
            ask_for_data(participant=request.participant, at=timezone.now())
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect("territories:my_data")
    page = {"exports": exports_of(request.participant), "kept": [name for name, _entry in personal_data]}
    return render(request, "territories/accounts/my_data.html", page | progress(page["exports"]))


@require_safe
@of_participant
def my_data_progress(request: HttpRequest) -> HttpResponse:
    """Tell how far the copy is; the page asks again while it is being built."""
    return render(request, "territories/accounts/_export.html", progress(exports_of(request.participant)))


@require_safe
@of_participant
def download(request: HttpRequest, public_id) -> HttpResponse:
    """Hand over a copy to the person whom it is about."""
    export = get_object_or_404(DataExport, public_id=public_id, participant=request.participant, ready_at__isnull=False)
    try:
        content = export.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(content, as_attachment=True, filename="mes-donnees.zip")


@require_http_methods(["GET", "POST"])
@of_participant
def close(request: HttpRequest) -> HttpResponse:
    """Close the account, after saying what becomes of what."""
    form = CloseAccountForm(request.POST or None, user=request.user)
    if form.is_valid():
        user = request.user
        try:
            close_account(user=user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            messages.success(request, _("Votre compte est fermé, vos données personnelles sont effacées."))
            return redirect("home")
    return render(
        request, "territories/accounts/close.html", {"form": form, "consequences": consequences_of(request.participant)}
    )


def consequences_of(participant: Participant) -> list[str]:
    """Say what closing the account does to what is theirs, floor by floor."""
    now = timezone.now()
    return [said for _name, entry in erasure_consequences for said in entry(participant=participant, at=now)]


def exports_of(participant: Participant):
    """The copies of the last week, newest first."""
    since = timezone.now() - EXPORT_LASTS
    return list(DataExport.objects.filter(participant=participant, asked_at__gt=since))


def progress(exports: list[DataExport]) -> dict:
    """What the progress fragment shows of the newest copy."""
    return {"export": exports[0] if exports else None}
