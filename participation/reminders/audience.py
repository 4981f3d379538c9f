"""To whom: queries of people, which stay in the database however many they are.

Whoever may take part is, in words that the manager reads too (``wording.audience_of``): the accounts of those who
live, work or study in the area as the consultation accepts it, and those who have already taken part in it or in an
earlier edition (an idea, a support, a comment, a declaration, a vote), unless their commune or their link shuts them
out. People without any address are not counted.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from participation.ballots.keys import elector_key, identity_of
from participation.ballots.models import Basket, Elector, Poll, Roll
from participation.consultations.models import Consultation, Declaration
from participation.debates.models import Comment
from participation.proposals.records import Holder, Support
from participation.reminders.rules import THINKING, Name
from participation.reminders.schedule import Owed
from territories.accounts.models import Participant
from territories.areas.models import Area, AreaKind
from territories.notices.models import Preference
from territories.notices.rules import NEVER, kind_of


def people_of(owed: Owed, *, at) -> QuerySet:
    """The people of a reminder at that moment."""
    return _AUDIENCES[owed.name](owed, at)


def refused(kind: str) -> Exists:
    """Whether a person (``OuterRef("pk")``) gets no mail of this kind: it is dropped when it would leave.

    What is sent on request is refused by all who have not asked for it.
    """
    chosen = Preference.objects.filter(participant=OuterRef("pk"), kind=kind)
    if kind_of(kind).on_request:
        return ~Exists(chosen.exclude(frequency=NEVER))
    return Exists(chosen.filter(frequency=NEVER))


def reachable() -> QuerySet:
    """People who have an address, with an account or without."""
    without_account = Q(user__isnull=True, identity__isnull=False) & ~Q(identity__email="")
    return Participant.objects.present().filter(Q(user__is_active=True) | without_account)


def who_may_take_part(consultation: Consultation) -> QuerySet:
    """Residents with an account, and those who took part before, unless they are shut out."""
    home = _home_inside(consultation)
    linked = Q(links__overlap=consultation.accepted_links) if consultation.accepted_links else Q()
    here = home & linked & Q(user__isnull=False)
    before = _took_part([consultation.pk])
    if consultation.series:
        earlier = Consultation.objects.filter(series=consultation.series, edition__lt=consultation.edition)
        before |= _took_part(earlier.values("pk")) | Q(
            pk__in=Elector.objects.filter(
                consultation__in=earlier.values("pk"),
                participant__isnull=False,
                pk__in=Roll.objects.filter(consultation__in=earlier.values("pk")).values("elector"),
            ).values("participant")
        )
    if consultation.accepted_links:
        may = Q(home__isnull=True) | (home & (linked | Q(links=[])))
        before &= may
    return reachable().filter(here | before)


def _home_inside(consultation: Consultation) -> Q:
    """Compare communes as the consultation does: for a quarter, its commune is enough."""
    area = consultation.area
    inside = Q(home__in=Area.objects.within([area]).values("pk"))
    return inside | Q(home=area.parent_id) if area.kind == AreaKind.QUARTER else inside


def _took_part(consultations) -> Q:
    """People with an idea, a support, a comment or a declaration in one of these."""
    here = {"consultation__in": consultations}
    return (
        Q(pk__in=Holder.objects.filter(**here).values("participant"))
        | Q(pk__in=Support.objects.filter(**here).values("participant"))
        | Q(pk__in=Comment.objects.standing().filter(**here).values("author"))
        | Q(pk__in=Declaration.objects.filter(**here).values("participant"))
    )


def _campaign(owed: Owed, at) -> QuerySet:
    return who_may_take_part(owed.consultation)


def _meeting(owed: Owed, at) -> QuerySet:
    """Of those who take part already, the ones who live where the meeting is held."""
    near = Q(home__in=Area.objects.within([owed.event.area_id]).values("pk"))
    return reachable().filter(near, _took_part([owed.consultation.pk]))


def _not_voted(poll: Poll) -> Exists:
    on_roll = Roll.objects.filter(consultation=poll.consultation_id, poll=poll, elector__participant=OuterRef("pk"))
    return ~Exists(on_roll)


def _baskets(poll: Poll) -> QuerySet:
    return Basket.objects.filter(consultation=poll.consultation_id, poll=poll)


def _opening(owed: Owed, at) -> QuerySet:
    return who_may_take_part(owed.consultation).filter(_not_voted(owed.poll))


def _last_day(owed: Owed, at) -> QuerySet:
    """Those who chose and did not confirm are told that instead, the same day."""
    waiting = _baskets(owed.poll).filter(participant=OuterRef("pk"))
    return _opening(owed, at).filter(~Exists(waiting))


def _unconfirmed(owed: Owed, at) -> QuerySet:
    waiting = _baskets(owed.poll).filter(at__lte=at - THINKING)
    return reachable().filter(_not_voted(owed.poll), pk__in=waiting.values("participant"))


def _unconfirmed_last(owed: Owed, at) -> QuerySet:
    return reachable().filter(_not_voted(owed.poll), pk__in=_baskets(owed.poll).values("participant"))


def _voters_and_holders(owed: Owed, at) -> QuerySet:
    voters = Elector.objects.filter(
        consultation=owed.consultation,
        poll=owed.poll,
        participant__isnull=False,
        pk__in=Roll.objects.filter(consultation=owed.consultation, poll=owed.poll).values("elector"),
    )
    holders = Holder.objects.filter(consultation=owed.consultation, proposal__submitted_at__isnull=False)
    return reachable().filter(Q(pk__in=voters.values("participant")) | Q(pk__in=holders.values("participant")))


_AUDIENCES = {
    Name.CAMPAIGN: _campaign,
    Name.MEETING: _meeting,
    Name.OPEN: _opening,
    Name.UNCONFIRMED: _unconfirmed,
    Name.SEVEN_DAYS: _opening,
    Name.ONE_DAY: _last_day,
    Name.UNCONFIRMED_LAST: _unconfirmed_last,
    Name.RESULT: _voters_and_holders,
    Name.DELIBERATION: _voters_and_holders,
}


def voted_among(poll: Poll, participants: Iterable[Participant]) -> set[int]:
    """Those of a few people who are on the roll, by their person or by their key.

    A person struck off on paper by their address alone is known to the roll by its key only, which the database cannot
    compute: this is asked for each batch of messages that is about to leave.
    """
    keys = {elector_key(poll.pk, identity_of(person)): person.pk for person in participants}
    on_roll = Roll.objects.filter(consultation=poll.consultation_id, poll=poll)
    rows = on_roll.filter(Q(elector__participant__in=keys.values()) | Q(elector__key_hmac__in=keys))
    found = rows.values_list("elector__participant", "elector__key_hmac")
    return {keys.get(key, person) for person, key in found}


def choosing_among(poll: Poll, participants: Iterable[int]) -> set[int]:
    """Those of a few people whose choice still waits to be confirmed."""
    return set(_baskets(poll).filter(participant__in=participants).values_list("participant", flat=True))
