"""Pages of ideas as residents use them, without JavaScript."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participation.debates.operations import post_comment
from participation.proposals.models import Proposal
from participation.proposals.operations import discard_draft, file_idea, merge_ideas, propose_scope
from participation.proposals.states import Status
from participation.tests.factories.ballots import make_poll
from participation.tests.factories.consultations import NOW, make_consultation, make_phase
from participation.tests.factories.proposals import make_proposal, make_support
from territories.instance.models import Attachment, Theme, Visibility
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_factories():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def consultation():
    return make_consultation(slug="bien-vivre", title="Bien vivre")


@pytest.fixture
def resident(client):
    user = make_user(name="Camille D.")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


LIST = "/consultations/bien-vivre/propositions/"


def titles(response) -> list[str]:
    return [idea.title for idea in response.context["ideas"]]


def photo() -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", (40, 30), "green").save(written, "PNG")
    return SimpleUploadedFile("place.png", written.getvalue(), "image/png")


# --- The list -------------------------------------------------------------------------------------------------------
def test_the_list_finds_words_without_accents_and_forgives_typing(client, consultation):
    make_proposal(consultation=consultation, title="Un vergér partagé", text="Cinquante arbres fruitiers.")
    make_proposal(consultation=consultation, title="Des composteurs", text="Au pied des immeubles.")

    for words, found in {
        "verger": ["Un vergér partagé"],
        "ARBRE FRUITIER": ["Un vergér partagé"],
        "compostteurs": ["Des composteurs"],
        "immeuble": ["Des composteurs"],
        "piscine": [],
    }.items():
        assert titles(client.get(LIST, {"q": words})) == found, words


def test_the_most_supported_come_first_page_by_page(client, consultation):
    ideas = [make_proposal(consultation=consultation, title=f"Une idée {number}") for number in range(22)]
    for number, idea in enumerate(ideas):
        for _ in range(number % 3):
            make_support(idea)

    first = client.get(LIST, {"tri": "soutenues"})
    second = client.get(LIST + first.context["ideas"].older)

    found = [idea.support_count for page in (first, second) for idea in page.context["ideas"]]
    assert (len(found), found) == (22, sorted(found, reverse=True))


def test_a_long_list_says_more_than_it_counts(client, consultation, monkeypatch):
    monkeypatch.setattr("participation.proposals.views.reading.MOST_COUNTED", 2)
    for number in range(3):
        make_proposal(consultation=consultation, title=f"Une idée {number}")

    assert "Plus de 2 idées" in client.get(LIST).content.decode()


def test_the_list_filters_by_theme_state_and_place(client, consultation):
    theme = Theme.objects.create(name="Nature", slug="nature")
    consultation.themes.add(theme)
    here = make_commune(name="Ici", slug="ici", parent=consultation.area, ancestors=[consultation.area.pk])
    make_proposal(consultation=consultation, title="Verte", theme=theme)
    make_proposal(consultation=consultation, title="Refusée", status=Status.INADMISSIBLE)
    make_proposal(consultation=consultation, title="Ici même", area=here)

    assert titles(client.get(LIST, {"theme": "nature"})) == ["Verte"]
    assert titles(client.get(LIST, {"etat": "inadmissible"})) == ["Refusée"]
    assert titles(client.get(LIST, {"lieu": "ici"})) == ["Ici même"]
    assert len(titles(client.get(LIST, {"theme": "n’importe", "etat": "sublime", "tri": "?"}))) == 3


def test_the_most_supported_come_first_only_when_asked_and_allowed(client, consultation):
    for number, title in enumerate(["Un", "Trois", "Deux"], start=1):
        idea = make_proposal(consultation=consultation, title=title, at=NOW + timedelta(minutes=number))
        for _ in range({"Un": 1, "Deux": 2, "Trois": 3}[title]):
            make_support(idea)

    assert titles(client.get(LIST)) == ["Deux", "Trois", "Un"]
    assert titles(client.get(LIST, {"tri": "soutenues"})) == ["Trois", "Deux", "Un"]

    make_phase(consultation, kind="vote")
    page = client.get(LIST, {"tri": "soutenues"})
    assert page.context["sort"] == "hasard"
    assert "Les plus soutenues" not in page.content.decode()


def test_the_order_of_chance_is_the_same_for_all_and_pages_through_everything(client):
    consultation = make_consultation(slug="bien-vivre", running="vote")
    for number in range(45):
        make_proposal(consultation=consultation, title=f"Idée {number}")

    seen, address = [], LIST
    while address:
        page = client.get(address)
        seen += titles(page)
        address = page.context["ideas"].older and LIST + page.context["ideas"].older
    assert sorted(seen) == sorted(f"Idée {number}" for number in range(45))
    assert seen != sorted(seen)
    assert titles(client.get(LIST)) == seen[:20]


@pytest.mark.parametrize(
    ("asked", "queries"),
    [
        ({}, 7),
        ({"tri": "soutenues"}, 7),
        ({"tri": "hasard"}, 8),
        ({"q": "idée"}, 8),
        ({"q": "idée", "tri": "hasard"}, 9),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many(client, consultation, django_assert_num_queries, number, asked, queries):
    theme = Theme.objects.create(name="Nature", slug="nature")
    for _ in range(number):
        make_support(make_proposal(consultation=consultation, title="Une idée", theme=theme, area=make_commune()))
    client.get(LIST)
    with django_assert_num_queries(queries):
        response = client.get(LIST, asked)
    assert len(titles(response)) == number


@pytest.mark.parametrize("number", [1, 3])
def test_an_idea_costs_the_same_however_much_happened(client, consultation, django_assert_num_queries, number):
    idea = make_proposal(consultation=consultation)
    for _ in range(number):
        make_support(idea)
        post_comment(proposal=idea, author=make_user().participant, text="Bonne idée.", at=NOW)
    client.get(idea.get_absolute_url())
    with django_assert_num_queries(12):
        response = client.get(idea.get_absolute_url())
    assert response.content.decode().count("Bonne idée.") == number


def test_the_map_shows_what_lies_somewhere(client, consultation):
    make_proposal(consultation=consultation, title="Placée", latitude=48.28, longitude=6.95)
    make_proposal(consultation=consultation, title="Nulle part")

    page = client.get(LIST, {"vue": "carte"})

    assert [point["title"] for point in page.context["points"]] == ["Placée"]


def test_drafts_and_hidden_ideas_are_on_no_list(client, consultation, resident):
    make_proposal(consultation=consultation, title="Brouillon", status=Status.DRAFT, author=resident.participant)
    make_proposal(consultation=consultation, title="Masquée", hidden_at=NOW, hidden_reason="Injurieuse.")

    assert titles(client.get(LIST)) == []


# --- One idea -------------------------------------------------------------------------------------------------------
def test_what_people_write_is_shown_as_text_and_never_run(client, consultation):
    idea = make_proposal(consultation=consultation, title="<b>Gras</b>", text="**fort** <script>alert(1)</script>")

    page = client.get(idea.get_absolute_url()).content.decode()

    assert "<strong>fort</strong>" in page
    assert "<script>alert" not in page
    assert "<b>Gras" not in page


def test_a_merged_idea_leads_to_the_one_that_carries_it_on(client, consultation):
    away, keep = (make_proposal(consultation=consultation, title=title) for title in ("Bancs", "Ombre"))
    merge_ideas(away=away, keep=keep, reason="Même place.", by=make_user(), at=NOW)

    page = client.get(away.get_absolute_url()).content.decode()
    assert f'href="{keep.get_absolute_url()}"' in page
    assert "Même place." in page
    assert f'href="{away.get_absolute_url()}"' in client.get(keep.get_absolute_url()).content.decode()


def test_a_page_names_nobody_but_by_the_displayed_name(client, consultation):
    author = make_user(name="Jeanne M.", email="jeanne.martin@exemple.fr").participant
    author.identity.full_name = "Jeanne Martin"
    author.identity.save()
    idea = make_proposal(consultation=consultation, author=author)

    page = client.get(idea.get_absolute_url()).content.decode()

    assert "Jeanne M." in page
    assert "Martin" not in page
    assert "martin@" not in page


# --- Writing --------------------------------------------------------------------------------------------------------
def test_an_idea_is_typed_read_again_beside_close_ones_and_filed(client, consultation, resident):
    make_proposal(consultation=consultation, title="Des bancs à l’ombre")
    typed = {"title": "Des bancs à l’ombre au parc", "text": "Six bancs.", "cost_cents": "12 500,50", "photo": photo()}

    draft_page = client.post(LIST + "nouvelle/", typed)
    idea = Proposal.objects.select_related("photo").get(status=Status.DRAFT)
    step = client.get(draft_page.url)
    filed = client.post(draft_page.url, follow=True)

    assert (idea.cost_cents, idea.photo.visibility) == (1_250_050, Visibility.PRIVATE)
    assert [close.title for close in step.context["similar"]] == ["Des bancs à l’ombre"]
    idea.refresh_from_db()
    idea.photo.refresh_from_db()
    assert (idea.status, idea.number, idea.photo.visibility) == (Status.SUBMITTED, 2, Visibility.PUBLIC)
    assert "numéro 2" in filed.content.decode()


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED])
def test_an_author_takes_the_photo_away(client, consultation, resident, django_capture_on_commit_callbacks, status):
    client.post(LIST + "nouvelle/", {"title": "Un verger", "text": "Des arbres.", "photo": photo(), "later": "1"})
    idea = Proposal.objects.select_related("consultation", "photo").get()
    if status != Status.DRAFT:
        file_idea(proposal=idea, at=NOW)
    change = f"{idea.get_absolute_url()}modifier/"
    assert "remove_photo" in client.get(change).context["form"].fields

    with django_capture_on_commit_callbacks(execute=True):
        client.post(change, {"title": "Un verger", "text": "Des arbres.", "remove_photo": "on"})

    assert Proposal.objects.get().photo is None
    assert not Attachment.objects.exists()
    assert not idea.photo.file.storage.exists(idea.photo.file.name)
    assert "remove_photo" not in client.get(change).context["form"].fields


def test_a_draft_thrown_away_takes_its_photo_along(client, consultation, resident, django_capture_on_commit_callbacks):
    client.post(LIST + "nouvelle/", {"title": "Un verger", "text": "Des arbres.", "photo": photo(), "later": "1"})
    kept = Attachment.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        discard_draft(proposal=Proposal.objects.get())

    assert not Attachment.objects.exists()
    assert not kept.file.storage.exists(kept.file.name)


def test_a_draft_waits_for_its_author_alone(client, consultation, resident):
    client.post(LIST + "nouvelle/", {"title": "Un verger", "text": "Des arbres.", "later": "1"})
    idea = Proposal.objects.get()
    assert client.get(idea.get_absolute_url()).status_code == 200

    sign_in(client, make_staff("administrator"))
    assert client.get(idea.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", "Non", "au moins 5"),
        ("text", "", "obligatoire"),
        ("cost_cents", "beaucoup", "montant en euros"),
        ("cost_cents", "900000", "limite chaque projet"),
        ("area", "ailleurs", "Sélectionnez"),
        ("photo", SimpleUploadedFile("a.png", b"pas une image", "image/png"), "pas une image"),
    ],
)
def test_what_is_wrong_is_said_in_french_at_its_field(client, resident, field, typed, sentence):
    make_consultation(slug="bien-vivre", project_cap_cents=3_000_000)

    page = client.post(LIST + "nouvelle/", {"title": "Un verger", "text": "Des arbres.", field: typed})

    assert sentence in str(page.context["form"].errors[field])
    assert not Proposal.objects.exists()


def test_what_is_missing_is_said_before_filing(client, resident):
    consultation = make_consultation(slug="bien-vivre", minimum_age=11, declaration="J’ai au moins 11 ans.")
    idea = make_proposal(consultation=consultation, status=Status.DRAFT, author=resident.participant)

    page = client.post(f"{idea.get_absolute_url()}deposer/")

    assert "déclaration sur l’honneur" in page.content.decode()
    assert not Proposal.objects.filed().exists()


def test_outside_the_call_the_page_says_when(client, resident):
    make_consultation(slug="bien-vivre", running="vote")

    page = client.get(LIST + "nouvelle/")

    assert "dépôt d’idées" in page.content.decode()
    assert client.post(LIST + "nouvelle/", {"title": "Un verger", "text": "Des arbres."}).status_code == 200
    assert not Proposal.objects.exists()


def test_close_ideas_are_a_fragment_while_typing(client, consultation):
    make_proposal(consultation=consultation, title="Des bancs à l’ombre")

    assert "Des bancs" in client.get(LIST + "proches/", {"title": "bancs a l ombre"}).content.decode()
    assert "Des bancs" not in client.get(LIST + "proches/", {"title": "bancs"}).content.decode()
    assert "Des bancs" not in client.get(LIST + "proches/", {"title": "une piscine olympique"}).content.decode()


def test_an_author_changes_and_withdraws_and_others_do_not(client, consultation, resident):
    mine, theirs = make_proposal(consultation=consultation, author=resident.participant), make_proposal()

    client.post(
        f"{mine.get_absolute_url()}modifier/", {"title": "Dix bancs", "text": "Dix.", "reason": "Plus ambitieux"}
    )
    versions = client.get(f"{mine.get_absolute_url()}versions/").content.decode()
    client.post(f"{mine.get_absolute_url()}retirer/", {"reason": "Déjà fait."})

    assert "Plus ambitieux" in versions
    assert "Dix bancs" in versions
    mine.refresh_from_db()
    assert mine.status == Status.WITHDRAWN
    for page in ("modifier", "retirer", "reexamen", "perimetre", "deposer"):
        assert client.get(f"{theirs.get_absolute_url()}{page}/").status_code == 404


# --- Supporting, answering ------------------------------------------------------------------------------------------
def test_one_button_supports_and_the_other_takes_back(client, consultation, resident):
    idea = make_proposal(consultation=consultation)
    address = f"{idea.get_absolute_url()}soutenir/"

    assert client.post(address).url == idea.get_absolute_url()
    assert idea.supports.count() == 1
    fragment = client.post(address, {"undo": "1"}, headers={"hx-request": "true"})
    assert fragment.templates[0].name == "participation/proposals/_support.html"
    assert idea.supports.count() == 0


def test_a_refused_support_says_why(client, consultation, resident):
    idea = make_proposal(consultation=consultation, author=resident.participant)

    page = client.post(f"{idea.get_absolute_url()}soutenir/", follow=True).content.decode()

    assert "les soutiens viennent des autres" in page


def test_a_holder_accepts_or_refuses_a_changed_scope(client, resident):
    consultation = make_consultation(slug="bien-vivre", running="study")
    ideas = [
        make_proposal(consultation=consultation, status=Status.IN_STUDY, author=resident.participant) for _ in range(2)
    ]
    for idea in ideas:
        propose_scope(
            proposal=idea,
            title=idea.title,
            text="Deux bancs.",
            cost_cents=100_000,
            reason="Place étroite",
            by=make_user(),
            at=NOW,
        )
    assert "Place étroite" in client.get(f"{ideas[0].get_absolute_url()}perimetre/").content.decode()

    client.post(f"{ideas[0].get_absolute_url()}perimetre/")
    client.post(f"{ideas[1].get_absolute_url()}perimetre/", {"decline": "1"})
    client.post(f"{ideas[1].get_absolute_url()}perimetre/", {"decline": "1", "reason": "Non merci."})

    for idea in ideas:
        idea.refresh_from_db()
    assert [(idea.status, idea.text == "Deux bancs.") for idea in ideas] == [("in_study", True), ("withdrawn", False)]


# --- The desk -------------------------------------------------------------------------------------------------------
AT_THE_DESK = {
    "full_name": "Odile Renard",
    "display_name": "Odile R.",
    "title": "Un banc",
    "text": "Devant la poste.",
    "links": ["lives"],
}


def test_an_agent_files_the_idea_of_a_person_and_prints_the_receipt(client, consultation):
    home = make_commune(name="Senones", code="88451", parent=consultation.area, ancestors=[consultation.area.pk])
    agent = sign_in(client, make_staff("agent", home))

    receipt = client.post(LIST + "guichet/", AT_THE_DESK | {"home": "88451"}, follow=True)

    idea = Proposal.objects.get()
    assert (idea.number, idea.entered_by, idea.author.home) == (1, agent, home)
    page = receipt.content.decode()
    assert "Odile Renard" in page
    assert "Récépissé de l’idée n° 1" in page
    assert "Renard" not in client.get(idea.get_absolute_url()).content.decode()


def test_somebody_who_came_before_is_recognised(client, consultation):
    home = make_commune(name="Senones", code="88451", parent=consultation.area, ancestors=[consultation.area.pk])
    sign_in(client, make_staff("agent", home))
    client.post(LIST + "guichet/", AT_THE_DESK | {"home": "88451"})
    known = Proposal.objects.get().author

    asked = client.post(LIST + "guichet/", AT_THE_DESK | {"home": "88451", "title": "Un abri"})
    assert "est-ce elle" in str(asked.context["form"].errors["same"])
    client.post(LIST + "guichet/", AT_THE_DESK | {"home": "88451", "title": "Un abri", "same": str(known.public_id)})
    client.post(LIST + "guichet/", AT_THE_DESK | {"home": "88451", "title": "Une horloge", "same": "other"})

    authors = list(Proposal.objects.order_by("number").values_list("author", flat=True))
    assert (authors[0] == authors[1], authors[1] == authors[2]) == (True, False)


def test_the_page_of_an_idea_leads_to_the_vote_it_is_put_to(client):
    poll = make_poll()
    idea = make_proposal(consultation=poll.consultation, status=Status.ON_BALLOT)
    left_out = make_proposal(consultation=poll.consultation, status=Status.INADMISSIBLE)

    assert f'href="{poll.get_absolute_url()}"' in client.get(idea.get_absolute_url()).text
    assert f'href="{poll.get_absolute_url()}"' not in client.get(left_out.get_absolute_url()).text


def test_a_place_named_like_its_commune_is_said_once(client, consultation):
    town = make_commune(name="Senones")
    idea = make_proposal(consultation=consultation, area=town, place="Senones")
    assert "<dd>Senones, " not in client.get(idea.get_absolute_url()).text
    square = make_proposal(consultation=consultation, area=town, place="Place Clemenceau")
    assert "<dd>Place Clemenceau, <a" in client.get(square.get_absolute_url()).text
