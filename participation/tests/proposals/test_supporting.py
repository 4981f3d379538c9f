"""Supports: once, from others, within the cap."""

import pytest

from participation.consultations.operations import NotEligible, NotWelcome
from participation.proposals.models import Proposal
from participation.proposals.operations import support_idea, withdraw_support
from participation.proposals.operations.supports import NoSupportLeft, NotSupportable, OwnIdea
from participation.proposals.records import Support
from participation.proposals.states import Status
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal, make_support
from territories.tests.factories.accounts import make_participant
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


def test_a_support_counts_once_and_can_be_taken_back():
    idea, person = make_proposal(), make_participant()

    assert support_idea(proposal=idea, participant=person, at=NOW)
    assert not support_idea(proposal=idea, participant=person, at=NOW)
    assert Proposal.objects.with_support_count().get(pk=idea.pk).support_count == 1
    assert withdraw_support(proposal=idea, participant=person, at=NOW)
    assert not withdraw_support(proposal=idea, participant=person, at=NOW)
    assert idea.supports.count() == 0


def test_supports_come_from_others():
    idea = make_proposal()
    with pytest.raises(OwnIdea):
        support_idea(proposal=idea, participant=idea.author, at=NOW)


@pytest.mark.parametrize("status", [Status.INADMISSIBLE, Status.MERGED, Status.WITHDRAWN, Status.UNFEASIBLE])
def test_an_idea_that_is_over_is_not_supported(status):
    consultation = make_consultation()
    more = {"merged_into": make_proposal(consultation=consultation)} if status == Status.MERGED else {}
    idea = make_proposal(consultation=consultation, status=status, **more)
    with pytest.raises(NotSupportable):
        support_idea(proposal=idea, participant=make_participant(), at=NOW)


def test_a_hidden_idea_is_not_supported():
    idea = make_proposal(hidden_at=NOW, hidden_reason="Injurieuse.")
    with pytest.raises(NotSupportable):
        support_idea(proposal=idea, participant=make_participant(), at=NOW)


def test_supports_have_their_phases():
    idea = make_proposal(consultation=make_consultation(running="vote"))
    with pytest.raises(NotWelcome):
        support_idea(proposal=idea, participant=make_participant(), at=NOW)


def test_supports_come_from_those_whom_the_consultation_addresses():
    idea = make_proposal(consultation=make_consultation(area=make_commune(), accepted_links=["lives"]))
    with pytest.raises(NotEligible):
        support_idea(proposal=idea, participant=make_participant(home=make_commune()), at=NOW)


def test_the_cap_of_supports_is_freed_by_taking_one_back():
    consultation, person = make_consultation(supports_per_person=2), make_participant()
    ideas = [make_proposal(consultation=consultation) for _ in range(3)]
    for idea in ideas[:2]:
        support_idea(proposal=idea, participant=person, at=NOW)

    with pytest.raises(NoSupportLeft):
        support_idea(proposal=ideas[2], participant=person, at=NOW)
    assert not support_idea(proposal=ideas[0], participant=person, at=NOW)
    withdraw_support(proposal=ideas[0], participant=person, at=NOW)
    assert support_idea(proposal=ideas[2], participant=person, at=NOW)


def test_the_count_has_one_source_whatever_the_path():
    idea, other = make_proposal(), make_proposal()
    for _ in range(3):
        make_support(idea)
    many = [
        Support(consultation=one.consultation, proposal=one, participant=make_participant(), at=NOW)
        for one in (idea, other, other)
    ]
    Support.objects.bulk_create(many)
    idea.supports.order_by("pk")[0].delete()

    counted = {row.pk: row.support_count for row in Proposal.objects.with_support_count()}

    assert counted == {idea.pk: 3, other.pk: 2} == {one.pk: one.supports.count() for one in (idea, other)}
