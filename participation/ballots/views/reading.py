"""What everybody may read of a vote: its page, its sealed rule and its result."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participation.ballots.life import Stage
from participation.ballots.models import Poll
from participation.ballots.results import Result, result_of
from participation.ballots.views.doors import HAZARD, ORDERS, ordered_choices, poll_or_404
from participation.ballots.wording import ballot_in_words, rule_in_words
from territories.accounts.permissions import can
from territories.instance.renderers import cell, demonstration_mark


@require_safe
def poll_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The vote as it stands: its projects, its rule, its calendar; the ballot is a page of its own."""
    poll, now = poll_or_404(request, slug), timezone.now()
    choices, order = ordered_choices(request, poll, now)
    theme = request.GET.get("theme", "")
    themes = sorted({choice.theme for choice in choices if choice.theme}, key=lambda one: one.name)
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "stage": poll.stage(now),
        "now": now,
        "choices": [one for one in choices if not theme or (one.theme and one.theme.slug == theme)],
        "themes": themes,
        "theme": theme,
        "order": order,
        "orders": ORDERS.items(),
        "by_chance": order == HAZARD,
        "rule": rule_in_words(poll),
        "instructions": ballot_in_words(poll),
        "versions": poll.versions.all(),
        "may_strike_off": poll.has_paper
        and poll.sealed_at is not None
        and can(request.user, "polls.strike_off", poll.consultation.area),
    }
    return render(request, "participation/ballots/poll.html", page)


@require_safe
def rule_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The sealed rule, byte for byte as it was hashed; ``?version=`` reads an older one."""
    poll = poll_or_404(request, slug)
    wanted = request.GET.get("version", str(poll.version))
    version = poll.versions.filter(no=wanted).first() if wanted.isdecimal() else None
    if version is None:
        raise Http404
    response = HttpResponse(version.rule_json, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{poll.slug}-v{version.no}.json"'
    return response


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
    """Who won and why, n before %, and what still has to be decided."""
    poll, result = result_or_404(request, slug)
    most = max((one.votes for one in result.projects), default=0)
    rows = [
        {
            "label": f"{one.no}. {one.title}",
            "url": one.url,
            "value": one.votes,
            "note": one.reason,
            "mark": "win" if one.won else "lose",
        }
        for one in sorted(result.projects, key=lambda one: (-one.votes, one.no))
    ]
    page = {
        "poll": poll,
        "consultation": poll.consultation,
        "result": result,
        "winners": [{"project": one, "cost": result.money(one.cost)} for one in result.winners],
        "rows": rows,
        "most": most,
        "money": {name: result.money(getattr(result, name)) for name in ("envelope", "spent", "left")},
        "decided": poll.stage(timezone.now()) is Stage.DECIDED,
        "costs": {one.no: result.money(one.cost) for one in result.projects},
        "official": _official(poll, result),
    }
    return render(request, "participation/ballots/result.html", page)


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


@require_safe
def result_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The result as a table for spreadsheets: the same numbers as the page."""
    poll, result = result_or_404(request, slug)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{poll.slug}-resultat.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    rows = result.as_json()["projects"]
    channels = [one.channel for one in result.channels]
    names = ["no", "code", "title", "cost", "votes", "points", "won", "order", "fate", "reason", "adopted"]
    mark = demonstration_mark()
    writer.writerow([*names, *(f"votes_{channel}" for channel in channels), *mark])
    for row in rows:
        apart = [row["votes_by_channel"][channel] for channel in channels]
        writer.writerow([cell(value) for value in [*(row[name] for name in names), *apart, *mark.values()]])
    return response
