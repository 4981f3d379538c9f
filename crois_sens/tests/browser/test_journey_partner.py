"""Malik reads the open data of a vote: the documentation, a list page by page, one table in a spreadsheet."""

import csv
import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from crois_sens.tests.browser.people import fit_for_all
from crois_sens.tests.browser.stage import DAY, announce, vote
from territories.tests.factories.areas import make_commune

VOTED = "/api/v1/voted-projects/"


@pytest.fixture
def poll(transactional_db):
    """A published vote among three projects, in a town beside four others."""
    now = timezone.now()
    for name in ("Arches", "Fraize", "Senones", "Taintrux"):
        make_commune(name=name)
    poll = vote(make_commune(name="Saint-Dié-des-Vosges"), now, opens=-60, votes=12, title="L’édition d’avant")
    announce(poll, now - 48 * DAY)
    return poll


def test_a_partner_reads_what_residents_read(page, poll):
    opens_the_documentation(page)
    follows_a_list(page)
    table = downloads_the_table(page)
    finds_the_numbers_of_the_result(page, table)


def opens_the_documentation(page):
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="API").click()
    expect(page.get_by_role("heading", name="Données ouvertes et API")).to_be_visible()
    filters = page.locator("article#areas_list details")
    filters.get_by_text("filtres").first.click()
    expect(filters.get_by_text("kind", exact=True)).to_be_visible()
    fit_for_all(page)


def reads(page, address: str) -> dict:
    """What the browser gets at an address of the API."""
    answer = page.request.get(address)
    assert answer.status == 200, address
    return answer.json()


def follows_a_list(page):
    """Two by two through the communes: each once, none forgotten."""
    found, address = [], "/api/v1/areas/?kind=commune&page_size=2"
    first = reads(page, address)
    while address:
        answer = reads(page, address)
        found += [area["name"] for area in answer["results"]]
        following = answer["next"] and urlsplit(answer["next"])
        address = following and f"{following.path}?{following.query}"
    assert first["count"] == len(found) == 5
    assert set(found) == {"Arches", "Fraize", "Senones", "Taintrux", "Saint-Dié-des-Vosges"}


def downloads_the_table(page) -> list[dict]:
    """The CSV that the documentation links to, as a spreadsheet reads it."""
    with page.expect_download() as download:
        page.locator("article#voted_projects_list").get_by_role("link", name="csv").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def finds_the_numbers_of_the_result(page, table):
    assert len(table) == 3
    page.goto(f"/votes/{table[0]['poll']}/resultat/")
    counted = page.get_by_role("table", name="Voix de chaque projet, son coût, et pourquoi")
    for line in table:
        row = counted.get_by_role("row").filter(has_text=line["title"])
        euros = f"{int(line['cost_cents']) // 100:,}".replace(",", " ")
        shown = " ".join(row.inner_text().split())
        assert euros in shown, f"{euros} is not in {shown}"
        assert row.locator("strong").inner_text() == line["votes"]
        assert ("retenu, sous réserve" in shown) == (line["won"].lower() in ("true", "1", "oui"))
    fit_for_all(page)
