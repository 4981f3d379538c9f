"""Every page that links lead to is light, readable by everyone, and keeps its promises to the browser."""

import pytest

from crois_sens.testing.browser import axe, overflow, sign_in
from crois_sens.testing.crawl import crawl, kind_of
from crois_sens.tests.browser.stage import build_town

HTML_AT_MOST = 60_000
#: Doors to different rooms: a consultation that takes ideas, one that votes, one that is counted.
DOORS = {"participation:consultation": 3, "participation:proposals": 3, "participation:poll": 2}


def complaints(page, path, response) -> list[str]:
    """Look at one page at both widths and say what is wrong with it."""
    found = []
    if response.status >= 400:
        return [f"{path}: answered {response.status}"]
    if (weight := len(response.body())) > HTML_AT_MOST:
        found.append(f"{path}: {weight} bytes of HTML")
    if page.locator("h1").count() != 1:
        found.append(f"{path}: {page.locator('h1').count()} titles of the first level")
    found += axe(page)
    page.set_viewport_size({"width": 320, "height": 640})
    if overflow(page) > 0:
        found.append(f"{path}: {overflow(page)} px too wide at 320")
    found += [f"(at 320) {line}" for line in axe(page)]
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def walk(page) -> tuple[set[str], list[str]]:
    """Walk through the site; return the kinds of pages met and what is wrong with them."""
    kinds, found = set(), []
    for path, response in crawl(page, per_kind=1, plenty=DOORS):
        kinds.add(kind_of(path.partition("?")[0]))
        found += complaints(page, path, response)
    return kinds, found


def test_pages_anyone_may_reach(page):
    build_town()
    kinds, found = walk(page)
    assert not found, "\n".join(found)
    assert {
        "participation:consultation",
        "participation:proposal",
        "participation:poll",
        "participation:poll_result",
        "projects:project",
        "seminars:event",
        "territories:area",
        "territories:organisation",
    } <= kinds, f"the crawl met only {sorted(kinds)}"


def test_pages_of_a_resident(page):
    sign_in(page, build_town())
    kinds, found = walk(page)
    assert not found, "\n".join(found)
    assert {"territories:space", "participation:new_idea", "participation:ballot"} <= kinds, sorted(kinds)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_in_every_state(open_page, settings, scheme):
    settings.DEMONSTRATION = True
    page = open_page(scheme=scheme)
    found = complaints(page, "/style/", page.goto("/style/"))
    assert not found, "\n".join(found)


def test_a_page_that_breaks_its_policy_is_noticed(page):
    page.goto("/mentions-legales/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">non</p>')")
    assert any("Content Security Policy" in trouble for trouble in page.troubles)
    page.troubles.clear()


def test_a_page_that_is_unreadable_is_noticed(page):
    page.goto("/mentions-legales/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')")
    assert any("image-alt" in line for line in axe(page))
    page.troubles.clear()
