"""What the cockpit of a vote shows: where it stands, what is missing, what can be done. Never how the vote goes."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.ballots.desks import desk_url
from participation.ballots.life import Stage
from participation.ballots.models import Poll
from participation.ballots.operations import issues_before_sealing, preview_of
from participation.ballots.operations.archives import is_archive
from participation.ballots.paper_state import paper_state, waits_for
from participation.ballots.rehearsal import BEFORE
from participation.ballots.rules import canonical_json, fingerprint
from participation.ballots.steps import STEPS, step_url
from participation.ballots.wording import ballot_in_words, rule_in_words, told
from territories.accounts.permissions import can

STAGES = {
    Stage.PREPARED: _("En préparation"),
    Stage.SEALED: _("Scellé, pas encore ouvert"),
    Stage.OPEN: _("Ouvert"),
    Stage.SUSPENDED: _("Suspendu"),
    Stage.WAITING: _("À clore"),
    Stage.CLOSED: _("Clos, à rapprocher"),
    Stage.RECONCILED: _("Rapproché, à dépouiller"),
    Stage.COUNTED: _("Dépouillé, à constater"),
    Stage.CERTIFIED: _("Constaté, à publier"),
    Stage.PUBLISHED: _("Publié, en attente du conseil"),
    Stage.DECIDED: _("Décidé"),
}
#: The dates of a poll's life, in order: what the cockpit lists.
DATES = (
    ("sealed_at", _("Scellé")),
    ("opens_at", _("Ouverture")),
    ("closes_at", _("Fermeture au calendrier")),
    ("closed_at", _("Clos")),
    ("reconciled_at", _("Rapproché")),
    ("counted_at", _("Dépouillé")),
    ("links_destroyed_at", _("Lien entre personnes et bulletins détruit")),
    ("certified_at", _("Constaté")),
    ("published_at", _("Publié")),
    ("decided_at", _("Délibération enregistrée")),
)


def cockpit_context(poll: Poll, *, user, at: datetime) -> dict:
    """Gather the cockpit; who only reads gets no button."""
    stage, runs = poll.stage(at), can(user, "polls.run", poll.consultation.area)
    held_here = not is_archive(poll.consultation)
    prepared = stage is Stage.PREPARED and held_here
    return {
        "poll": poll,
        "consultation": poll.consultation,
        "runs": runs,
        "stage": stage.value,
        "stage_label": STAGES[stage],
        "issues": [told(issue) for issue in issues_before_sealing(poll, at=at)] if prepared else None,
        "steps": [
            {"label": step.label, "url": step_url(poll, step.slug)}
            for step in STEPS.values()
            if runs and step.offered(poll, at)
        ],
        "dates": [(label, getattr(poll, name)) for name, label in DATES if getattr(poll, name)],
        "rule": rule_in_words(poll),
        "other_rule": rule_in_words(poll.under_other_rule()) if poll.other_rule else "",
        "instructions": ballot_in_words(poll),
        "versions": poll.versions.all(),
        "unconfirmed": poll.baskets.count() if stage is Stage.OPEN else None,
        "waits": waits_for(poll, at=at),
        "paper": paper_state(poll) if stage is Stage.CLOSED else None,
        "urns": poll.urns.select_related("settled_entry") if poll.has_paper else [],
        "rehearsal": reverse("participation:rehearse", args=[poll.slug]) if stage in BEFORE and held_here else "",
        "desk": desk_url(poll),
        "voters": reverse("admin:participation_poll_voters", args=[poll.pk]),
        "minutes": stage in (Stage.COUNTED, Stage.CERTIFIED, Stage.PUBLISHED, Stage.DECIDED),
        "result": stage in (Stage.COUNTED, Stage.CERTIFIED, Stage.PUBLISHED, Stage.DECIDED),
    }


def preview(poll: Poll, *, at: datetime) -> dict | None:
    """What a seal would freeze now, with its hash, to be read before; ``None`` while something is missing."""
    if any(issue.blocking for issue in issues_before_sealing(poll, at=at)):
        return None
    contract = preview_of(poll)
    return {"contract": contract, "sha256": fingerprint(contract), "json": canonical_json(contract).decode()}
