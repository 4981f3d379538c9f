"""Comments: said, answered, reported, hidden."""

import pytest
from django.db import IntegrityError, transaction

from participation.consultations.operations import NotWelcome
from participation.debates.models import Comment, CommentReport
from participation.debates.operations import (
    CommentGone,
    NothingToDiscuss,
    NotYourComment,
    dismiss_reports,
    hide_comment,
    post_comment,
    report_comment,
    show_comment,
    withdraw_comment,
)
from participation.debates.queries import thread_of
from participation.proposals.operations.statuses import ReasonMissing
from participation.proposals.states import Status
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal
from territories.instance.models import Act
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_participant, make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    return make_proposal()


def say(idea, text="Bonne idée.", **fields) -> Comment:
    return post_comment(proposal=idea, text=text, at=NOW, **({"author": make_participant()} | fields))


def test_a_comment_reaches_the_holders_but_not_its_own_author(idea):
    say(idea)
    say(idea, author=idea.author)

    assert [notice.participant for notice in Notice.objects.filter(kind="proposal.comment")] == [idea.author]


def test_answers_stay_one_level_deep(idea):
    first = say(idea)
    answer = say(idea, "Oui.", parent=first)
    deeper = say(idea, "Non.", parent=answer)

    (strand,) = thread_of(idea)
    assert (strand.comment, strand.replies) == (first, [answer, deeper])


def test_comments_have_their_phases_and_their_ideas(idea):
    with pytest.raises(NotWelcome):
        say(make_proposal(consultation=make_consultation(running="count")))
    with pytest.raises(NothingToDiscuss):
        say(make_proposal(hidden_at=NOW, hidden_reason="Injure."))
    with pytest.raises(NothingToDiscuss):
        say(make_proposal(status=Status.DRAFT))
    with pytest.raises(CommentGone):
        say(idea, parent=say(make_proposal(consultation=idea.consultation)))


def test_an_author_takes_a_comment_back_and_its_words_are_gone(idea):
    comment = say(idea, "Je n’aurais pas dû.")

    with pytest.raises(NotYourComment):
        withdraw_comment(comment=comment, author=make_participant(), at=NOW)
    withdraw_comment(comment=comment, author=comment.author, at=NOW)

    comment.refresh_from_db()
    assert (comment.stands, "aurais" in comment.text) == (False, False)
    with pytest.raises(CommentGone):
        withdraw_comment(comment=comment, author=comment.author, at=NOW)


def test_a_report_counts_once_per_person_and_waits_for_a_judgement(idea):
    comment, person = say(idea), make_participant()

    assert report_comment(comment=comment, participant=person, reason="Injure", at=NOW)
    assert not report_comment(comment=comment, participant=person, reason="Encore", at=NOW)
    assert list(Comment.objects.reported()) == [comment]
    dismiss_reports(comment=comment, by=make_user(), at=NOW)

    assert CommentReport.objects.get().upheld is False
    assert not Comment.objects.reported()
    with pytest.raises(CommentGone):
        dismiss_reports(comment=comment, by=make_user(), at=NOW)


def test_a_hidden_comment_leaves_its_place_and_its_reason(client, idea):
    comment = say(idea, "Des mots très vilains.")
    report_comment(comment=comment, participant=make_participant(), reason="Injure", at=NOW)
    with pytest.raises(ReasonMissing):
        hide_comment(comment=comment, reason=" ", by=make_user(), at=NOW)

    hide_comment(comment=comment, reason="Injure", by=make_user(), at=NOW)

    page = client.get(idea.get_absolute_url()).content.decode()
    assert "Commentaire masqué par l’équipe : Injure" in page
    assert "vilains" not in page
    assert CommentReport.objects.get().upheld is True
    assert Notice.objects.get(kind="comment.hidden").participant == comment.author
    assert "vilains" not in str(Act.objects.filter(verb="comment.hidden").values())
    with pytest.raises(CommentGone):
        hide_comment(comment=comment, reason="Encore", by=make_user(), at=NOW)
    show_comment(comment=comment, by=make_user(), at=NOW)
    assert "vilains" in client.get(idea.get_absolute_url()).content.decode()


def test_who_sees_a_hidden_comment(idea):
    comment = say(idea)
    hide_comment(comment=comment, reason="Injure", by=make_user(), at=NOW)
    own = make_user(participant=comment.author)

    assert comment not in Comment.objects.visible_to(make_user())
    assert comment in Comment.objects.visible_to(own)
    assert comment in Comment.objects.visible_to(make_staff("manager", idea.consultation.area))
    assert comment not in Comment.objects.visible_to(make_staff("manager", make_consultation().area))


@pytest.mark.parametrize(
    "wrong",
    [{"hidden_at": NOW}, {"hidden_reason": "Injure"}, {"text": ""}],
)
def test_the_database_refuses_comments_that_make_no_sense(idea, wrong):
    comment = say(idea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**wrong)
