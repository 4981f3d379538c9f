"""The desk: striking off paper voters, entering the lists of offline urns, typing the sheets."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from crois_sens.kernel.refusals import Refusal
from participation.ballots.forms import BallotsForm, SheetForm, StrikeOffForm, UndoForm
from participation.ballots.life import Stage
from participation.ballots.models import Duplicate, Paper, Poll, Urn
from participation.ballots.operations import enter_ballots, enter_late, enter_totals, strike_off, undo_strike_off
from participation.ballots.operations.sheets import differences
from participation.ballots.views.doors import staffed_poll_or_404
from territories.accounts.permissions import can

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@FORM_OR_POST
def roll(request: HttpRequest, slug: str) -> HttpResponse:
    """Strike a person off while the vote runs; after the close, enter the list of an urn that was offline."""
    poll, now = staffed_poll_or_404(request, slug, "polls.strike_off"), timezone.now()
    form = StrikeOffForm(request.POST or None, poll=poll)
    if form.is_valid():
        try:
            said = _strike(poll, form, by=request.user, at=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("participation:desk_roll", poll.slug)
    stage = poll.stage(now)
    page = {
        **_common(request, poll),
        "form": form,
        "late": stage is Stage.CLOSED,
        "open": stage is Stage.OPEN,
        "urns": poll.urns.all(),
        "on_both_rolls": _on_both_rolls(poll) if poll.closed_at else [],
    }
    return render(request, "participation/ballots/desk_roll.html", page, status=409 if form.non_field_errors() else 200)


def _on_both_rolls(poll: Poll) -> QuerySet[Duplicate]:
    """The people who signed on paper and had voted on the web, as the team of each place has to know them."""
    rows = Duplicate.objects.filter(poll=poll).select_related("urn", "elector__participant__identity")
    return rows.order_by("urn__name", "found_at", "pk")


def _strike(poll: Poll, form: StrikeOffForm, *, by, at) -> str:
    operation = strike_off if poll.closed_at is None else enter_late
    both = operation(poll=poll, by=by, at=at, **form.cleaned_data)
    if poll.closed_at is None:
        return _("C’est émargé : cette personne vote sur papier, le vote par internet lui est fermé.")
    if both:
        return _("Cette personne a aussi voté par internet : un seul vote comptera, comme dit le règlement.")
    return _("C’est émargé d’après la liste papier.")


@never_cache
@FORM_OR_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back a strike-off made by mistake, before the ballot went into the urn."""
    poll = staffed_poll_or_404(request, slug, "polls.strike_off")
    form = UndoForm(request.POST or None, poll=poll)
    if form.is_valid():
        try:
            undo_strike_off(poll=poll, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("L’émargement est annulé : la personne peut voter."))
            return redirect("participation:desk_roll", poll.slug)
    return render(request, "participation/ballots/desk_undo.html", {**_common(request, poll), "form": form})


@never_cache
@FORM_OR_POST
def sheet(request: HttpRequest, slug: str, urn: str) -> HttpResponse:
    """Type the sheet of an urn; nobody sees what another person typed until both have."""
    poll = staffed_poll_or_404(request, slug, "polls.enter_paper")
    urn = get_object_or_404(poll.urns.select_related("settled_entry"), slug=urn)
    one_by_one = poll.paper == Paper.BALLOTS
    data = request.POST or None
    form = BallotsForm(data) if one_by_one else SheetForm(data, poll=poll)
    if form.is_valid():
        try:
            said = _enter(urn, form, by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("participation:desk_sheet", poll.slug, urn.slug)
    page = {
        **_common(request, poll),
        "urn": urn,
        "form": form,
        "entries": urn.entries.count(),
        "mine": urn.entries.filter(entered_by=request.user).first(),
        "differences": differences(urn),
    }
    return render(request, "participation/ballots/desk_sheet.html", page)


def _enter(urn: Urn, form, *, by, at) -> str:
    if isinstance(form, BallotsForm):
        enter_ballots(urn=urn, ballots=form.cleaned_data["ballots"], by=by, at=at)
    else:
        enter_totals(urn=urn, by=by, at=at, **form.totals())
    urn.refresh_from_db()
    if urn.settled_at:
        return _("La feuille est arrêtée.")
    return _("Votre saisie est gardée. La feuille attend celle d’une autre personne, ou l’accord des deux.")


def _common(request: HttpRequest, poll: Poll) -> dict:
    return {
        "poll": poll,
        "consultation": poll.consultation,
        "may_enter_sheets": can(request.user, "polls.enter_paper", poll.consultation.area),
    }
