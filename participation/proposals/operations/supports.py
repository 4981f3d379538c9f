"""Supporting an idea, once per person, and changing one's mind."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.consultations.operations import require, require_eligible
from participation.consultations.rules import Welcome
from participation.proposals.models import Proposal
from participation.proposals.operations.queues import queue_up
from participation.proposals.records import Support
from participation.proposals.rules import SUPPORTABLE


class NotSupportable(Refusal):
    code = "not_supportable"
    message = _("Cette idée ne reçoit plus de soutien.")


class OwnIdea(Refusal):
    code = "own_idea"
    message = _("C’est votre idée : les soutiens viennent des autres.")


class NoSupportLeft(Refusal):
    code = "no_support_left"
    message = _(
        "Vous soutenez déjà %(cap)s idée(s), le maximum du règlement. Retirez un soutien pour en donner un autre."
    )


# The share lock makes a merge and a support wait for each other: no support is left behind on a merged idea.
GIVE = f"""
INSERT INTO {Support._meta.db_table} (consultation_id, proposal_id, participant_id, at)
SELECT consultation_id, id, %(participant)s, %(at)s FROM {Proposal._meta.db_table}
WHERE id = %(proposal)s AND status = ANY(%(supportable)s) AND hidden_at IS NULL
FOR SHARE
ON CONFLICT (consultation_id, proposal_id, participant_id) DO NOTHING
"""


@transaction.atomic
def support_idea(*, proposal: Proposal, participant, at: datetime) -> bool:
    """Support an idea; a second time changes nothing.

    :returns: whether the support is new.
    :raises NotWelcome: outside the phases that welcome supports.
    :raises NoSupportLeft: when the person's supports reach the cap of the rulebook.
    """
    consultation = proposal.consultation
    require(consultation, Welcome.SUPPORT, at)
    require_eligible(consultation, participant)
    if proposal.holders.filter(participant=participant).exists():
        raise OwnIdea
    mine = Support.objects.filter(consultation=consultation, participant=participant)
    cap = consultation.supports_per_person
    if cap is not None:
        queue_up("supports", consultation.pk, participant.pk)
    if mine.filter(proposal=proposal).exists():
        return False
    if cap is not None and mine.count() >= cap:
        raise NoSupportLeft(cap=cap)
    return _give(proposal, participant, at)


def _give(proposal: Proposal, participant, at: datetime) -> bool:
    values = {"participant": participant.pk, "at": at, "proposal": proposal.pk, "supportable": sorted(SUPPORTABLE)}
    with connection.cursor() as cursor:
        cursor.execute(GIVE, values)
        given = bool(cursor.rowcount)
    if not given and not proposal.supports.filter(participant=participant).exists():
        raise NotSupportable
    return given


def withdraw_support(*, proposal: Proposal, participant, at: datetime) -> bool:
    """Take one's support back, while supports are welcome; without support, nothing happens.

    :returns: whether there was one.
    """
    require(proposal.consultation, Welcome.SUPPORT, at)
    deleted, _rows = proposal.supports.filter(participant=participant).delete()
    return bool(deleted)
