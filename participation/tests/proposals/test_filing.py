"""Filing, changing and taking back an idea."""

from datetime import timedelta

import pytest

from participation.consultations.operations import NotEligible, NotWelcome
from participation.proposals.models import Proposal
from participation.proposals.operations import (
    discard_draft,
    edit_idea,
    file_idea,
    save_draft,
    withdraw_idea,
)
from participation.proposals.operations.filing import NotADraft, NotEditable, TooLateToWithdraw, TooManyIdeas
from participation.proposals.operations.statuses import ReasonMissing, StatusMoved
from participation.proposals.states import Status
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_participant
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db
WORDS = {"title": "Des bancs à l’ombre", "text": "Six bancs sous les tilleuls."}


def draft(consultation=None, author=None, **words) -> Proposal:
    return save_draft(
        consultation=consultation or make_consultation(),
        author=author or make_participant(),
        at=NOW,
        **(WORDS | words),
    )


def test_a_draft_has_neither_number_nor_public_address():
    idea = draft()

    assert (idea.number, idea.submitted_at) == (None, None)
    assert idea.slug.startswith("brouillon-")
    assert idea not in Proposal.objects.public()


def test_filing_numbers_dates_and_publishes_an_idea():
    consultation = make_consultation()

    first = file_idea(proposal=draft(consultation), at=NOW)
    second = file_idea(proposal=draft(consultation, title="Un verger"), at=NOW)

    assert [first.number, second.number] == [1, 2]
    assert first.slug == "1-des-bancs-a-l-ombre"
    assert set(Proposal.objects.public()) == {first, second}
    assert [version.words() for version in first.versions.all()] == [first.words()]
    assert [holder.participant for holder in first.holders.all()] == [first.author]


def test_numbers_of_another_consultation_are_its_own():
    file_idea(proposal=draft(), at=NOW)

    assert file_idea(proposal=draft(), at=NOW).number == 1


def test_the_holder_is_told_that_the_idea_is_received():
    idea = file_idea(proposal=draft(), at=NOW)

    notice = Notice.objects.get(participant=idea.author)
    assert notice.kind == "proposal.received"
    assert "numéro 1" in notice.text
    assert notice.url == f"/consultations/{idea.consultation.slug}/propositions/1-des-bancs-a-l-ombre/"


def test_a_second_click_files_nothing_and_uses_no_number():
    consultation, author = make_consultation(), make_participant()
    first = draft(consultation, author)
    second_click = Proposal.objects.get(pk=first.pk)
    file_idea(proposal=first, at=NOW)

    with pytest.raises(NotADraft):
        file_idea(proposal=second_click, at=NOW)

    assert file_idea(proposal=draft(consultation, author), at=NOW).number == 2


def test_ideas_are_filed_only_while_they_are_welcome():
    idea = draft()

    with pytest.raises(NotWelcome):
        file_idea(proposal=idea, at=NOW + timedelta(days=30))
    with pytest.raises(NotWelcome):
        save_draft(consultation=make_consultation(running="vote"), author=idea.author, at=NOW, **WORDS)


def test_only_those_whom_the_consultation_addresses_file_ideas():
    here, elsewhere = make_commune(), make_commune()
    consultation = make_consultation(area=here, accepted_links=["lives"])

    file_idea(proposal=draft(consultation, make_participant(home=here)), at=NOW)
    with pytest.raises(NotEligible):
        file_idea(proposal=draft(consultation, make_participant(home=elsewhere)), at=NOW)


def test_the_cap_counts_filed_ideas_and_forgets_those_taken_back():
    consultation, author = make_consultation(ideas_per_person=1), make_participant()
    first = file_idea(proposal=draft(consultation, author), at=NOW)
    second = draft(consultation, author, title="Un verger")

    with pytest.raises(TooManyIdeas):
        file_idea(proposal=second, at=NOW)
    withdraw_idea(proposal=first, reason="Je préfère l’autre.", at=NOW)
    assert file_idea(proposal=second, at=NOW).number == 2


def test_a_draft_changes_without_leaving_versions():
    idea = edit_idea(proposal=draft(), at=NOW, title="Dix bancs")

    assert (idea.title, idea.versions.count()) == ("Dix bancs", 0)


def test_each_version_of_a_filed_idea_stays_public():
    idea = make_proposal()

    edit_idea(proposal=idea, at=NOW, reason="Plus ambitieux", title="Dix bancs")
    edit_idea(proposal=idea, at=NOW, title="Dix bancs")

    assert [(version.no, version.title) for version in idea.versions.all()] == [
        (2, "Dix bancs"),
        (1, "Des bancs à l’ombre"),
    ]


@pytest.mark.parametrize("status", [Status.ADMISSIBLE, Status.INADMISSIBLE, Status.WITHDRAWN, Status.ON_BALLOT])
def test_words_stand_still_once_the_commission_has_decided(status):
    with pytest.raises(NotEditable):
        edit_idea(proposal=make_proposal(status=status), at=NOW, title="Autre chose")


def test_an_author_takes_an_idea_back_with_a_public_reason():
    idea = make_proposal()

    with pytest.raises(ReasonMissing):
        withdraw_idea(proposal=idea, reason="  ", at=NOW)
    withdraw_idea(proposal=idea, reason="Le parc a été refait.", at=NOW)

    idea.refresh_from_db()
    assert (idea.status, idea.changes.last().reason) == (Status.WITHDRAWN, "Le parc a été refait.")
    assert idea in Proposal.objects.public()


@pytest.mark.parametrize("status", [Status.ON_BALLOT, Status.INADMISSIBLE, Status.DONE])
def test_it_is_too_late_to_withdraw(status):
    with pytest.raises(TooLateToWithdraw):
        withdraw_idea(proposal=make_proposal(status=status), reason="Trop tard ?", at=NOW)


def test_a_draft_is_thrown_away_and_a_filed_idea_is_not():
    thrown, filed = draft(), make_proposal()
    discard_draft(proposal=thrown)

    assert not Proposal.objects.filter(pk=thrown.pk).exists()
    with pytest.raises(NotADraft):
        discard_draft(proposal=filed)


def test_a_withdrawal_loses_against_a_decision_taken_meanwhile():
    idea = make_proposal()
    Proposal.objects.filter(pk=idea.pk).update(status=Status.INADMISSIBLE)

    with pytest.raises(StatusMoved, match="Non recevable"):
        withdraw_idea(proposal=idea, reason="Finalement non.", at=NOW)
