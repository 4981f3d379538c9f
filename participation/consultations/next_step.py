"""The one thing a visitor should do now, or what comes next when there is nothing to do."""

from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from participation.consultations.models import Consultation
from participation.consultations.operations import missing_for
from participation.consultations.registries import next_steps
from participation.consultations.rules import PhaseState, State, Welcome
from participation.consultations.rules.eligibility import Missing
from territories.instance.templatetags.house import deadline, moment


def next_step(consultation: Consultation, participant, at: datetime) -> dict:
    """Return ``{"title", "text", "url", "label"}``; without an address there is nothing to do but wait.

    What other concepts propose comes first (a vote before an idea), each to those who may: a vote by a list asks less
    of a profile than an idea does. Then somebody whose profile or declaration is incomplete is led there; then comes
    what the calendar says. A visitor without account sees what everyone sees.
    """
    state = consultation.state(at)
    if state is not State.OPEN:
        return _waiting(consultation, state, at)
    for _name, propose in next_steps:
        step = propose(consultation=consultation, participant=participant, at=at)
        if step:
            return step
    if participant is not None and (missing := missing_for(consultation, participant)):
        return _missing(consultation, missing)
    return _calendar_step(consultation, at)


def _missing(consultation: Consultation, missing: list[Missing]) -> dict:
    if Missing.OTHER_AREA in missing or Missing.OTHER_LINK in missing:
        title = _("Cette consultation s’adresse à d’autres que vous")
    else:
        title = _("Il reste une étape avant de participer")
    return {
        "title": title,
        "text": "",
        "url": reverse("participation:take_part", args=[consultation.slug]),
        "label": _("Voir ce qui manque"),
    }


def _calendar_step(consultation: Consultation, at: datetime) -> dict:
    zone = consultation.time_zone
    if (window := consultation.window(Welcome.IDEA, at)).open:
        return {
            "title": _("Vous pouvez déposer une idée"),
            "text": _("Jusqu’au %(when)s.") % {"when": deadline(window.closes_at, zone)},
            "url": reverse("participation:new_idea", args=[consultation.slug]),
            "label": _("Déposer une idée"),
        }
    if (window := consultation.window(Welcome.SUPPORT, at)).open:
        return {
            "title": _("Vous pouvez soutenir les idées qui vous plaisent"),
            "text": _("Jusqu’au %(when)s.") % {"when": deadline(window.closes_at, zone)},
            "url": reverse("participation:proposals", args=[consultation.slug]),
            "label": _("Lire les idées"),
        }
    step = _waiting(consultation, State.UNDER_WAY, at)
    return {
        **step,
        "url": reverse("participation:proposals", args=[consultation.slug]),
        "label": _("Découvrir les projets"),
    }


def _waiting(consultation: Consultation, state: State, at: datetime) -> dict:
    """Say what comes next."""
    step = {"title": "", "text": "", "url": "", "label": ""}
    if state is State.FROZEN:
        return {**step, "title": _("Cette consultation est suspendue")}
    coming = [phase for phase in consultation.phases.all() if phase.state(at) is PhaseState.COMING]
    running = [phase for phase in consultation.phases.all() if phase.state(at) is PhaseState.RUNNING]
    if running:
        step["title"] = _("En ce moment : %(phase)s") % {"phase": running[-1].get_kind_display()}
    if coming:
        following = min(coming, key=lambda phase: phase.opens_at)
        when = moment(following.opens_at, consultation.time_zone)
        sentence = _("%(phase)s : à partir du %(when)s.") % {
            "phase": capfirst(following.get_kind_display()),
            "when": when,
        }
        step["text"] = sentence
        step["title"] = step["title"] or _("Prochaine étape")
    return step if step["title"] else {**step, "title": _("Cette consultation est terminée")}
