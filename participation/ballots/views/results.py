"""The result of a vote as everybody may read it: its page and its tables."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation.ballots.charts import days_chart, votes_chart
from participation.ballots.headlines import headline
from participation.ballots.life import Stage
from participation.ballots.memory import memory_of
from participation.ballots.method_tables import answers_table, best_first, figure_of
from participation.ballots.models import Poll
from participation.ballots.other_rule import other_of, side_by_side
from participation.ballots.provenance import provenance_of
from participation.ballots.result_tables import (
    TURNOUT_FIELDS,
    dictionary_rows,
    project_fields,
    project_rows,
    turnout_rows,
    write,
)
from participation.ballots.results import Result, result_of
from participation.ballots.served import purse_of, served_by
from participation.ballots.turnout import turnout_of
from participation.ballots.views.doors import poll_or_404
from territories.accounts.permissions import can
from territories.instance.renderers import LICENCE

#: Where the licence of the tables is written.
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


def result_or_404(request: HttpRequest, slug: str) -> tuple[Poll, Result]:
    """The result, published or shown beforehand to those who run the vote; to others it does not exist."""
    poll = poll_or_404(request, slug)
    if poll.published_at is None and not can(request.user, "polls.run", poll.consultation.area):
        raise Http404
    result = result_of(poll)
    if result is None:
        raise Http404
    return poll, result


@require_safe
def result_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was kept and why, n before %, where it comes from, and what still has to be decided."""
    poll, result = result_or_404(request, slug)
    turnout = turnout_of(poll)
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "result": result,
        "turnout": turnout,
        "provenance": provenance_of(poll, result),
        "memory": memory_of(poll),
        "served": served_by(result),
        "purse": purse_of(poll),
        "winners": [
            {"project": one, "cost": result.money(one.cost), "figure": figure_of(result, one)} for one in result.winners
        ],
        "table": None if poll.has_money else answers_table(result),
        "adopted": [one for one in result.winners if one.adopted],
        "headline": "" if poll.has_money else headline(result),
        "projects": best_first(result),
        "votes_chart": votes_chart(result),
        "days_chart": days_chart(result, turnout),
        "money": {name: result.money(getattr(result, name)) for name in ("envelope", "spent", "left")},
        "decided": poll.stage(timezone.now()) is Stage.DECIDED,
        "official": _official(poll, result),
        "licence": {"name": LICENCE, "url": LICENCE_URL},
        "fields": project_fields(result),
    }
    return render(request, "participation/ballots/result.html", page)


@require_safe
def other_rule(request: HttpRequest, slug: str) -> HttpResponse:
    """What another rule would have given on the same ballots, where that was promised before the opening."""
    poll, result = result_or_404(request, slug)
    other = other_of(result)
    if other is None:
        raise Http404
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "result": result,
        "other": other,
        "lines": side_by_side(result, other),
        "spent": {"here": result.money(result.spent), "there": result.money(other.spent)},
    }
    return render(request, "participation/ballots/other_rule.html", page)


def _official(poll: Poll, result: Result) -> dict | None:
    """For a real vote from elsewhere: whether this count finds the winners that were published there."""
    codes = poll.consultation.archived_facts.get("official_winners")
    if codes is None:
        return None
    published, found = set(codes), {one.code for one in result.winners}
    titles = {one.code: one.title for one in result.projects}
    return {
        "same": published == found,
        "only_there": sorted(titles[code] for code in published - found),
        "only_here": sorted(titles[code] for code in found - published),
    }


def _table(poll: Poll, name: str) -> HttpResponse:
    """An empty file that says by its headers under which licence it is, and where its columns are explained."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{poll.slug}-{name}.csv"'
    columns = reverse("participation:poll_result_fields", args=[poll.slug])
    response["Link"] = f'<{LICENCE_URL}>; rel="license", <{columns}>; rel="describedby"'
    return response


@require_safe
def result_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The projects as a table for spreadsheets: the same numbers as the page."""
    poll, result = result_or_404(request, slug)
    response = _table(poll, "resultat")
    write(response, [field.name for field in project_fields(result)], project_rows(result))
    return response


@require_safe
def turnout_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Who took part, one number per line: voters, blank and void by channel and place, votes set aside."""
    poll, result = result_or_404(request, slug)
    response = _table(poll, "participation")
    write(response, [field.name for field in TURNOUT_FIELDS], turnout_rows(result, turnout_of(poll)))
    return response


@require_safe
def fields_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """What each column of the two tables means."""
    poll, result = result_or_404(request, slug)
    response = _table(poll, "colonnes")
    rows = dictionary_rows(result, provenance_of(poll, result).citation)
    write(response, [_("fichier"), _("colonne"), _("sens")], rows)
    return response
