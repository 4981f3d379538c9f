"""What the cockpit of a consultation shows: where it stands, what is missing, what can be done."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from participation.consultations.checklist import issues_of
from participation.consultations.journal import journal_of
from participation.consultations.models import Consultation
from participation.consultations.registries import cockpit_figures, cockpit_panels, cockpit_queues
from participation.consultations.rules import PhaseState
from participation.consultations.steps import STEPS, step_url
from participation.consultations.timeline import standing, timeline_of
from territories.accounts.permissions import can
from territories.instance.counting import count_together, pressing
from territories.instance.templatetags.house import countdown, euros, number


def cockpit_context(consultation: Consultation, *, user, at: datetime) -> dict:
    """Gather the cockpit; who only reads gets no button."""
    runs = can(user, "consultations.run", consultation.area)
    state, timeline = consultation.state(at), timeline_of(consultation, at)
    steps = [step for step in STEPS.values() if runs and step.offered(consultation, at)]
    return {
        "consultation": consultation,
        "now": at,
        "state": state.value,
        "state_label": standing(state, timeline),
        "runs": runs,
        "issues": issues_of(consultation, at) if consultation.published_at is None else [],
        "timeline": timeline,
        "waiting": _waiting(consultation, user, at),
        "figures": _figures(consultation, at),
        "steps": [_button(step, consultation) for step in steps if not step.danger],
        "grave_steps": [_button(step, consultation) for step in steps if step.danger],
        "rulebooks": consultation.rulebooks.select_related("deliberation_file"),
        "add_rulebook": reverse("admin:participation_rulebook_add") + f"?consultation={consultation.pk}",
        "panels": _panels(consultation, user, at),
        "journal": journal_of(consultation)[:8],
    }


def _waiting(consultation: Consultation, user, at: datetime) -> list[dict]:
    """What waits for this account here, the most pressing first."""
    lines = [line for _name, entry in cockpit_queues for line in entry(consultation=consultation, user=user, at=at)]
    return pressing(lines, beside=consultation)


def _figures(consultation: Consultation, at: datetime) -> list[dict]:
    figures = []
    if consultation.envelope_cents:
        figures.append({"label": _("Enveloppe"), "value": euros(consultation.envelope_cents)})
    if consultation.project_cap_cents:
        figures.append({"label": _("Plafond par projet"), "value": euros(consultation.project_cap_cents)})
    counted = [line for _name, entry in cockpit_figures for line in entry(consultation=consultation, at=at)]
    if consultation.conditions.needs_declaration:
        counted.append((_("Déclarations sur l’honneur"), consultation.declarations.all()))
    numbers = count_together([rows for _label, rows in counted], beside=consultation)
    figures += [{"label": label, "value": number(n)} for (label, _rows), n in zip(counted, numbers, strict=True) if n]
    running = [phase for phase in consultation.phases.all() if phase.state(at) is PhaseState.RUNNING]
    for phase in running:
        figures.append({"label": phase.get_kind_display(), "value": countdown(phase.closes_at, at)})
    return figures


def _button(step, consultation: Consultation) -> dict:
    return {
        "label": step.label,
        "url": step_url(consultation, step.slug),
        "variant": "primary" if step.slug == "publier" else "default",
    }


def _panels(consultation: Consultation, user, at: datetime) -> list[dict]:
    panels = (entry(consultation=consultation, user=user, at=at) for _name, entry in cockpit_panels)
    return [panel for panel in panels if panel]
