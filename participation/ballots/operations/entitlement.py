"""May this person vote here? The conditions of the consultation, their key, and the proof of their link."""

from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.keys import key_at_hand
from participation.ballots.models import DocumentSeen, Elector, LinkProof, Poll
from participation.ballots.rules.entitlement import LackOfProof, conditions_left
from participation.ballots.voters_wording import remedy_for
from participation.consultations.operations import NotEligible, missing_for
from participation.consultations.rules.eligibility import Missing
from participation.consultations.wording import remedy

#: Conditions on the link of a person with the territory.
OF_THE_LINK = frozenset({Missing.HOME, Missing.OTHER_AREA, Missing.LINK, Missing.OTHER_LINK})


class KeyNotProven(Refusal):
    code = "key_not_proven"
    message = _("Prouvez d’abord qui vous êtes.")


class LinkNotProven(Refusal):
    code = "link_not_proven"
    message = _("Votre lien avec le territoire n’est pas encore prouvé.")


def conditions_to_meet(poll: Poll, participant) -> list[Missing]:
    """The conditions of the consultation that this person does not meet, as this poll has them proven."""
    missing = missing_for(poll.consultation, participant)
    return conditions_left(missing, of_the_link=OF_THE_LINK, declared=poll.link_proof == LinkProof.DECLARATION)


def proofs_to_bring(poll: Poll, participant) -> list[LackOfProof]:
    """What this person has not proven yet: who they are, and their link where a desk must have seen it."""
    lacking = []
    if not is_known(poll, participant):
        lacking.append(LackOfProof.KEY)
    if not link_is_proven(poll, participant):
        lacking.append(LackOfProof.DOCUMENT)
    return lacking


def is_known(poll: Poll, participant) -> bool:
    """Tell whether the poll knows the key of this person."""
    if key_at_hand(poll, participant) is not None:
        return True
    return Elector.objects.filter(poll=poll, consultation_id=poll.consultation_id, participant=participant.pk).exists()


def link_is_proven(poll: Poll, participant) -> bool:
    """Tell whether nothing more than the conditions of the consultation is asked of this person's link."""
    if poll.link_proof != LinkProof.DOCUMENT:
        return True
    return DocumentSeen.objects.filter(
        poll=poll, consultation_id=poll.consultation_id, participant=participant.pk
    ).exists()


def require_entitled(poll: Poll, participant) -> None:
    """Let a person cast; whether their key is known is asked by the vote itself, in its one statement.

    :raises NotEligible: with all the conditions that are still to meet.
    :raises LinkNotProven: before a desk has seen the paper that this poll asks for.
    """
    if missing := conditions_to_meet(poll, participant):
        sentences = " ".join(remedy(reason, poll.consultation) for reason in missing)
        raise NotEligible("%(sentences)s", sentences=sentences, missing=[reason.value for reason in missing])
    if not link_is_proven(poll, participant):
        raise LinkNotProven(remedy_for(LackOfProof.DOCUMENT, poll))
