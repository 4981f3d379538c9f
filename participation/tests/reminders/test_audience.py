"""Who gets what: residents, those who took part, never those who voted."""

import pytest

from participation.ballots.operations import certify_poll, publish_result, remember_choice, strike_off
from participation.consultations.operations import declare
from participation.reminders.audience import people_of, voted_among, who_may_take_part
from participation.reminders.rules import Name
from participation.tests.factories.ballots import AFTER, close, count_votes, fresh, make_ballot
from participation.tests.factories.consultations import DAY, NOW, make_consultation, make_phase, publisher
from participation.tests.factories.proposals import make_proposal, make_support
from participation.tests.factories.reminders import make_resident, make_vote, schedule
from seminars.events.models import EventKind
from seminars.tests.factories.events import make_event
from territories.accounts.models import Participant
from territories.tests.factories.accounts import make_participant, make_user
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


def people(poll, name, at=NOW):
    return set(people_of(schedule(poll)[name], at=at))


def test_residents_with_an_account_are_meant_and_strangers_are_not():
    poll = make_vote()
    resident = make_resident(poll)
    make_user(home=make_commune())
    make_user()
    make_participant(home=poll.consultation.area)  # no account, no address, took no part
    assert people(poll, Name.OPEN) == {resident}


def test_a_link_that_the_consultation_does_not_accept_shuts_out():
    poll = make_vote(consultation=make_consultation(running=None, area=make_commune(), accepted_links=["lives"]))
    lives = make_resident(poll)
    works = make_resident(poll)
    Participant.objects.filter(pk=works.pk).update(links=["works"])
    make_proposal(consultation=poll.consultation, author=works)
    assert people(poll, Name.OPEN) == {lives}


def test_where_everybody_may_vote_residents_and_those_who_took_part_are_told():
    poll = make_vote(consultation=make_consultation(running=None, area=make_commune()))
    resident, far = make_resident(poll), make_user(home=make_commune()).participant
    assert people(poll, Name.OPEN) == {resident}
    make_support(make_proposal(consultation=poll.consultation, author=resident), far)
    assert people(poll, Name.OPEN) == {resident, far}


@pytest.mark.parametrize("how", ["idea", "support", "declaration"])
def test_those_who_took_part_are_told_even_without_a_commune(how):
    poll = make_vote()
    person = make_user().participant
    if how == "idea":
        make_proposal(consultation=poll.consultation, author=person)
    elif how == "support":
        make_support(make_proposal(consultation=poll.consultation, author=make_resident(poll)), person)
    else:
        declare(consultation=poll.consultation, participant=person, at=NOW)
    assert person in people(poll, Name.OPEN)


def test_voters_of_an_earlier_edition_are_told_and_of_a_later_one_are_not():
    area = make_commune()
    first, second, third = (
        make_vote(consultation=make_consultation(running=None, area=area, series="bien-vivre", edition=edition))
        for edition in (1, 2, 3)
    )
    before, after = (
        make_ballot(first, participant=make_user().participant),
        make_ballot(third, participant=make_user().participant),
    )
    assert before in people(second, Name.OPEN)
    assert after not in people(second, Name.OPEN)


def test_people_who_left_and_accounts_that_are_suspended_are_not_told():
    poll = make_vote()
    gone, suspended = make_resident(poll), make_resident(poll, is_active=False)
    Participant.objects.filter(pk=gone.pk).update(erased_at=NOW)
    assert people(poll, Name.OPEN) == set()
    assert suspended.user.is_active is False


def test_a_person_entered_at_a_desk_with_an_address_is_told_when_they_took_part():
    poll = make_vote()
    person = make_participant(email="jeanne@exemple.fr")
    make_proposal(consultation=poll.consultation, author=person)
    without = make_participant()
    make_proposal(consultation=poll.consultation, author=without)
    assert people(poll, Name.OPEN) == {person}


