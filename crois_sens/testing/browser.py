"""Tests in a real browser: Debian's Chromium, driven by Playwright, against a live server with its static files.

A journey is a test with the fixture ``page`` (1280 px wide) or ``phone`` (320 px, touch), marked ``browser`` by them::

    def test_resident_finds_her_commune(page, live_server):
        make_commune(name="Saint-Dié-des-Vosges")
        page.goto("/")
        page.get_by_label("Votre commune").fill("saint die")
        page.get_by_role("button", name="Voir chez moi").click()
        expect(page.get_by_role("heading", name="Saint-Dié-des-Vosges")).to_be_visible()
        assert axe(page) == []

``page``, ``phone``       pages of contexts of their own; addresses are relative to the live server
``open_page(**options)``  another page: ``width=``, ``scheme="dark"``, ``javaScriptEnabled=False`` and whatever
                          ``browser.new_context`` takes; two people in one test are two pages
``sign_in(page, user)``   the session of an account, without walking through the sign-in form
``axe(page)``             what axe-core holds against the page, one line per violation: ``assert axe(page) == []``;
                          ``within="#part"`` looks at a part of the page alone
``overflow(page)``        pixels by which the page is wider than its window
``screenshot(page, name)`` a picture under ``var/screenshots``, to be looked at

At the end of a test a page that logged an error, broke its content security policy or met an error 500 fails it;
``page.troubles.clear()`` forgives what a test provokes on purpose. The database is truncated after each of these
tests: put few and long journeys in them. Without Chromium they are skipped, loudly, and with ``CI`` set they fail.
"""

import os
import shutil
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest

#: Milliseconds that a page may take on a machine that does much else.
PATIENCE = 30_000
#: Where else to look: ``CHROMIUM=/path/to/chrome``.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Every rule that WCAG 2.2 AA, the RGAA and good practice name; the size of targets is not asked by default. Points of
#: a map stand where they stand, which WCAG 2.5.8 allows: all of them are also links of a list.
AXE = "part => axe.run(part || document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
FIXTURES = {"page", "phone", "open_page"}


def pytest_collection_modifyitems(items):
    """Mark what needs the browser, so that ``-m "not browser"`` leaves it out."""
    for item in items:
        if FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter):
    """Say loudly that journeys were not walked, also when workers skipped them."""
    why = missing()
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if why and why in str(report.longrepr)]
    if skipped:
        terminalreporter.section("NO BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(f"{why}; {len(skipped)} tests in the browser were skipped.")


def find_chromium() -> str:
    """Return the path of a Chromium, or nothing."""
    named = os.environ.get("CHROMIUM", "")
    return named or next((path for name in NAMES if (path := shutil.which(name))), "")


def missing() -> str:
    """Say what is missing for tests in a browser; nothing when all is there."""
    if find_spec("playwright") is None:
        return "playwright is not installed (requirements-dev.txt)"
    return "" if find_chromium() else f"no Chromium found (looked for {', '.join(NAMES)}; CHROMIUM=… names another)"


@pytest.fixture(scope="session")
def browser():
    """One browser for the whole session."""
    if why := missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    # Playwright keeps an event loop in this thread; Django would take every query of a test for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, live_server):
    """Open pages that watch for errors; all of them are closed, and judged, at the end of the test."""
    opened = []
    with ExitStack() as contexts:

        def open_one(*, width: int = 1280, height: int = 900, scheme: str = "light", **options):
            context = browser.new_context(
                base_url=live_server.url,
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                locale="fr-FR",
                timezone_id="Europe/Paris",
                reduced_motion="reduce",
                **options,
            )
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            watch(page)
            opened.append(page)
            return page

        yield open_one
        troubles = [trouble for page in opened for trouble in page.troubles]
    assert not troubles, "the browser complained:\n" + "\n".join(troubles)


@pytest.fixture
def page(open_page):
    """A page on a desk."""
    return open_page()


@pytest.fixture
def phone(open_page):
    """A page on a small phone."""
    return open_page(width=320, height=640, has_touch=True, is_mobile=True)


def watch(page) -> None:
    """Note on ``page.troubles`` what a visitor's browser would complain about."""
    page.troubles = []
    page.on("pageerror", lambda error: page.troubles.append(f"{page.url}: {error}"))
    page.on("console", lambda said: said.type == "error" and page.troubles.append(f"{page.url}: {said.text}"))
    page.on("response", lambda got: got.status >= 500 and page.troubles.append(f"{got.url}: error {got.status}"))


def sign_in(page, user) -> None:
    """Give a page the session of an account."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    address = page.evaluate("location.origin")
    if not address.startswith("http"):
        page.goto("/mentions-legales/")
        address = page.evaluate("location.origin")
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address, "httpOnly": True}])


def axe(page, within: str = "") -> list[str]:
    """Return what axe-core finds wrong, one line per element; ``within`` names a part of the page to look at alone."""
    script = Path(find_spec("axe_playwright_python").origin).parent / "axe.min.js"
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(script.read_text(encoding="utf-8"))
    result = page.evaluate(AXE, within)
    return [
        f"{page.url} {broken['id']}: {node['html'][:160]} — {node['failureSummary'].splitlines()[-1].strip()}"
        for broken in result["violations"]
        for node in broken["nodes"]
        if not (broken["id"] == "target-size" and "leaflet-marker-icon" in node["html"])
    ]


def overflow(page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def screenshot(page, name: str) -> Path:
    """Save a picture of the whole page and return where it lies."""
    from django.conf import settings

    path = settings.VAR_DIR / "screenshots" / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
    return path
