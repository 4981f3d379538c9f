"""What every page owes its readers, told as a list of complaints: used by the crawl, page by page."""

from crois_sens.testing.browser import axe, overflow
from crois_sens.testing.weights import ALL_AT_MOST, HTML_AT_MOST, weight_of

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}


def complaints(page, path: str, response) -> list[str]:
    """Look at a page that was just opened, in the width it has, and say what is wrong with it."""
    if response.status >= 400:
        return [f"{path}: answered {response.status}"]
    found = reading(page, path)
    if (html := len(response.body())) > HTML_AT_MOST:
        found.append(f"{path}: {html} bytes of HTML")
    if (weight := weight_of(page, response)) > ALL_AT_MOST:
        found.append(f"{path}: {weight} bytes compressed, pictures aside")
    if (sheets := page.locator("link[rel=stylesheet]").count()) != 1:
        found.append(f"{path}: {sheets} style sheets")
    if path != "/" and page.locator("nav.breadcrumbs [aria-current=page]").count() != 1:
        found.append(f"{path}: the trail does not say where one is")
    return found


def reading(page, path: str) -> list[str]:
    """What keeps somebody from reading a page: titles, width, and whatever axe-core finds."""
    found = axe(page)
    if (titles := page.locator("h1").count()) != 1:
        found.append(f"{path}: {titles} titles of the first level")
    if (excess := overflow(page)) > 0:
        found.append(f"{path}: {excess} px wider than the window")
    return found


def send_empty(page) -> bool:
    """Send the form of a page with nothing in it; tell whether the page then says what is wrong."""
    form = page.locator("main form.form[method=post]:not([action])").filter(has=page.locator(FIELDS)).first
    if not form.count():
        return False
    form.evaluate(EMPTY)
    form.locator("button").last.click()
    page.wait_for_load_state()
    return page.locator("main .errors, main .notice--bad").count() > 0


FIELDS = "input:not([type=hidden]), textarea, select"
#: What a browser would hold back is sent all the same: the server must answer it.
EMPTY = """form => {
  form.noValidate = true;
  for (const field of form.elements) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
    else if (field.type !== "hidden" && field.tagName !== "BUTTON" && field.tagName !== "FIELDSET") field.value = "";
  }
}"""
