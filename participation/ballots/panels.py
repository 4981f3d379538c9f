"""What votes add to the pages of lower floors and of consultations; called once when the app is ready."""

from datetime import datetime

from django.db.models import Count, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel import registries
from participation.ballots import delivery_panel, feeds
from participation.ballots.act_words import ACT_WORDS
from participation.ballots.arrivals import watch
from participation.ballots.attention import waiting_for, waiting_in
from participation.ballots.desk_panel import desk
from participation.ballots.life import Stage
from participation.ballots.models import Basket, DocumentSeen, Origin, Poll, PollVersion, Roll, VersionKind
from participation.ballots.operations import channel_of, follow_project
from participation.ballots.operations.entitlement import conditions_to_meet
from participation.ballots.operations.sealing import move_with_phase
from participation.ballots.results import result_of
from participation.ballots.steps import cockpit_url
from participation.consultations.journal import JournalLine
from participation.consultations.registries import (
    cockpit_figures,
    cockpit_panels,
    cockpit_queues,
    consultation_panels,
    journal_sources,
    next_steps,
    phase_moves,
)
from territories.accounts.permissions import can
from territories.instance.acts import name_acts
from territories.instance.templatetags.house import deadline

ADDRESS = "participation/ballots/"


def of_consultation(*, consultation, person, at: datetime) -> dict | None:
    """Page of a consultation: its vote, from the seal to the council's decision."""
    polls = Poll.objects.visible_to(person).sealed().filter(consultation=consultation)
    rows = list(polls.annotate(projects=Count("choices")).order_by("opens_at", "pk"))
    for poll in rows:
        poll.consultation = consultation
        poll.stage_now = poll.stage(at)
        poll.is_told = poll.stage_now in (Stage.PUBLISHED, Stage.DECIDED)
        poll.result_url = reverse("participation:poll_result", args=[poll.slug])
    return {"title": _("Le vote"), "template": "participation/ballots/_polls.html", "rows": rows} if rows else None


def cockpit(*, consultation, user, at: datetime) -> dict | None:
    """Cockpit of a consultation: its votes and the way to make one."""
    if not can(user, "consultations.see", consultation.area):
        return None
    prefetch_related_objects([consultation], "polls")
    add = reverse("admin:participation_poll_add") + f"?consultation={consultation.pk}"
    return {
        "title": _("Vote"),
        "template": f"{ADDRESS}admin/_panel.html",
        "rows": [
            {"poll": poll, "url": cockpit_url(poll), "stage": poll.stage(at)} for poll in consultation.polls.all()
        ],
        "add_url": add if can(user, "polls.run", consultation.area) else "",
    }


def vote_now(*, consultation, participant, at: datetime) -> dict | None:
    """What a visitor should do now: vote, confirm, or know that they may still change their vote."""
    poll = Poll.objects.running(at).filter(consultation=consultation).select_related("consultation").first()
    if poll is None:
        return None
    step = {
        "title": _("Le vote est ouvert"),
        "text": _("Jusqu’au %(when)s.") % {"when": deadline(poll.closes_at, consultation.time_zone)},
        "url": poll.get_absolute_url(),
        "label": _("Voir les projets et voter") if poll.has_money else _("Lire la question et voter"),
    }
    if participant is None:
        return step
    if channel_of(poll, participant):
        again = _("Revoir les projets") if poll.has_money else _("Revoir la question")
        return {**step, "title": _("Votre vote est enregistré"), "label": again}
    if conditions_to_meet(poll, participant):
        return None
    if Basket.objects.filter(poll=poll, participant=participant).exists():
        url = reverse("participation:confirm_vote", args=[poll.slug])
        return {**step, "title": _("Vous n’avez pas encore voté"), "url": url, "label": _("Confirmer mon choix")}
    return step


def journal(*, consultation) -> list[JournalLine]:
    """Public lines of the journal: the seal, each later version with its reason, and the result."""
    versions = list(PollVersion.objects.filter(poll__consultation=consultation).select_related("poll"))
    lines = [
        JournalLine(
            at=version.at,
            text=str(VERSIONS[version.kind]),
            reason=version.reason,
            url=reverse("participation:poll_rule", args=[version.poll.slug]) + f"?version={version.no}",
        )
        for version in versions
    ]
    for poll in {version.poll for version in versions if version.poll.published_at}:
        for name, text in RESULTS.items():
            if at := getattr(poll, name):
                lines.append(JournalLine(at=at, text=str(text), url=reverse(RESULT, args=[poll.slug])))
    return lines


