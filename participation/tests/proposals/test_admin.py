"""The queues and steps of teams, over HTTP."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.proposals.judgements import Study
from participation.proposals.models import Proposal
from participation.proposals.operations import assign_study, propose_scope, request_review, write_study
from participation.proposals.states import Status
from participation.tests.factories.consultations import NOW, make_consultation, make_phase
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db
LIST = "/admin/participation/proposal/"
SHEETS = "/admin/participation/study/"


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_factories():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def consultation():
    consultation = make_consultation()
    make_phase(consultation, kind="study")
    return consultation


def sign_in(client, kind: str, area):
    user = make_staff(kind, area)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def listed(page) -> set[str]:
    return {getattr(row, "title", None) or row.proposal.title for row in page.context["cl"].result_list}


def step(client, row, slug: str, **data):
    name = f"admin:participation_{row._meta.model_name}_step"
    return client.post(reverse(name, args=[row.pk, slug]), data)


def study_of(idea, instructor) -> Study:
    return assign_study(proposal=idea, instructor=instructor, by=instructor, at=NOW)


def test_a_commission_works_through_its_queue(client, consultation):
    waiting, decided = (make_proposal(consultation=consultation, title=t) for t in ("À lire", "Déjà vue"))
    member = sign_in(client, "commission", consultation.area)
    make_proposal(title="Ailleurs")

    step(client, decided, "decider", verdict="yes", version_seen="1")
    refused = step(client, waiting, "decider", verdict="no", reason="Hors compétence.", version_seen="1")

    assert "Citez l’article" in refused.content.decode()
    assert listed(client.get(LIST)) == {"À lire", "Déjà vue"}
    assert listed(client.get(LIST, {"file": "a-decider"})) == {"À lire"}
    step(client, waiting, "decider", verdict="no", reason="Hors compétence.", article="article 2", version_seen="1")
    assert listed(client.get(LIST, {"file": "a-decider"})) == set()
    assert waiting.changes.last().by == member

    request_review(proposal=Proposal.objects.get(pk=waiting.pk), participant=waiting.author, argument="Si.", at=NOW)
    assert listed(client.get(LIST, {"file": "reexamens"})) == {"À lire"}


def test_a_decision_taken_meanwhile_is_said_and_not_overwritten(client, consultation):
    idea = make_proposal(consultation=consultation)
    sign_in(client, "commission", consultation.area)
    step(client, idea, "decider", verdict="yes", version_seen="1")

    late = step(client, idea, "decider", verdict="no", reason="Non.", article="1", version_seen="1")

    assert "n’attend pas de décision" in late.content.decode()
    assert Proposal.objects.get().status == Status.ADMISSIBLE


def test_a_manager_assigns_merges_hides_and_notes_answers(client, consultation):
    one, other, third = (make_proposal(consultation=consultation, status=Status.ADMISSIBLE) for _ in range(3))
    sign_in(client, "manager", consultation.area)
    instructor = make_staff("instructor", consultation.area)

    step(client, one, "confier", instructor=instructor.pk)
    unknown = step(client, other, "fusionner", number=99, reason="Pareil.")
    step(client, other, "fusionner", number=one.number, reason="Pareil.")
    step(client, third, "masquer", reason="Données personnelles.")

    assert "ne porte ce numéro" in unknown.content.decode()
    states = dict(Proposal.objects.values_list("number", "status"))
    assert states == {1: Status.IN_STUDY, 2: Status.MERGED, 3: Status.ADMISSIBLE}
    assert listed(client.get(LIST, {"file": "masquees"})) == {third.title}
    step(client, third, "montrer")
    assert Proposal.objects.get(number=3).hidden_at is None

    one.refresh_from_db()
    propose_scope(proposal=one, title="Autre", text="Autre.", cost_cents=None, reason="Place.", by=instructor, at=NOW)
    assert listed(client.get(LIST, {"file": "reponse"})) == {one.title}
    step(client, one, "reponse", answer="yes")
    assert Proposal.objects.get(number=1).title == "Autre"


def test_an_instructor_of_elsewhere_is_not_offered(client, consultation):
    idea = make_proposal(consultation=consultation, status=Status.ADMISSIBLE)
    sign_in(client, "manager", consultation.area)
    stranger = make_staff("instructor", make_consultation().area)

    page = step(client, idea, "confier", instructor=stranger.pk)

    assert page.context["form"].errors["instructor"]
    assert Proposal.objects.get(pk=idea.pk).instructor is None


def test_an_instructor_sees_and_writes_the_sheets_assigned_to_them(client, consultation):
    mine, theirs = (make_proposal(consultation=consultation, status=Status.ADMISSIBLE, title=t) for t in "AB")
    instructor = sign_in(client, "instructor", consultation.area)
    sheet, other = study_of(mine, instructor), study_of(theirs, make_staff("instructor", consultation.area))

    assert listed(client.get(SHEETS)) == {"A"}
    assert client.get(f"{SHEETS}{other.pk}/change/").status_code == 302
    saved = client.post(
        f"{SHEETS}{sheet.pk}/change/",
        {
            "seen": "0",
            "cost_cents": "30 000",
            "vat": "200",
            "yearly_cents": "0",
            "opinion": "favourable",
            "land": "",
            "text": "Oui.",
        },
    )
    assert saved.status_code == 302
    sheet.refresh_from_db()
    assert (sheet.cost_cents, sheet.yearly_cents, sheet.revision) == (3_000_000, 0, 1)
    assert "30 000" in client.get(f"{SHEETS}{sheet.pk}/change/").content.decode()

    step(client, sheet, "conclure", verdict="yes")
    assert Proposal.objects.get(pk=mine.pk).status == Status.FEASIBLE
    assert 'name="land"' not in client.get(f"{SHEETS}{sheet.pk}/change/").content.decode()


def test_an_amount_that_is_none_is_said_at_its_field(client, consultation):
    instructor = sign_in(client, "instructor", consultation.area)
    sheet = study_of(make_proposal(consultation=consultation, status=Status.ADMISSIBLE), instructor)

    page = client.post(f"{SHEETS}{sheet.pk}/change/", {"seen": "0", "cost_cents": "trente mille", "vat": "200"})

    assert "montant en euros" in page.content.decode()


def test_what_residents_wrote_is_read_by_administrators_too(client, consultation):
    idea = make_proposal(consultation=consultation)
    sign_in(client, "administrator", None)

    page = client.get(f"{LIST}{idea.pk}/change/").content.decode()

    assert 'name="title"' not in page
    assert idea.text in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many_and_counts_nothing(client, consultation, number):
    for _ in range(number):
        make_proposal(consultation=consultation)
    sign_in(client, "manager", consultation.area)
    client.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    assert len(asked) == 5
    assert not [query for query in asked if "COUNT(" in query["sql"]]


def test_ideas_are_found_by_their_words_and_their_number(client, consultation):
    for title in ("Un verger", "Un abri"):
        make_proposal(consultation=consultation, title=title)
    sign_in(client, "manager", consultation.area)

    assert listed(client.get(LIST, {"q": "vergers"})) == {"Un verger"}
    assert listed(client.get(LIST, {"q": "2"})) == {"Un abri"}
    assert listed(client.get(LIST, {"q": "99999999999999999999"})) == set()


def test_a_sheet_saved_by_another_hand_is_a_message_not_a_loss(client, consultation):
    instructor = sign_in(client, "instructor", consultation.area)
    sheet = study_of(make_proposal(consultation=consultation, status=Status.ADMISSIBLE), instructor)
    write_study(study=sheet, by=instructor, at=NOW, land="Communal")

    page = client.post(f"{SHEETS}{sheet.pk}/change/", {"vat": "200", "land": "Privé", "seen": "0"})

    assert "modifiée depuis" in page.content.decode()
    assert Study.objects.get().land == "Communal"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_sheets_costs_the_same_however_many(client, consultation, django_assert_num_queries, number):
    instructor = sign_in(client, "instructor", consultation.area)
    for _ in range(number):
        study_of(make_proposal(consultation=consultation, status=Status.ADMISSIBLE), instructor)
    client.get(SHEETS)
    # Account, roles, choices of the filter, rows with their ideas and those who study them.
    with django_assert_num_queries(4):
        assert len(client.get(SHEETS).context["cl"].result_list) == number
