"""May one contribute here, now? The two questions that ideas, supports, comments and votes ask before they write."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.consultations.models import Consultation, Declaration
from participation.consultations.rules import Welcome
from participation.consultations.rules.eligibility import Missing, Standing, what_is_missing
from participation.consultations.wording import remedy, why_not_welcome
from territories.areas.models import Area, AreaKind


class NotWelcome(Refusal):
    code = "not_welcome"
    message = _("Ce n’est pas le moment.")


class NotEligible(Refusal):
    code = "not_eligible"
    message = _("Vous ne remplissez pas encore les conditions pour participer.")


def require(consultation: Consultation, what: Welcome, at: datetime) -> None:
    """Let a contribution in while a phase welcomes it.

    :raises NotWelcome: with a sentence that says when it opens, or since when it is closed.
    """
    if consultation.welcomes(what, at):
        return
    if consultation.published_at is None:
        raise NotWelcome(_("Cette consultation n’est pas encore publiée."), what=what.value)
    if consultation.frozen_at is not None:
        raise NotWelcome(
            _("Cette consultation est suspendue par une décision de : %(authority)s."),
            what=what.value,
            authority=consultation.frozen_authority,
        )
    window = consultation.window(what, at)
    raise NotWelcome(
        "%(sentence)s", what=what.value, sentence=why_not_welcome(what, window, consultation.time_zone), window=window
    )


def standing_of(consultation: Consultation, participant) -> Standing:
    """Gather what is known of a person in front of this consultation: at most two short queries."""
    if participant is None:
        return Standing()
    conditions = consultation.conditions
    return Standing(
        known=True,
        home_known=participant.home_id is not None,
        home_inside=bool(conditions.accepted_links) and _lives_inside(consultation, participant),
        links=frozenset(participant.links),
        declared=conditions.needs_declaration
        and Declaration.objects.filter(
            consultation=consultation,
            participant=participant,
            minimum_age__gte=conditions.minimum_age,
            text=conditions.declaration,
        ).exists(),
    )


def _lives_inside(consultation: Consultation, participant) -> bool:
    """Compare communes; for a quarter, its commune is enough and the declaration says the rest."""
    if participant.home_id is None:
        return False
    area = consultation.area
    if area.kind == AreaKind.QUARTER and participant.home_id == area.parent_id:
        return True
    return Area.objects.within([area]).filter(pk=participant.home_id).exists()


def missing_for(consultation: Consultation, participant) -> list[Missing]:
    """List what this person still has to do before taking part; ``None`` is a visitor without account."""
    return what_is_missing(consultation.conditions, standing_of(consultation, participant))


def require_eligible(consultation: Consultation, participant) -> None:
    """Let a person take part.

    :raises NotEligible: with everything that is still to do, as sentences and as codes in ``details["missing"]``.
    """
    missing = missing_for(consultation, participant)
    if missing:
        sentences = " ".join(remedy(reason, consultation) for reason in missing)
        raise NotEligible("%(sentences)s", sentences=sentences, missing=[reason.value for reason in missing])


def declare(*, consultation: Consultation, participant, at: datetime, by=None) -> None:
    """Write down that a person declares to fulfil the conditions as they stand; a second time replaces the first.

    :param by: the desk agent who enters it for a person without account.
    """
    conditions = consultation.conditions
    Declaration.objects.bulk_create(
        [
            Declaration(
                consultation=consultation,
                participant=participant,
                minimum_age=conditions.minimum_age,
                text=conditions.declaration,
                declared_at=at,
                entered_by=by,
            )
        ],
        update_conflicts=True,
        unique_fields=["consultation", "participant"],
        update_fields=["minimum_age", "text", "declared_at", "entered_by"],
    )
