"""Searching in a browser: suggestions by keyboard, results by finger, all of it without JavaScript."""

from playwright.sync_api import expect

from crois_sens.testing.browser import axe, overflow
from territories.search.words import learn_words
from territories.tests.factories.actors import make_organisation, make_place
from territories.tests.factories.areas import make_commune


def some_trees():
    commune = make_commune(name="Saint-Dié-des-Vosges", code="88413")
    for number in range(3):
        make_organisation(name=f"Amis du tilleul {number}", area=commune, description="Planter, arroser. " * 30)
    make_place(name="Café du tilleul")
    learn_words()


def test_a_page_is_suggested_and_reached_by_keyboard(page):
    some_trees()
    page.goto("/")
    page.get_by_role("link", name="Chercher", exact=True).press("Enter")
    field = page.get_by_role("combobox")
    field.press_sequentially("café du ti")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(1)
    expect(page.get_by_text("Une page proposée.")).to_have_count(1)
    assert axe(page) == []
    field.press("Escape")
    expect(options).to_be_hidden()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("heading", name="Café du tilleul")).to_be_visible()


def test_results_are_narrowed_by_finger(phone):
    some_trees()
    phone.goto("/chercher/?q=tileul")
    expect(phone.get_by_text("voici ce qui s’en approche")).to_be_visible()
    assert axe(phone) == []
    assert overflow(phone) == 0
    phone.get_by_role("link", name="Tiers-lieux").tap()
    expect(phone.locator(".found__one")).to_have_count(1)
    phone.get_by_role("link", name="retirer ce choix").tap()
    expect(phone.locator(".found__one")).to_have_count(4)


def test_without_javascript_a_search_is_a_page(open_page):
    some_trees()
    page = open_page(java_script_enabled=False, width=320)
    page.goto("/chercher/")
    page.get_by_role("searchbox").fill("tilleul")
    page.locator("main").get_by_role("button", name="Chercher").click()
    expect(page.locator(".found__one")).to_have_count(4)
    assert overflow(page) == 0


def test_nothing_found_and_a_lost_page_lead_on(page):
    for address in ("/chercher/?q=xyzzy", "/nulle-part/"):
        page.goto(address)
        page.troubles.clear()  # the answer 404 is logged by the browser
        expect(
            page.locator("main").get_by_role("searchbox").or_(page.locator("main").get_by_role("combobox"))
        ).to_be_visible()
        assert axe(page) == []
