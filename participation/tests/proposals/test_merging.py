"""Merging: nobody counts twice, nobody is lost, no circle."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crois_sens.kernel.refusals import Refusal
from participation.proposals.models import Proposal
from participation.proposals.operations import merge_ideas
from participation.proposals.operations.merging import AnotherConsultation, NotMergeable, SameIdea
from participation.proposals.operations.statuses import ReasonMissing
from participation.proposals.states import Status
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal, make_support
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_participant, make_user

pytestmark = pytest.mark.django_db


def merge(away, keep, reason="Même place, mêmes bancs."):
    merge_ideas(away=away, keep=keep, reason=reason, by=make_user(), at=NOW)


def two_ideas():
    consultation = make_consultation()
    return make_proposal(consultation=consultation), make_proposal(consultation=consultation)


def test_supports_follow_without_doubling_and_holders_join():
    away, keep = two_ideas()
    both, only_away, only_keep = (make_participant() for _ in range(3))
    for idea, people in ((away, [both, only_away, keep.author]), (keep, [both, only_keep, away.author])):
        for person in people:
            make_support(idea, person)

    merge(away, keep)

    away.refresh_from_db()
    assert (away.status, away.merged_into) == (Status.MERGED, keep)
    assert {support.participant for support in keep.supports.all()} == {both, only_away, only_keep}
    assert away.supports.count() == 0
    assert {holder.participant for holder in keep.holders.all()} == {away.author, keep.author}


def test_each_side_is_told_once():
    away, keep = two_ideas()

    merge(away, keep)

    told = {notice.participant: notice.title for notice in Notice.objects.all()}
    assert set(told) == {away.author, keep.author}
    assert "Fusionnée" in told[away.author]
    assert "rejoint" in told[keep.author]


def test_what_was_merged_before_follows():
    first, second = two_ideas()
    third = make_proposal(consultation=first.consultation)
    merge(first, second)
    merge(second, third)

    first.refresh_from_db()
    assert first.merged_into == third


def test_what_cannot_be_merged():
    away, keep = two_ideas()
    with pytest.raises(SameIdea):
        merge(away, away)
    with pytest.raises(AnotherConsultation):
        merge(away, make_proposal())
    with pytest.raises(ReasonMissing):
        merge(away, keep, reason="")
    merge(away, keep)
    with pytest.raises(NotMergeable, match="Fusionnée"):
        merge(keep, away)
    with pytest.raises(NotMergeable, match="Soumis au vote"):
        merge(keep, make_proposal(consultation=keep.consultation, status=Status.ON_BALLOT))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_merged_ideas_never_lead_in_a_circle(pairs):
    consultation = make_consultation()
    ideas = [make_proposal(consultation=consultation) for _ in range(5)]
    for away, keep in pairs:
        try:
            merge(ideas[away], ideas[keep])
        except Refusal:
            continue
    for idea in Proposal.objects.filter(consultation=consultation):
        assert idea.merged_into is None or idea.merged_into.merged_into_id is None
    assert Proposal.objects.filter(consultation=consultation, merged_into=None).exists()


def test_those_who_supported_either_are_told_where_their_support_went():
    away, keep = two_ideas()
    person = make_participant()
    make_support(away, person)

    merge(away, keep)

    notice = Notice.objects.get(participant=person)
    assert notice.kind == "proposal.followed"
    assert "Votre soutien suit" in notice.text
