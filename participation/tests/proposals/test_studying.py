"""The study: assigned, written, agreed upon, concluded."""

import pytest

from participation.proposals.judgements import Study
from participation.proposals.models import Proposal
from participation.proposals.operations import (
    accept_scope,
    assign_study,
    conclude_study,
    decline_scope,
    propose_scope,
    reopen_study,
    write_study,
)
from participation.proposals.operations.scopes import NothingToAnswer, SameScope
from participation.proposals.operations.statuses import ReasonMissing
from participation.proposals.operations.studies import (
    CostNeedsAgreement,
    NotAnInstructor,
    NotUnderStudy,
    ScopeAwaitsAnswer,
    StudyIncomplete,
    StudyMoved,
)
from participation.proposals.states import Status
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db
WHOLE = {"cost_cents": 1_200_000, "yearly_cents": 0, "opinion": "favourable"}


@pytest.fixture
def manager():
    return make_user()


@pytest.fixture
def idea(manager):
    """An idea being studied by an instructor of its territory."""
    idea = make_proposal(consultation=make_consultation(running="study"), status=Status.ADMISSIBLE)
    instructor = make_staff("instructor", idea.consultation.area)
    assign_study(proposal=idea, instructor=instructor, by=manager, at=NOW)
    return idea


def write(idea, **fields):
    return write_study(study=Study.objects.get(proposal=idea), by=idea.instructor, at=NOW, **fields)


def propose(idea, **fields):
    words = {"title": idea.title, "text": "Quatre bancs.", "cost_cents": 900_000, "reason": "La place est classée."}
    return propose_scope(proposal=idea, by=idea.instructor, at=NOW, **(words | fields))


def test_assigning_begins_the_study(idea):
    assert (idea.status, Study.objects.get(proposal=idea).revision) == (Status.IN_STUDY, 0)
    assert list(Proposal.objects.studied_by(idea.instructor)) == [idea]


def test_an_idea_being_studied_may_be_given_to_another(idea, manager):
    other = make_staff("instructor", idea.consultation.area)

    assign_study(proposal=idea, instructor=other, by=manager, at=NOW)

    assert (idea.instructor, idea.changes.count(), Study.objects.count()) == (other, 2, 1)


def test_only_an_instructor_of_the_territory_is_given_a_study(manager):
    idea = make_proposal(consultation=make_consultation(running="study"), status=Status.ADMISSIBLE)

    with pytest.raises(NotAnInstructor):
        assign_study(proposal=idea, instructor=make_staff("instructor", make_consultation().area), by=manager, at=NOW)


def test_a_sheet_written_by_another_hand_is_read_again_first(idea):
    one = Study.objects.get(proposal=idea)
    other = Study.objects.get(proposal=idea)
    write_study(study=one, by=idea.instructor, at=NOW, delay_months=6)

    with pytest.raises(StudyMoved):
        write_study(study=other, by=idea.instructor, at=NOW, delay_months=12)
    assert Study.objects.get().delay_months == 6


def test_the_cost_without_vat_follows_from_the_rate(idea):
    assert write(idea, cost_cents=1_200_000, vat=200).net_cents == 1_000_000
    assert write(idea, cost_cents=105_500, vat=55).net_cents == 100_000
    assert write(idea, cost_cents=100, vat=0).net_cents == 100


def test_an_incomplete_sheet_concludes_nothing(idea, manager):
    with pytest.raises(StudyIncomplete, match="l’avis, le coût, le coût de fonctionnement"):
        conclude_study(proposal=idea, feasible=True, by=manager, at=NOW)


def test_a_studied_cost_becomes_the_cost_of_an_idea_that_announced_none(idea, manager):
    write(idea, **WHOLE)

    conclude_study(proposal=idea, feasible=True, by=manager, at=NOW)

    idea.refresh_from_db()
    assert (idea.status, idea.cost_cents) == (Status.FEASIBLE, 1_200_000)
    assert [version.kind for version in idea.versions.all()] == ["costed", "filed"]
    with pytest.raises(NotUnderStudy):
        write(idea, delay_months=3)


def test_another_cost_needs_the_agreement_of_the_holder(idea, manager):
    Proposal.objects.filter(pk=idea.pk).update(cost_cents=500_000)
    idea.refresh_from_db()
    write(idea, **WHOLE)

    with pytest.raises(CostNeedsAgreement, match="12"):
        conclude_study(proposal=idea, feasible=True, by=manager, at=NOW)
    change = propose(idea, text=idea.text, cost_cents=1_200_000)
    with pytest.raises(ScopeAwaitsAnswer):
        conclude_study(proposal=idea, feasible=True, by=manager, at=NOW)
    accept_scope(change=change, participant=idea.author, at=NOW)
    conclude_study(proposal=Proposal.objects.get(pk=idea.pk), feasible=True, by=manager, at=NOW)

    assert Proposal.objects.get(pk=idea.pk).status == Status.FEASIBLE


def test_not_feasible_gives_its_reason_and_may_be_studied_again(idea, manager):
    write(idea, opinion="unfavourable")
    with pytest.raises(ReasonMissing):
        conclude_study(proposal=idea, feasible=False, by=manager, at=NOW)
    conclude_study(proposal=idea, feasible=False, reason="Sol pollué.", by=manager, at=NOW)
    assert idea.status == Status.UNFEASIBLE

    reopen_study(proposal=idea, reason="Le sol sera dépollué.", by=manager, at=NOW)
    assert write(idea, delay_months=9).concluded_at is None


def test_both_versions_stay_public_when_the_holder_accepts(idea):
    change = propose(idea)
    assert Notice.objects.filter(kind="proposal.changed", participant=idea.author).count() == 1

    accept_scope(change=change, participant=idea.author, at=NOW)

    assert [(v.kind, v.text) for v in idea.versions.all()] == [
        ("scope", "Quatre bancs."),
        ("filed", "Planter trois tilleuls et poser six bancs sur la place du marché."),
    ]
    assert Proposal.objects.get(pk=idea.pk).cost_cents == 900_000


def test_a_holder_who_refuses_withdraws_and_the_proposed_change_stays_public(idea):
    change = propose(idea)

    decline_scope(change=change, reason="Ce n’est plus mon idée.", participant=idea.author, at=NOW)

    idea.refresh_from_db()
    assert (idea.status, idea.scope_changes.get().answer) == (Status.WITHDRAWN, "declined")
    with pytest.raises(NothingToAnswer):
        accept_scope(change=change, participant=idea.author, at=NOW)


def test_one_change_at_a_time_and_one_that_changes_something(idea):
    with pytest.raises(SameScope):
        propose(idea, text=idea.text, cost_cents=None)
    with pytest.raises(ReasonMissing):
        propose(idea, reason=" ")
    propose(idea)
    with pytest.raises(ScopeAwaitsAnswer):
        propose(idea, text="Trois bancs.")
