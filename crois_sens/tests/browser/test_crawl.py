"""Every page that links lead to is light, readable by everyone, and keeps its promises to the browser."""

import pytest

from crois_sens.testing.browser import axe, overflow
from crois_sens.testing.crawl import crawl

HTML_AT_MOST = 60_000


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


def test_pages_anyone_may_reach(page):
    found = [line for path, response in crawl(page) for line in complaints(page, path, response)]
    assert not found, "\n".join(found)


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
