"""Every page that links lead to is light, readable by everyone, and keeps its promises to the browser.

Pages are looked at on a small phone, where they are hardest to get right; the home page and the page of components,
which hold every piece there is, on a desk as well. A form is also sent empty, and its page of errors looked at.
"""

import re
from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from crois_sens.testing.browser import axe, sign_in
from crois_sens.testing.crawl import crawl, kind_of
from crois_sens.testing.judgement import NARROW, WIDE, complaints, reading, send_empty
from crois_sens.tests.browser.stage import build_town

#: Doors to different rooms: a consultation that takes ideas, one that votes, one that is counted.
DOORS = {"participation:consultation": 3, "participation:proposals": 3, "participation:poll": 2}
#: The part of a page below its head, which is the same on all.
MAIN = re.compile("<main.*</main>", re.DOTALL)
REFUSALS = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "503.html"]


def walk(page, *, aside: Callable[[str, object], bool] = lambda path, response: False) -> tuple[set[str], list[str]]:
    """Walk through the site on a phone; return the kinds of pages met and what is wrong with them.

    :param aside: whether a page, given its address and response, is only walked through and not looked at.
    """
    kinds, found = set(), []
    page.set_viewport_size(NARROW)
    for path, response in crawl(page, per_kind=1, plenty=DOORS):
        kinds.add(kind_of(path.partition("?")[0]))
        if aside(path, response):
            continue
        found += complaints(page, path, response)
        if send_empty(page):
            kinds.add("wrong form")
            found += reading(page, f"{path} sent empty")
    return kinds, found


def test_pages_anyone_may_reach(page):
    build_town()
    kinds, found = walk(page)
    page.set_viewport_size(WIDE)
    found += complaints(page, "/", page.goto("/"))
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
        "wrong form",
    } <= kinds, f"the crawl met only {sorted(kinds)}"


def is_for_anyone(path: str, response) -> bool:
    """Whether strangers read the very same page, which the walk of anyone looks at."""
    theirs = Client().get(path).content.decode()
    return MAIN.findall(theirs) == MAIN.findall(response.text())


def test_pages_of_a_resident(page):
    sign_in(page, build_town())
    kinds, found = walk(page, aside=is_for_anyone)
    assert not found, "\n".join(found)
    assert {"territories:space", "participation:new_idea", "participation:ballot", "wrong form"} <= kinds, sorted(kinds)


def test_pages_of_a_house_where_nothing_happened_yet(page):
    kinds, found = walk(page)
    found += [line for name in REFUSALS for line in refusal(page, name)]
    assert not found, "\n".join(found)
    assert {"home", "participation:consultations", "projects:projects", "seminars:events"} <= kinds, sorted(kinds)


def refusal(page, name: str) -> list[str]:
    """Look at the page of a refusal, written as a visitor gets it."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    said = render_to_string(name, request=request)
    page.route(f"**/{name}", lambda route: route.fulfill(body=said, content_type="text/html"))
    page.goto(f"/{name}")
    return reading(page, name)


def test_every_component_in_every_state(open_page, settings):
    settings.DEMONSTRATION = True
    found = []
    for scheme in ("light", "dark"):
        page = open_page(scheme=scheme)
        found += complaints(page, "/style/", page.goto("/style/"))
        page.set_viewport_size(NARROW)
        found += reading(page, f"/style/ on a phone, {scheme}")
    assert not found, "\n".join(found)


def test_what_would_be_wrong_is_noticed(page):
    """A page that breaks its policy, and one that some cannot read."""
    page.goto("/mentions-legales/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">non</p>')")
    assert any("Content Security Policy" in trouble for trouble in page.troubles)

    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')")
    assert any("image-alt" in line for line in axe(page))
    page.troubles.clear()