@pytest.mark.parametrize("name", [Name.OPEN, Name.SEVEN_DAYS, Name.ONE_DAY])
def test_who_voted_on_the_web_or_was_struck_off_on_paper_is_not_told(name):
    poll = make_vote(opens=-10, closes=8, urns=1)
    web, paper, undecided = (make_resident(poll) for _ in range(3))
    make_ballot(poll, participant=web)
    strike_off(poll=poll, urn=poll.urns.get(), participant=paper, by=publisher(), at=NOW)
    assert people(poll, name) == {undecided}


def test_a_person_struck_off_by_their_address_alone_is_recognised_by_their_key():
    poll = make_vote(urns=1)
    strike_off(poll=poll, urn=poll.urns.get(), email="Jeanne@exemple.fr", by=publisher(), at=NOW)
    late, other = make_resident(poll, email="jeanne@exemple.fr"), make_resident(poll)
    assert voted_among(poll, [late, other]) == {late.pk}


def test_who_chose_and_stopped_there_is_told_that_instead_of_the_last_day():
    poll = make_vote()
    chose, other = make_resident(poll), make_resident(poll)
    remember_choice(poll=poll, participant=chose, at=NOW)
    assert people(poll, Name.UNCONFIRMED, at=NOW + DAY / 24 * 3) == set()
    assert people(poll, Name.UNCONFIRMED, at=NOW + DAY / 24 * 4) == {chose}
    assert people(poll, Name.UNCONFIRMED_LAST) == {chose}
    assert people(poll, Name.ONE_DAY) == {other}


def test_a_meeting_is_told_to_those_who_take_part_and_live_there():
    poll = make_vote(opens=20, closes=30)
    consultation = poll.consultation
    make_phase(consultation, kind="campaign", opens=-2, closes=20)
    meeting = {"area": consultation.area, "starts_at": NOW + 10 * DAY}
    make_event(kind=EventKind.PUBLIC_MEETING, **meeting)
    near, far, idle = make_resident(poll), make_user(home=make_commune()).participant, make_resident(poll)
    for person in (near, far):
        make_proposal(consultation=consultation, author=person)
    assert people(poll, Name.MEETING) == {near}
    assert idle in people(poll, Name.CAMPAIGN)


def test_only_published_meetings_of_the_area_during_the_campaign_are_told():
    poll = make_vote(opens=20, closes=30)
    consultation = poll.consultation
    make_phase(consultation, kind="campaign", opens=-2, closes=20)
    here = {"kind": EventKind.PUBLIC_MEETING, "area": consultation.area, "starts_at": NOW + 10 * DAY}
    make_event(**{**here, "kind": EventKind.SEMINAR})
    make_event(**{**here, "area": make_commune()})
    make_event(**{**here, "starts_at": NOW + 25 * DAY})
    make_event(**here, published=False)
    make_event(**here, precision="day")
    assert Name.MEETING not in schedule(poll)
    make_event(**here)
    assert Name.MEETING in schedule(poll)


def test_result_and_deliberation_go_to_voters_and_to_those_who_carry_an_idea():
    poll = make_vote()
    voter = make_ballot(poll, participant=make_resident(poll))
    holder = make_user().participant
    make_proposal(consultation=poll.consultation, author=holder)
    make_resident(poll)
    count_votes(poll)
    certify_poll(poll=fresh(poll), by=publisher(), at=AFTER)
    publish_result(poll=fresh(poll), by=publisher(), at=AFTER)
    assert people(poll, Name.RESULT) == {voter, holder}


def test_the_audience_is_one_query_whatever_its_size(django_assert_num_queries):
    poll = make_vote()
    for _ in range(3):
        make_resident(poll)
    consultation = poll.consultation
    with django_assert_num_queries(1):
        assert who_may_take_part(consultation).count() == 3


def test_a_closed_vote_is_not_counted_down():
    poll = make_vote(closes=-1, opens=-20)
    assert close(poll).closed_at
    assert schedule(poll)[Name.ONE_DAY].planned.until < NOW
