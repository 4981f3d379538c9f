"""Odette, 75, scans the code of a poster with an old phone: six screens at most, and her vote is recorded."""

import re
import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from crois_sens.tests.browser.people import fit_for_all, reads_mail
from crois_sens.tests.browser.stage import vote
from participation.ballots.models import Basket, Roll
from territories.accounts.models import User
from territories.tests.factories.accounts import PASSWORD
from territories.tests.factories.areas import make_commune

ODETTE = "odette@exemple.fr"
MOST_SCREENS, MOST_SECONDS = 6, 90
WAITS = "Vous n’avez pas encore voté."

pytestmark = pytest.mark.usefixtures("post")


@pytest.fixture
def poll(transactional_db):
    """A vote of the residents of a town, open, with a declaration."""
    town = make_commune(name="Saint-Dié-des-Vosges", postcodes=["88100"], latitude=48.2845, longitude=6.9495)
    conditions = {"accepted_links": ["lives"], "minimum_age": 16, "declaration": "J’habite Saint-Dié-des-Vosges."}
    return vote(town, timezone.now(), opens=-3, votes=0, title="Le vote du bien-vivre", **conditions)


class Screens:
    """The pages that somebody has to look at, one after the other: what the browser shows after each navigation."""

    def __init__(self, page):
        self.seen = []
        page.on("load", lambda: self.seen.append(page.title()))

    def __len__(self):
        return len(self.seen)


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_from_a_poster_to_a_recorded_vote_without_an_account(open_page, poll, scripts):
    phone = open_page(width=360, height=640, has_touch=True, is_mobile=True, java_script_enabled=scripts)
    screens, start = Screens(phone), time.monotonic()

    phone.goto(poll.get_short_url())
    ticks(phone, "Aire de jeux pour tous", "Bancs et ombre")
    phone.get_by_role("button", name="Relire et confirmer").tap()
    expect(phone.get_by_text(WAITS)).to_be_visible()
    says_who_she_is(phone)
    types_the_code(phone)
    expect(phone.get_by_text(WAITS)).to_be_visible()
    assert Basket.objects.filter(poll=poll).count() == 1
    phone.get_by_label("Je le déclare sur l’honneur").check()
    phone.get_by_role("button", name="Confirmer mon vote").tap()
    expect(phone.get_by_role("heading", name="Votre vote est enregistré")).to_be_visible()

    seconds = time.monotonic() - start
    assert len(screens) <= MOST_SCREENS, screens.seen
    assert seconds < MOST_SECONDS
    assert Roll.objects.filter(elector__participant=User.objects.get(email=ODETTE).participant).count() == 1
    mail = reads_mail(ODETTE)
    assert mail.subject.startswith("Votre vote est enregistré")
    code = "".join(phone.locator("code.receipt").inner_text().split())
    assert not any(word in mail.text for word in ("Aire de jeux", "Bancs", code[:8]))


def ticks(phone, *projects):
    for project in projects:
        phone.locator("label").filter(has_text=project).tap()


def says_who_she_is(phone):
    phone.get_by_label("Adresse électronique").fill(ODETTE)
    phone.get_by_label("Mot de passe").fill(PASSWORD)
    phone.get_by_label("Nom affiché").fill("Odette")
    phone.get_by_label("Ma commune").fill("Saint-Dié-des-Vosges")
    phone.get_by_label("J’y habite").check()
    phone.get_by_role("button", name="Continuer").tap()
    expect(phone.get_by_role("heading", name="Confirmez votre adresse")).to_be_visible()


def types_the_code(phone):
    code = re.search(r"\d{3} \d{3}", reads_mail(ODETTE).text)[0]
    phone.get_by_label("Code reçu par courriel").fill(code)
    phone.get_by_role("button", name="Continuer").tap()
    expect(phone.get_by_role("heading", name="Confirmer mon vote")).to_be_visible()


def test_nothing_ticked_is_lost_and_every_page_says_what_waits(open_page, poll):
    phone = open_page(width=360, height=640, has_touch=True, is_mobile=True)
    phone.goto(poll.get_short_url())
    ticks(phone, "Aire de jeux pour tous", "Bancs et ombre")
    phone.get_by_role("button", name="Annuler le dernier choix").tap()
    expect(phone.get_by_text("1 / 3 choisis")).to_be_visible()
    fit_for_all(phone)
    phone.goto("/consultations/")  # away, without having confirmed anything
    expect(phone.get_by_text(WAITS)).to_have_count(0)
    phone.goto(poll.get_short_url())
    expect(phone.get_by_label("Aire de jeux pour tous")).to_be_checked()
    expect(phone.get_by_label("Bancs et ombre")).not_to_be_checked()
    reads_otherwise(phone)
    phone.get_by_role("button", name="Relire et confirmer").tap()
    expect(phone.get_by_role("heading", name="Confirmer mon vote")).to_be_visible()
    fit_for_all(phone)
    phone.goto("/consultations/")
    expect(phone.get_by_text(WAITS)).to_be_visible()
    fit_for_all(phone)
    phone.get_by_role("link", name="Confirmer mon choix").tap()
    phone.get_by_role("button", name="Effacer mon choix de cet appareil").tap()
    expect(phone.get_by_label("Aire de jeux pour tous")).not_to_be_checked()
    phone.goto("/")
    expect(phone.get_by_text(WAITS)).to_have_count(0)


def reads_otherwise(phone):
    """Another order, the map, two projects side by side: the tick stays, and one more is put on the ballot."""
    phone.get_by_label("Ordre").select_option("cout")
    phone.get_by_label("Vue").select_option("carte")
    phone.get_by_role("button", name="Afficher").tap()
    expect(phone.get_by_label("Aire de jeux pour tous")).to_be_checked()
    phone.get_by_role("link", name="Comparer deux projets").tap()
    expect(phone.get_by_role("heading", name="Comparer deux projets")).to_be_visible()
    fit_for_all(phone)
    phone.get_by_role("button", name="Mettre sur mon bulletin").first.tap()
    expect(phone.locator("input[name=choices]:checked")).to_have_count(2)
