"""What debates add to the work of teams and to a person's rights over their data."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crois_sens.kernel import registries
from participation.consultations.models import Consultation
from participation.consultations.registries import cockpit_figures, cockpit_queues
from participation.debates.models import Comment, CommentReport
from territories.accounts.permissions import areas_of, can
from territories.instance.acts import name_acts

#: Comments shown to who wrote them.
SHOWN = 5


def waiting_for(*, user, at: datetime) -> list[dict]:
    """Start page of a team: comments that somebody reported."""
    return _reported(user)


def waiting_in(*, consultation: Consultation, user, at: datetime) -> list[dict]:
    """Cockpit: reported comments of one consultation."""
    return _reported(user, consultation)


def _reported(user, consultation: Consultation | None = None) -> list[dict]:
    if not can(user, "proposals.moderate"):
        return []
    rows = Comment.objects.filter(consultation__area__in=areas_of(user, "proposals.moderate"))
    url = reverse("admin:participation_comment_changelist") + "?moderation=signales"
    if consultation is not None:
        rows, url = rows.filter(consultation=consultation), f"{url}&consultation={consultation.slug}"
    return [
        {
            "title": _("Commentaires signalés"),
            "why": _("Quelqu’un juge qu’ils n’ont pas leur place. Gardez-les, ou masquez-les avec un motif public."),
            "do": _("Modérer"),
            "count": rows.standing().reported(),
            "url": url,
            "level": "bad",
        }
    ]


def mine(*, participant, at: datetime) -> dict | None:
    """« Mon espace »: what I said last, and where."""
    rows = Comment.objects.filter(author=participant, withdrawn_at__isnull=True, proposal__hidden_at__isnull=True)
    rows = list(rows.select_related("proposal__consultation").order_by("-at", "-pk")[:SHOWN])
    if not rows:
        return None
    return {"title": _("Mes commentaires"), "template": "participation/debates/_space.html", "rows": rows}


def consequences(*, participant, at: datetime) -> list[str]:
    """What closing the account does to comments."""
    number = Comment.objects.filter(author=participant).standing().count()
    said = ngettext(
        "%(number)d commentaire reste public, sans votre nom.",
        "%(number)d commentaires restent publics, sans votre nom.",
        number,
    )
    return [said % {"number": number}] if number else []


def figures(*, consultation: Consultation, at: datetime) -> list[tuple]:
    """Cockpit: how many comments stand."""
    return [(_("Commentaires"), Comment.objects.filter(consultation=consultation).standing())]


def what_we_know(*, participant) -> dict:
    """Data export: what a person said, and what they reported."""
    comments = Comment.objects.filter(author=participant).select_related("proposal").order_by("at")
    reports = CommentReport.objects.filter(participant=participant).order_by("at")
    return {
        "comments": [
            {"idea": str(row.proposal), "text": row.text, "at": row.at.isoformat(), "standing": row.stands}
            for row in comments
        ],
        "comment_reports": [{"reason": row.reason, "at": row.at.isoformat()} for row in reports],
    }


def erase(*, participant, at: datetime) -> None:
    """Erasure: comments stay under the pseudonym, so that answers keep their sense; reports lose their words."""
    CommentReport.objects.filter(participant=participant).update(reason="")


#: How the log of acts names what is done here.
ACT_WORDS = {
    "comment.hidden": _("Commentaire masqué"),
    "comment.shown": _("Commentaire montré de nouveau"),
    "comment.reports_dismissed": _("Signalements classés sans suite"),
}


def register() -> None:
    """Fill the registries of the house."""
    name_acts(ACT_WORDS)
    registries.attention.add("debates", waiting_for, rank=10)
    cockpit_queues.add("debates", waiting_in, rank=20)
    registries.space_panels.add("debates", mine, rank=25)
    cockpit_figures.add("debates", figures, rank=20)
    registries.personal_data.add("debates", what_we_know)
    registries.erasure_consequences.add("debates", consequences)
    registries.erasures.add("debates", erase)
