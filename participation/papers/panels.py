"""« Papiers » in the cockpit of a consultation: each paper of each sealed vote, one click away."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from participation.consultations.registries import cockpit_panels
from participation.papers.catalogue import PAPERS
from territories.accounts.permissions import can


def papers(*, consultation, user, at: datetime) -> dict | None:
    """The papers that are of use now; nothing for who does not run the vote."""
    if not can(user, "polls.run", consultation.area):
        return None
    polls = consultation.polls.filter(sealed_at__isnull=False, origin="here").select_related("consultation")
    rows = [
        {"poll": poll, "papers": [_row(paper, poll) for paper in PAPERS.values() if paper.offered(poll, at)]}
        for poll in polls
    ]
    return {"title": _("Papiers"), "template": "participation/papers/cockpit.html", "rows": rows}


def _row(paper, poll) -> dict:
    url = reverse("participation:paper", args=[poll.slug, paper.slug])
    variants = [{"label": label, "url": f"{url}?{query}"} for label, query in paper.variants]
    return {"label": paper.label, "hint": paper.hint, "url": url, "variants": variants}


def register() -> None:
    """Fill the registries."""
    cockpit_panels.add("papers", papers, rank=80)
