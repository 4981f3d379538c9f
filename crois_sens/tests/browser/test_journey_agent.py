"""Agathe at the town-hall desk: a paper vote that closes the web one, and the idea of somebody without e-mail."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from crois_sens.tests.browser.people import fit_for_all, signs_in
from crois_sens.tests.browser.stage import ideas, vote
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_commune

INES = "ines@exemple.fr"

pytestmark = pytest.mark.usefixtures("post")


@pytest.fixture
def town(transactional_db):
    """A town with a call for ideas, and a vote with an urn at the town hall."""
    now = timezone.now()
    town = make_commune(name="Saint-Dié-des-Vosges", postcodes=["88100"])
    ideas(town, make_user(name="Karim B.", home=town), now)
    vote(town, now, opens=-3, votes=0, urns=("Mairie",), title="Le vote du bien-vivre")
    return town


def test_an_agent_strikes_off_and_enters_an_idea(page, open_page, town):
    agent, resident = make_staff("agent", town), make_user(email=INES, home=town)
    signs_in(page, agent)
    strikes_off(page)
    is_refused_on_the_web(open_page(), resident)
    is_not_struck_off_twice(page)
    enters_an_idea(page)


def strikes_off(page):
    page.goto("/consultations/")
    page.get_by_role("link", name="Le vote du bien-vivre").first.click()
    page.get_by_role("link", name="Voir les projets et voter").click()
    page.get_by_role("link", name="Le guichet").click()
    page.get_by_label("Lieu de vote").select_option("Mairie")
    page.get_by_label("Adresse électronique").fill(INES)
    fit_for_all(page)
    page.get_by_role("button", name="Émarger").click()
    expect(page.get_by_text("cette personne vote sur papier, le vote par internet lui est fermé")).to_be_visible()
    fit_for_all(page)


def is_refused_on_the_web(page, resident):
    signs_in(page, resident)
    page.goto("/votes/vote3/")
    expect(page.get_by_role("link", name="Le guichet")).to_have_count(0)
    page.get_by_role("link", name="Voter", exact=True).click()
    expect(page.get_by_text("Vous avez déjà voté sur papier : votre nom est émargé.")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("button", name="Relire et confirmer")).to_have_count(0)
    fit_for_all(page)


def is_not_struck_off_twice(page):
    page.get_by_label("Adresse électronique").fill(INES)
    page.get_by_role("button", name="Émarger").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_contain_text("Cette personne a déjà voté sur papier.")
    page.troubles.clear()  # the refusal is a page with the status 409, which the console notes


def enters_an_idea(page):
    page.goto("/consultations/")
    page.get_by_role("link", name="Budget du bien-vivre").first.click()
    page.get_by_role("link", name="Voir les 3 idées").click()
    page.get_by_role("link", name="Saisir l’idée d’une personne au guichet").click()
    page.get_by_label("Nom et prénom").fill("Marcelle Thirion")
    page.get_by_label("Nom affiché").fill("Marcelle T.")
    page.get_by_label("Commune", exact=True).press_sequentially("saint die")
    page.get_by_role("listbox").get_by_role("option", name="Saint-Dié-des-Vosges").click()
    page.get_by_label("J’y habite").check()
    page.get_by_label("Titre").fill("Un banc devant la pharmacie")
    page.get_by_label("Description").fill("Pour se reposer en attendant le bus.")
    fit_for_all(page)
    page.get_by_role("button", name="Déposer et imprimer le récépissé").click()
    expect(page.get_by_role("heading", name="Récépissé de l’idée n° 4")).to_be_visible()
    expect(page.get_by_text("Marcelle Thirion")).to_be_visible()
    expect(page.get_by_role("button", name="Imprimer")).to_be_visible()
    fit_for_all(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Imprimer")).to_be_hidden()
    expect(page.get_by_role("paragraph").filter(has_text="Un banc devant la pharmacie")).to_be_visible()
