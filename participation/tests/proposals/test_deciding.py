"""Admissibility, review, and the one writer of states."""

import pytest

from participation.consultations.operations import NotWelcome
from participation.proposals.models import Proposal
from participation.proposals.operations import change_status, decide_admissibility, edit_idea, request_review
from participation.proposals.operations.decisions import (
    NothingToDecide,
    NothingToReview,
    ReviewAlreadyAsked,
    WordsMoved,
)
from participation.proposals.operations.statuses import ArticleMissing, CannotBecome, ReasonMissing, StatusMoved
from participation.proposals.states import Body, Status
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal
from territories.instance.models import Act
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
NO = {"admissible": False, "reason": "Relève de l’État.", "article": "Article 3"}


def decide(idea, **fields):
    return decide_admissibility(proposal=idea, at=NOW, **({"by": make_user(), "admissible": True} | fields))


def test_a_yes_is_public_dated_and_mailed():
    idea = make_proposal()

    decide(idea, reason="D’intérêt général.")

    change = idea.changes.last()
    assert (change.before, change.after, change.body, change.at) == ("submitted", "admissible", Body.COMMISSION, NOW)
    assert Notice.objects.get(participant=idea.author).kind == "proposal.decision"
    assert Act.objects.get().verb == "proposal.admissible"


def test_a_no_gives_its_reason_and_its_article():
    idea = make_proposal()

    with pytest.raises(ReasonMissing):
        decide(idea, admissible=False, article="Article 3")
    with pytest.raises(ArticleMissing):
        decide(idea, admissible=False, reason="Relève de l’État.")
    decide(idea, **NO)

    notice = Notice.objects.get()
    assert "Relève de l’État." in notice.text
    assert "Article 3" in notice.text


def test_nobody_on_staff_is_named_in_what_holders_read():
    idea, member = make_proposal(), make_user(name="Camille Secret", email="camille.secret@ville.fr")

    decide(idea, by=member, **NO)

    assert "secret" not in (Notice.objects.get().text + Notice.objects.get().title).casefold()


def test_a_decision_is_taken_while_decisions_are_welcome():
    idea = make_proposal(consultation=make_consultation(running="vote"))

    with pytest.raises(NotWelcome):
        decide(idea)


def test_words_that_changed_meanwhile_are_read_again_first():
    idea = make_proposal()
    edit_idea(proposal=idea, at=NOW, title="Vingt bancs")

    with pytest.raises(WordsMoved):
        decide(idea, version_seen=1)
    decide(idea, version_seen=2)


def test_what_was_decided_is_not_decided_again():
    idea = make_proposal()
    decide(idea)

    with pytest.raises(NothingToDecide):
        decide(idea, **NO)


def test_a_holder_asks_once_for_a_review_and_the_commission_may_turn_round():
    idea = make_proposal()
    decide(idea, **NO)
    with pytest.raises(NothingToDecide):
        decide(idea)

    request_review(proposal=idea, participant=idea.author, argument="La ville est propriétaire.", at=NOW)
    with pytest.raises(ReviewAlreadyAsked):
        request_review(proposal=idea, participant=idea.author, argument="Encore !", at=NOW)
    assert idea in Proposal.objects.to_decide()
    decide(idea, reason="Exact.")

    assert [(d.round, d.admissible) for d in idea.decisions.all()] == [(1, False), (2, True)]
    assert idea.status == Status.ADMISSIBLE
    assert idea not in Proposal.objects.to_decide()


def test_a_confirmed_refusal_is_public_mailed_and_final():
    idea = make_proposal()
    decide(idea, **NO)
    request_review(proposal=idea, participant=idea.author, argument="Et pourtant.", at=NOW)

    with pytest.raises(ReasonMissing):
        decide(idea, admissible=False, article="Article 3")
    decide(idea, **NO)

    assert Notice.objects.filter(title__contains="refus est confirmé").count() == 1
    with pytest.raises(StatusMoved):
        decide(idea)
    with pytest.raises(ReviewAlreadyAsked):
        request_review(proposal=idea, participant=idea.author, argument="Encore !", at=NOW)


def test_only_a_refused_idea_is_reviewed():
    idea = make_proposal()
    with pytest.raises(NothingToReview):
        request_review(proposal=idea, participant=idea.author, argument="?", at=NOW)


def test_the_table_of_states_binds_every_caller():
    with pytest.raises(CannotBecome, match="« Déposée » ne peut pas devenir « Lauréat »"):
        change_status(proposal=make_proposal(), to=Status.WINNER, body=Body.VOTE, at=NOW)


def test_a_state_seen_too_long_ago_moves_nothing():
    idea = make_proposal()
    stale = Proposal.objects.get(pk=idea.pk)
    decide(idea)

    with pytest.raises(StatusMoved, match="Recevable"):
        change_status(proposal=stale, to=Status.INADMISSIBLE, body=Body.COMMISSION, reason="x", article="y", at=NOW)
    assert stale.changes.count() == 2


def test_a_winner_reads_that_the_council_decides_next():
    change_status(proposal=make_proposal(status=Status.ON_BALLOT), to=Status.WINNER, body=Body.VOTE, at=NOW)

    assert "sous réserve du vote" in Notice.objects.get().text