RESULT = "participation:poll_result"
VERSIONS = {
    VersionKind.SEALED: _("Scrutin scellé : sa règle, ses projets et leurs coûts ne changent plus."),
    VersionKind.EXTENDED: _("Vote prolongé : nouvelle version de la règle."),
    VersionKind.WITHDRAWAL: _("Projet retiré du vote : nouvelle version de la règle."),
}
RESULTS = {
    "certified_at": _("Vote constaté : le procès-verbal est signé."),
    "published_at": _("Résultat du vote publié."),
    "decided_at": _("Délibération sur le résultat enregistrée."),
}


def mine(*, participant, at: datetime) -> dict | None:
    """« Mon espace »: the votes I took part in, and choices that wait; never what I chose."""
    voted = Roll.objects.filter(elector__participant=participant).select_related("poll__consultation")
    waiting = Basket.objects.filter(participant=participant, poll__in=Poll.objects.running(at))
    rows = [{"poll": roll.poll, "channel": roll.get_channel_display()} for roll in voted.order_by("-pk")[:20]]
    open_choices = [basket.poll for basket in waiting.select_related("poll__consultation")]
    if not rows and not open_choices:
        return None
    return {"title": _("Mes votes"), "template": f"{ADDRESS}_space.html", "rows": rows, "waiting": open_choices}


def what_we_know(*, participant) -> dict:
    """Data export: that a person was recognised and voted; what they chose is tied to nobody after the count."""
    rolls = Roll.objects.filter(elector__participant=participant).select_related("poll__consultation").order_by("pk")
    known = Poll.objects.filter(electors__participant=participant).order_by("pk")
    seen = DocumentSeen.objects.filter(participant=participant).select_related("poll").order_by("pk")
    return {
        "recognised": [{"poll": poll.slug, "by": poll.key_method} for poll in known],
        "documents_seen": [{"poll": one.poll.slug, "kind": one.kind, "seen_at": one.seen_at} for one in seen],
        "votes": [
            {"consultation": roll.poll.consultation.title, "poll": roll.poll.slug, "channel": roll.channel}
            for roll in rolls
        ],
    }


def consequences(*, participant, at: datetime) -> list[str]:
    """What closing the account does to votes that are running: a ballot that was cast can no longer be changed."""
    running = Poll.objects.running(at)
    waiting = Basket.objects.filter(participant=participant, poll__in=running).count()
    voted = Roll.objects.filter(elector__participant=participant, poll__in=running).count()
    said = []
    if waiting:
        said.append(_("Un choix que vous n’avez pas confirmé est oublié : il ne compte pas comme un vote."))
    if voted:
        said.append(_("Un vote que vous avez donné reste compté ; sans compte, vous ne pourrez plus le changer."))
    return said


def erase(*, participant, at: datetime) -> None:
    """Erasure: what waited on a device is forgotten; the roll keeps its hash, so that nobody votes twice."""
    Basket.objects.filter(participant=participant).delete()


def home(*, person, at: datetime) -> dict | None:
    """Home page: results that were published lately."""
    rows = Poll.objects.published().filter(origin=Origin.HERE).select_related("consultation__area")
    rows = list(rows.filter(consultation__published_at__isnull=False).order_by("-published_at")[:3])
    if not rows:
        return None
    panel = {"title": _("Derniers résultats"), "template": f"{ADDRESS}_results.html", "half": True}
    return {**panel, "rows": rows, "latest": result_of(rows[0])}


def figures(*, consultation, at: datetime) -> list[tuple]:
    """Cockpit: how many chose and have not confirmed, while they still can; never how the vote goes."""
    waiting = Basket.objects.filter(consultation=consultation, poll__in=Poll.objects.running(at))
    return [(_("Choix pas encore confirmés"), waiting)]


def register() -> None:
    """Fill the registries, and listen to who comes."""
    name_acts(ACT_WORDS)
    watch()
    phase_moves.add("polls", move_with_phase)
    consultation_panels.add("polls", of_consultation, rank=10)
    cockpit_panels.add("polls", cockpit, rank=30)
    next_steps.add("polls", vote_now, rank=10)
    journal_sources.add("polls", journal)
    registries.space_panels.add("polls", mine, rank=20)
    registries.personal_data.add("polls", what_we_know)
    registries.erasure_consequences.add("polls", consequences)
    registries.erasures.add("polls", erase)
    registries.attention.add("polls", waiting_for, rank=10)
    registries.start_panels.add("desk", desk, rank=10)
    cockpit_queues.add("polls", waiting_in, rank=30)
    cockpit_figures.add("polls", figures, rank=30)
    registries.home_panels.add("results", home, rank=30)
    registries.area_news.add("results", feeds.of_area)
    registries.project_changes.add("polls", follow_project)
    consultation_panels.add("deliveries", delivery_panel.deliveries, rank=30)
