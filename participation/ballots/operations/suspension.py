"""A decision of a court or another authority stops a vote where it stands, whatever its stage."""

from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.models import Poll


class PollSuspended(Refusal):
    code = "poll_suspended"
    message = _("Ce vote est suspendu : aucun bulletin n’est reçu pour le moment.")


def refuse_if_suspended(poll: Poll) -> None:
    """Let no step be taken while a decision stands.

    :raises PollSuspended: with whose decision it is.
    """
    if poll.consultation.frozen_at is not None:
        sentence = _("Ce vote est suspendu (%(authority)s) : rien n’y avance et rien n’en est effacé.")
        raise PollSuspended(sentence, authority=poll.consultation.frozen_authority)
