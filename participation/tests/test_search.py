"""The search follows consultations, their ideas and their votes, whatever writes their tables."""

import pytest
from django.db import connection

from participation.ballots.models import Poll
from participation.consultations.models import Consultation
from participation.proposals.models import Proposal
from participation.proposals.states import Status
from participation.tests.factories.ballots import make_poll
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal
from territories.instance.models import Theme
from territories.search.finding import Question, find
from territories.search.models import SearchDocument
from territories.tests.factories.areas import make_area

pytestmark = pytest.mark.django_db
DRAFT = {"published_at": None, "published_by": None}
HIDDEN = {"hidden_at": NOW, "hidden_reason": "Insulte"}


def kinds_found(words: str, **narrowed) -> list[str]:
    return sorted(one.kind for one in find(Question(words, **narrowed)).found)


def test_ideas_are_found_from_the_moment_their_consultation_is_published():
    consultation = make_consultation(published=False, title="Les tilleuls")
    make_proposal(consultation=consultation, title="Un tilleul par rue")
    before = kinds_found("tilleul")
    publisher = make_consultation().published_by
    Consultation.objects.filter(pk=consultation.pk).update(published_at=NOW, published_by=publisher)

    assert before == []
    assert kinds_found("tilleul") == ["consultation", "idea"]


def test_what_belongs_to_a_consultation_follows_its_title_and_its_area():
    voting, proposing, area = make_consultation(running=None, title="Tilleuls"), make_consultation(), make_area()
    make_poll(consultation=voting, question="Où ?")
    make_proposal(consultation=proposing, title="Une glycine", text="Sur le mur.")
    Consultation.objects.filter(pk=voting.pk).update(title="Les glycines")
    Consultation.objects.filter(pk=proposing.pk).update(area=area)

    assert kinds_found("tilleul") == []
    assert kinds_found("glycine") == ["consultation", "idea", "poll"]
    assert kinds_found("glycine", area=area.pk) == ["idea"]


@pytest.mark.parametrize("changed", [HIDDEN, {"title": "Une glycine", "text": "Sur le mur."}])
def test_an_idea_that_changed_is_found_no_more_by_its_old_words(changed):
    idea = make_proposal(title="Un tilleul", text="Sur la place.")
    before = kinds_found("tilleul")
    Proposal.objects.filter(pk=idea.pk).update(**changed)

    assert before == ["idea"]
    assert kinds_found("tilleul") == []


def test_drafts_and_merged_ideas_are_not_found():
    kept = make_proposal(title="Un tilleul")
    make_proposal(title="Un tilleul aussi", status=Status.MERGED, merged_into=kept, consultation=kept.consultation)
    make_proposal(title="Un tilleul peut-être", status=Status.DRAFT, consultation=kept.consultation)

    assert [one.object_id for one in find(Question("tilleul")).found] == [kept.pk]


def test_an_idea_is_found_by_the_number_people_quote():
    idea = make_proposal(number=317)

    assert [one.object_id for one in find(Question("317")).found] == [idea.pk]


def test_a_vote_is_found_by_the_projects_on_its_ballot_once_it_is_sealed():
    make_poll(sealed=False)
    poll = make_poll()

    assert [(one.kind, one.object_id) for one in find(Question("projet 3")).found] == [("poll", poll.pk)]


def test_a_vote_is_narrowed_by_the_theme_of_its_consultation():
    theme = Theme.objects.create(name="Arbres", slug="arbres")
    poll = make_poll(question="Des tilleuls ?")
    poll.consultation.themes.add(theme)
    with_it = kinds_found("tilleul", theme=theme.pk)
    poll.consultation.themes.clear()

    assert with_it == ["poll"]
    assert kinds_found("tilleul", theme=theme.pk) == []


@pytest.mark.parametrize(("model", "make"), [(Proposal, make_proposal), (Poll, make_poll)])
def test_a_write_that_changes_no_word_leaves_the_document_alone(model, make):
    row = make()
    kind = "idea" if model is Proposal else "poll"
    before = version_of_the_document(kind, row.pk)
    model.objects.filter(pk=row.pk).update(updated_at=NOW)

    assert before
    assert version_of_the_document(kind, row.pk) == before


def version_of_the_document(kind: str, pk: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ctid::text FROM territories_searchdocument WHERE kind = %s AND object_id = %s", [kind, pk]
        )
        return cursor.fetchone()[0]


def test_what_the_search_shows_of_each_kind(client):
    area = make_area(name="Vallée du Tilleul")
    consultation = make_consultation(title="Les tilleuls", area=area, summary="Où en planter ?")
    idea = make_proposal(consultation=consultation, title="Un tilleul par rue", text="Avec **un banc**.")
    poll = make_poll(consultation=consultation, question="Quels tilleuls ?")
    page = " ".join(client.get("/chercher/", {"q": "tilleul"}).content.decode().split())

    assert SearchDocument.objects.count() == 3
    for row in (consultation, idea, poll):
        assert f'href="{row.get_absolute_url()}"' in page
    assert "Avec un banc." in page
