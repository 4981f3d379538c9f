"""What the database refuses whoever asks, one constraint at a time."""

import pytest
from django.db import IntegrityError, transaction

from participation.proposals.judgements import Decision, ReviewRequest, ScopeChange, Study
from participation.proposals.models import Proposal
from participation.proposals.records import Holder, StatusChange, Support, Version
from participation.proposals.states import Status
from participation.tests.factories.consultations import NOW
from participation.tests.factories.proposals import make_proposal, make_support
from territories.tests.factories.accounts import make_participant, make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    return make_proposal()


def refused(constraint: str, act) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        act()


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("proposal_cost_is_positive", {"cost_cents": 0}),
        ("proposal_point_is_whole", {"latitude": 48.0}),
        ("proposal_point_is_whole", {"latitude": 148.0, "longitude": 6.0}),
        ("proposal_filed_has_date_and_number", {"number": None}),
        ("proposal_filed_has_date_and_number", {"status": "draft"}),
        ("proposal_merged_into_another", {"status": "merged"}),
        ("proposal_hidden_with_a_reason", {"hidden_at": NOW}),
    ],
)
def test_an_idea_makes_sense(idea, constraint, columns):
    refused(constraint, lambda: Proposal.objects.filter(pk=idea.pk).update(**columns))


def test_an_idea_is_not_merged_into_itself(idea):
    merged = {"status": Status.MERGED, "merged_into": idea}
    refused("proposal_merged_into_another", lambda: Proposal.objects.filter(pk=idea.pk).update(**merged))


def test_numbers_and_addresses_are_given_once(idea):
    other = make_proposal(consultation=idea.consultation)
    rows = Proposal.objects.filter(pk=other.pk)
    refused("proposal_number_once", lambda: rows.update(number=idea.number))
    refused("proposal_slug_once", lambda: rows.update(slug=idea.slug))


def test_one_support_one_holder_one_version_number(idea):
    person = make_participant()
    make_support(idea, person)
    common = {"consultation": idea.consultation, "proposal": idea, "at": NOW}
    refused("support_once_per_person", lambda: Support.objects.create(participant=person, **common))
    refused("holder_once_per_idea", lambda: Holder.objects.create(participant=idea.author, **common))
    refused("version_no_once", lambda: Version.objects.create(no=1, kind="edited", title="T", text="T", **common))


def test_a_change_changes_and_a_no_is_explained(idea):
    common = {"consultation": idea.consultation, "proposal": idea, "at": NOW, "body": "commission"}
    refused(
        "status_change_changes",
        lambda: StatusChange.objects.create(before="submitted", after="submitted", **common),
    )
    refused(
        "status_change_explains_a_no",
        lambda: StatusChange.objects.create(before="submitted", after="inadmissible", **common),
    )


def test_a_commission_decides_once_per_round_and_explains_its_no(idea):
    common = {"consultation": idea.consultation, "proposal": idea, "at": NOW}
    Decision.objects.create(round=1, admissible=True, **common)
    refused("decision_once_per_round", lambda: Decision.objects.create(round=1, admissible=True, **common))
    refused("decision_round_is_first_or_review", lambda: Decision.objects.create(round=3, admissible=True, **common))
    refused("decision_no_is_explained", lambda: Decision.objects.create(round=2, admissible=False, **common))


def test_a_review_is_asked_once(idea):
    common = {"consultation": idea.consultation, "proposal": idea, "at": NOW, "participant": idea.author}
    ReviewRequest.objects.create(argument="Si.", **common)
    refused("proposal_id", lambda: ReviewRequest.objects.create(argument="Si !", **common))


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("study_costs_are_amounts", {"cost_cents": -1}),
        ("study_costs_are_amounts", {"yearly_cents": -1}),
        ("study_delay_is_reasonable", {"delay_months": 241}),
        ("study_concluded_is_complete", {"concluded_at": NOW}),
    ],
)
def test_a_sheet_makes_sense(idea, constraint, columns):
    common = {"consultation": idea.consultation, "proposal": idea, "written_at": NOW}
    refused(constraint, lambda: Study.objects.create(**common, **columns))


def test_one_changed_scope_waits_at_a_time_and_an_answer_has_a_date(idea):
    common = {"consultation": idea.consultation, "proposal": idea, "at": NOW, "title": "T", "text": "T", "reason": "R"}
    ScopeChange.objects.create(**common)
    refused("scope_change_one_at_a_time", lambda: ScopeChange.objects.create(**common))
    refused("scope_change_answer_is_dated", lambda: ScopeChange.objects.create(answer="accepted", **common))
    refused(
        "scope_change_cost_is_positive",
        lambda: ScopeChange.objects.create(answer="declined", answered_at=NOW, cost_cents=0, **common),
    )


def test_who_sees_which_ideas(idea):
    hidden = make_proposal(consultation=idea.consultation, hidden_at=NOW, hidden_reason="Injure.")
    draft = make_proposal(consultation=idea.consultation, status=Status.DRAFT)
    author, stranger = make_user(participant=draft.author), make_user()
    manager, instructor = (make_staff(kind, idea.consultation.area) for kind in ("manager", "instructor"))
    Proposal.objects.filter(pk=hidden.pk).update(instructor=instructor)

    def seen(user):
        return set(Proposal.objects.visible_to(user))

    assert seen(stranger) == {idea}
    assert seen(author) == {idea, draft}
    assert seen(manager) == seen(instructor) == seen(make_staff("administrator")) == {idea, hidden}
    assert seen(make_staff("manager", make_proposal().consultation.area)) >= {idea}
    assert hidden not in seen(make_staff("manager", make_proposal().consultation.area))
