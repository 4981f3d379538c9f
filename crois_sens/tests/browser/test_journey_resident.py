"""Inès signs up, proposes, supports, comments, votes, changes her mind, and reads a result."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from crois_sens.tests.browser.people import fills_in_sign_in, fit_for_all, link_in, reads_mail
from crois_sens.tests.browser.stage import DAY, announce, ideas, vote
from participation.ballots.models import Roll
from territories.tests.factories.accounts import PASSWORD, make_user
from territories.tests.factories.areas import make_commune

INES = "ines@exemple.fr"
RESIDENTS = {
    "accepted_links": ["lives"],
    "minimum_age": 16,
    "declaration": "J’habite Saint-Dié-des-Vosges.",
}

NOT_YET = "Vous n’avez pas encore voté."
REPLACES = "Vous avez déjà voté, et ce vote compte. En confirmant, ce bulletin le remplace."

pytestmark = pytest.mark.usefixtures("post")


@pytest.fixture
def town(transactional_db):
    """A town with a call for ideas, a running vote of its residents and a finished one."""
    now = timezone.now()
    town = make_commune(name="Saint-Dié-des-Vosges", postcodes=["88100"], latitude=48.2845, longitude=6.9495)
    ideas(town, make_user(name="Karim B.", home=town), now)
    vote(town, now, opens=-3, votes=0, title="Le vote du bien-vivre", **RESIDENTS)
    announce(vote(town, now, opens=-60, votes=12, title="L’édition d’avant"), now - 48 * DAY)
    return town


def test_a_resident_takes_part_from_sign_up_to_vote(page, open_page, town):
    signs_up(page)
    proposes(page)
    supports_and_comments(page)
    phone = open_page(width=360, height=740, has_touch=True, is_mobile=True)
    chooses(phone, "Aire de jeux pour tous")
    fit_for_all(phone)
    signs_in_to_confirm(phone)
    confirms(phone)
    changes_the_vote(phone)
    reads_the_last_result(page)


def test_a_resident_votes_without_javascript(open_page, town):
    user = make_user(email=INES, home=town)
    page = open_page(java_script_enabled=False)
    chooses(page, "Café de quartier")
    signs_in_to_confirm(page)
    confirms(page)
    assert Roll.objects.filter(elector__participant=user.participant).count() == 1


def signs_up(page):
    page.goto("/")
    page.get_by_role("link", name="Se connecter").click()
    page.get_by_role("main").get_by_role("link", name="S’inscrire").click()
    page.get_by_label("Adresse électronique").fill(INES)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_label("Nom affiché").fill("Inès C.")
    page.get_by_label("Ma commune").press_sequentially("saint die")
    page.get_by_role("listbox").get_by_role("option", name="Saint-Dié-des-Vosges").click()
    page.get_by_label("J’y habite").check()
    fit_for_all(page)
    page.get_by_role("button", name="Créer mon compte").click()
    expect(page.get_by_role("heading", name="Confirmez votre adresse")).to_be_visible()
    mail = reads_mail(INES)
    assert mail.subject == "Confirmez votre inscription"
    page.goto(link_in(mail))
    page.get_by_role("button", name="Confirmer mon inscription").click()
    expect(page.get_by_text("Bienvenue ! Votre compte est prêt.")).to_be_visible()
    fit_for_all(page)


def proposes(page):
    page.get_by_role("banner").get_by_role("link", name="Participer").click()
    page.get_by_role("link", name="Budget du bien-vivre").first.click()
    page.get_by_role("link", name="Proposer une idée").first.click()
    page.get_by_label("Titre").press_sequentially("Une aire de jeux pour tous")
    close = page.get_by_text("Des idées proches existent déjà")
    expect(close).to_be_visible()
    page.get_by_label("Titre").fill("Un verger partagé près du canal")
    page.get_by_label("Titre").press("End")
    expect(close).to_be_hidden()
    page.get_by_label("Description").fill("Trente **pommiers** et un banc, plantés avec les écoles.")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", name="Relisez, puis déposez")).to_be_visible()
    page.get_by_role("button", name="Déposer mon idée").click()
    expect(page.get_by_role("heading", name="Un verger partagé près du canal")).to_be_visible()
    expect(page.get_by_text("Déposée").first).to_be_visible()
    fit_for_all(page)
    assert page.url.endswith(link_in(reads_mail(INES)))


def supports_and_comments(page):
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="Idées").click()
    page.get_by_role("link", name="Aire de jeux pour tous").first.click()
    page.get_by_role("button", name="Soutenir cette idée").click()
    expect(page.get_by_text("Vous soutenez cette idée.")).to_be_visible()
    page.get_by_role("link", name="Commenter").click()
    page.get_by_label("Votre commentaire").fill("Avec une balançoire pour fauteuils ?")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("Avec une balançoire pour fauteuils ?")).to_be_visible()
    fit_for_all(page)


def chooses(page, project: str, way: str = "Voir les projets et voter", waits: str = NOT_YET):
    """Find the vote from the list, read, tick, go on; nobody has asked who is there yet."""
    page.goto("/consultations/")
    page.get_by_role("link", name="Le vote du bien-vivre").first.click()
    page.get_by_role("link", name=way).click()
    page.get_by_role("link", name="Voter", exact=True).click()
    page.locator("label").filter(has_text=project).click()
    expect(page.get_by_label(project)).to_be_checked()
    page.get_by_role("button", name="Relire et confirmer").click()
    expect(page.get_by_text(waits)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(project)


def signs_in_to_confirm(page):
    page.get_by_role("main").get_by_role("link", name="Se connecter").click()
    fills_in_sign_in(page, INES)
    expect(page.get_by_role("heading", name="Confirmer mon vote")).to_be_visible()
    expect(page.get_by_text("Vous n’avez pas encore voté.")).to_be_visible()


def confirms(page):
    page.get_by_label("Je le déclare sur l’honneur : J’habite Saint-Dié-des-Vosges. J’ai au moins 16 ans.").check()
    page.get_by_role("button", name="Confirmer mon vote").click()
    expect(page.get_by_role("heading", name="Votre vote est enregistré")).to_be_visible()
    assert len(receipt(page)) == 64


def receipt(page) -> str:
    return "".join(page.locator("code.receipt").inner_text().split())


def changes_the_vote(page):
    first = receipt(page)
    fit_for_all(page)
    chooses(page, "Café de quartier", way="Revoir les projets", waits=REPLACES)
    page.get_by_role("button", name="Remplacer mon vote").click()
    expect(page.get_by_text("Il remplace votre bulletin précédent.")).to_be_visible()
    assert receipt(page) != first
    mail = reads_mail(INES)
    assert "Café" not in mail.text
    assert receipt(page) not in "".join(mail.text.split())


def reads_the_last_result(page):
    page.goto("/consultations/")
    page.get_by_role("link", name="L’édition d’avant").first.click()
    page.get_by_role("link", name="résultat").first.click()
    expect(page.get_by_role("heading", name="Le résultat du vote")).to_be_visible()
    expect(page.get_by_text("sous réserve du vote du conseil").first).to_be_visible()
    expect(page.get_by_role("columnheader", name="Votants", exact=True)).to_be_visible()
    fit_for_all(page)
