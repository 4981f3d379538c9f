"""Who stands at the desk: the key of a paper voter, by what the method of the poll asks them to show."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.keys import (
    elector_key,
    identity_of,
    identity_of_civil,
    identity_of_code,
    identity_of_email,
    identity_of_line,
)
from participation.ballots.models import CIVIL, LISTED, Elector, Poll, Urn
from territories.accounts.models import Participant


class NobodyNamed(Refusal):
    code = "nobody_named"
    message = _("Dites de qui il s’agit : ce que demande ce scrutin n’est pas rempli.")


class NotOnTheList(Refusal):
    code = "not_on_the_list"
    message = _("Cette ligne, ou ce code, n’est pas sur la liste de ce scrutin.")


class NoPaperVote(Refusal):
    code = "no_paper_vote"
    message = _("Ce scrutin se tient par internet seulement.")


def recognise(
    poll: Poll,
    urn: Urn,
    *,
    participant=None,
    email: str = "",
    line_no: int | None = None,
    code: str = "",
    birth_name: str = "",
    first_names: str = "",
    born: date | None = None,
    birthplace: str = "",
) -> dict:
    """Return the key of a paper voter, their participant when known, and their line.

    :raises NoPaperVote: when the urn is not one of this poll.
    :raises NobodyNamed, NotOnTheList: when what they showed names nobody.
    """
    if not poll.has_paper or urn.poll_id != poll.pk:
        raise NoPaperVote
    if participant is None and email.strip():
        participant = Participant.objects.filter(user__email__iexact=email.strip()).select_related("user").first()
    known = {"participant": participant and participant.pk, "line": line_no}
    if poll.key_method in LISTED:
        return _listed(poll, line_no, code)
    if poll.key_method in CIVIL:
        if not (birth_name.strip() and first_names.strip() and born):
            raise NobodyNamed
        identity = identity_of_civil(birth_name=birth_name, first_names=first_names, born=born, birthplace=birthplace)
    else:
        identity = _by_address(urn, participant, email, line_no)
    return {"key": elector_key(poll.pk, identity), **known}


def _listed(poll: Poll, line_no: int | None, code: str) -> dict:
    lines = Elector.objects.filter(poll=poll, consultation_id=poll.consultation_id, listed=True)
    if code.strip():
        lines = lines.filter(key_hmac=elector_key(poll.pk, identity_of_code(code)))
    elif line_no:
        lines = lines.filter(line_no=line_no)
    else:
        raise NobodyNamed
    found = lines.first()
    if found is None:
        raise NotOnTheList
    return {"key": found.key_hmac, "participant": found.participant_id, "line": found.line_no}


def _by_address(urn: Urn, participant, email: str, line_no: int | None) -> str:
    """Their person, their address, or failing that their line on the urn's signature sheet."""
    if participant is not None:
        return identity_of(participant)
    if email.strip():
        return identity_of_email(email)
    if line_no:
        return identity_of_line(urn.pk, line_no)
    raise NobodyNamed
