"""Ideas over the API."""

import csv
import json
from io import StringIO

import pytest
import time_machine

from participation.proposals.judgements import Study
from participation.proposals.models import Proposal
from participation.proposals.states import Status
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal, make_support
from territories.instance.models import Theme
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db
LIST = "/api/v1/proposals/"


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_factories():
    with time_machine.travel(NOW, tick=False):
        yield


def titles(response) -> list[str]:
    assert response.status_code == 200, response.content
    return [row["title"] for row in response.json()["results"]]


@pytest.mark.parametrize("number", [1, 3])
def test_listing_costs_the_same_however_many(client, django_assert_num_queries, number):
    for _ in range(number):
        make_support(make_proposal())
    with django_assert_num_queries(2):
        response = client.get(LIST)
    assert response.json()["count"] == number
    assert {row["support_count"] for row in response.json()["results"]} == {1}


def test_what_is_not_public_is_in_no_representation_whoever_asks(client):
    idea = make_proposal(title="Publique")
    hidden = make_proposal(consultation=idea.consultation, title="Masquée", hidden_at=NOW, hidden_reason="Injure.")
    make_proposal(consultation=make_consultation(published=False), title="Secrète")
    user = make_staff("manager", idea.consultation.area)
    make_proposal(consultation=idea.consultation, title="Brouillon", status=Status.DRAFT, author=user.participant)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    assert titles(client.get(LIST)) == ["Publique"]
    for name in ("csv", "geojson"):
        text = b"".join(client.get(LIST, {"format": name}).streaming_content).decode()
        assert "Publique" in text
        assert not {"Masquée", "Secrète", "Brouillon"} & set(text.replace('"', ";").split(";"))
    assert client.get(f"{LIST}{hidden.public_id}/").status_code == 404


def test_nothing_of_a_person_but_the_signature(client):
    author = make_user(name="Jeanne M.", email="jeanne@exemple.fr").participant
    idea = make_proposal(author=author, group_name="Les amis du parc")

    row = client.get(f"{LIST}{idea.public_id}/").json()

    assert row["signature"] == "Les amis du parc (Jeanne M.)"
    assert not {"author", "hidden_reason", "instructor", "entered_by", "id"} & set(row)
    assert "jeanne@" not in str(row)
    assert "by" not in row["changes"][0]


def test_filters_by_consultation_state_theme_area_and_words(client):
    theme, here = Theme.objects.create(name="Nature", slug="nature"), make_commune(code="88451")
    quarter = make_commune(kind="quarter", parent=here, ancestors=[here.pk])
    make_proposal(title="Un verger", theme=theme, area=quarter)
    other = make_proposal(title="Un abri", status=Status.INADMISSIBLE)

    assert titles(client.get(LIST, {"consultation": other.consultation.slug})) == ["Un abri"]
    assert titles(client.get(LIST, {"status": "inadmissible"})) == ["Un abri"]
    assert titles(client.get(LIST, {"theme": "nature"})) == ["Un verger"]
    assert titles(client.get(LIST, {"area": "88451"})) == ["Un verger"]
    assert titles(client.get(LIST, {"area": "00000"})) == []
    assert titles(client.get(LIST, {"q": "VERGÉR"})) == ["Un verger"]
    assert client.get(LIST, {"status": "draft"}).status_code == 400
    assert client.get(LIST, {"statut": "submitted"}).status_code == 400


def test_a_study_is_told_once_it_is_concluded(client):
    idea = make_proposal(status=Status.IN_STUDY)
    study = Study.objects.create(
        consultation=idea.consultation, proposal=idea, cost_cents=120_000, opinion="favourable", written_at=NOW
    )
    assert client.get(f"{LIST}{idea.public_id}/").json()["study"] is None

    study.concluded_at = NOW
    study.save()
    assert client.get(f"{LIST}{idea.public_id}/").json()["study"]["net_cents"] == 100_000


def test_the_table_and_the_map_say_what_the_list_says(client):
    idea = make_proposal(title="=2+2", latitude=48.5, longitude=6.5)

    table = b"".join(client.get(LIST, {"format": "csv"}).streaming_content).decode("utf-8-sig")
    place = client.get(LIST, {"format": "geojson"})
    (feature,) = json.loads(b"".join(place.streaming_content))["features"]

    (row,) = csv.DictReader(StringIO(table), delimiter=";")
    assert row["title"] == "'=2+2"
    assert feature["geometry"] == {"type": "Point", "coordinates": [6.5, 48.5]}
    assert feature["properties"]["number"] == idea.number


class TestFiling:
    """POST, as the site's own pages or a partner's application on behalf of who is signed in."""

    @pytest.fixture
    def resident(self, client):
        user = make_user()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return user

    def post(self, client, **words):
        words = {"title": "Un verger", "text": "Cinquante arbres."} | words
        return client.post(LIST, words, content_type="application/json")

    def test_an_idea_is_filed_at_once(self, client, resident):
        consultation = make_consultation(slug="bien-vivre")

        answer = self.post(client, consultation="bien-vivre", cost_cents=150_000)

        assert answer.status_code == 201, answer.content
        assert (answer.json()["number"], answer.json()["status"]) == (1, "submitted")
        assert Proposal.objects.get().author == resident.participant
        assert Proposal.objects.get().consultation == consultation

    def test_a_broken_rule_is_409_with_its_code(self, client, resident):
        make_consultation(slug="bien-vivre", running="vote")

        answer = self.post(client, consultation="bien-vivre")

        assert (answer.status_code, answer.json()["code"]) == (409, "not_welcome")

    def test_refused_at_the_filing_leaves_no_draft(self, client, resident):
        make_consultation(slug="bien-vivre", ideas_per_person=1)
        self.post(client, consultation="bien-vivre")

        answer = self.post(client, consultation="bien-vivre")

        assert (answer.status_code, answer.json()["code"]) == (409, "too_many_ideas")
        assert Proposal.objects.count() == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", ""),
            ("cost_cents", -4),
            ("cost_cents", 10**14),
            ("latitude", 480.0),
            ("theme", "inconnu"),
            ("area", "ailleurs"),
            ("consultation", "inconnue"),
        ],
    )
    def test_bad_input_is_400_with_its_field(self, client, resident, field, value):
        make_consultation(slug="bien-vivre", project_cap_cents=3_000_000)
        make_commune(slug="ailleurs")

        answer = self.post(client, **({"consultation": "bien-vivre"} | {field: value}))

        assert answer.status_code == 400
        assert field in answer.json()
        assert not Proposal.objects.exists()

    def test_strangers_do_not_file(self, client):
        make_consultation(slug="bien-vivre")
        assert self.post(client, consultation="bien-vivre").status_code == 403
