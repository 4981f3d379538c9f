"""Finding one's commune in a browser, with hands, eyes and ears, and without JavaScript."""

from playwright.sync_api import expect

from crois_sens.testing.browser import axe, overflow
from territories.areas.models import Outline
from territories.tests.factories.areas import make_area, make_commune

SQUARE = {"type": "Polygon", "coordinates": [[[6.8, 48.2], [7.1, 48.2], [7.1, 48.4], [6.8, 48.2]]]}


def some_communes():
    vosges = make_area(kind="department", code="88", name="Vosges", slug="departement-vosges")
    make_commune(code="88413", name="Saint-Dié-des-Vosges", slug="saint-die", postcodes=["88100"], parent=vosges,
                 latitude=48.3, longitude=6.95)  # fmt: skip
    make_commune(code="63350", name="Saint-Dier-d'Auvergne", population=556)
    Outline.objects.create(area=vosges, geometry=SQUARE, digest="1")


def test_the_field_of_a_commune_is_a_combobox(page, settings):
    settings.DEMONSTRATION = True
    some_communes()
    page.goto("/style/")
    field = page.locator("#id_home")
    field.press_sequentially("saint die")
    options = page.locator(".combobox__list").first.get_by_role("option")
    expect(options).to_have_count(2)
    expect(page.get_by_text("2 communes proposées")).to_have_count(1)
    assert axe(page) == []
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Enter")
    expect(field).to_have_value("Saint-Dié-des-Vosges (88)")
    expect(page.locator("[name=home-code]").first).to_have_value("88413")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("x")
    expect(page.locator("[name=home-code]").first).to_have_value("")
    field.press("Escape")
    expect(options.first).to_be_hidden()


def test_a_suggestion_is_chosen_by_a_finger(phone, settings):
    settings.DEMONSTRATION = True
    some_communes()
    phone.goto("/style/")
    phone.locator("#id_home").press_sequentially("auvergne")
    phone.locator(".combobox__list").first.get_by_role("option").tap()
    expect(phone.locator("#id_home")).to_have_value("Saint-Dier-d'Auvergne (63)")
    assert overflow(phone) == 0


def test_results_come_while_one_types_and_lead_to_a_map(page):
    some_communes()
    page.goto("/territoires/chercher/")
    page.get_by_label("Nom, code postal ou code INSEE").press_sequentially("saint")
    page.get_by_role("link", name="Saint-Dié-des-Vosges").click()
    expect(page.get_by_role("heading", name="Saint-Dié-des-Vosges")).to_be_visible()
    page.get_by_role("definition").get_by_role("link", name="Vosges").click()
    expect(page.locator("#carte path").first).to_be_visible()
    assert axe(page) == []


def test_without_javascript_a_search_is_a_page(open_page):
    some_communes()
    page = open_page(java_script_enabled=False, width=320)
    page.goto("/territoires/chercher/")
    page.get_by_label("Nom, code postal ou code INSEE").fill("saint")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("link", name="Saint-Dier-d'Auvergne")).to_be_visible()
    assert overflow(page) == 0
