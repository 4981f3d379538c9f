"""What the hands of a team do in the admin: type, pick, save, press a button of a cockpit and confirm."""

from playwright.sync_api import expect


def fills(page, **typed: str):
    """Type into fields of a form by their names."""
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)


def picks(page, name: str, value: str):
    """Choose a row in a field that searches while one types."""
    field = page.locator(f"[name={name}] + .select2")
    field.click()
    page.locator(".select2-search__field").press_sequentially(value[:12])
    page.locator(".select2-results__option").filter(has_text=value).first.click()
    expect(field).to_contain_text(value)


def saves(page):
    """Press the button of a form of the admin."""
    page.get_by_role("button", name="Enregistrer", exact=True).click()


def takes_step(page, name: str, said: str, **typed: str):
    """Press a button of a cockpit, fill in what its page asks, confirm, and read what was done."""
    page.get_by_role("link", name=name, exact=True).click()
    fills(page, **typed)
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text(said)).to_be_visible()


def opens_cockpit(page):
    """The cockpit of the consultation, from the first page of the admin."""
    page.goto("/admin/")
    page.get_by_role("link", name="Piloter").click()


def opens_list(page, name: str):
    """A list of the admin, from the rooms at the foot of its first page."""
    page.goto("/admin/")
    page.get_by_text("Toutes les rubriques").click()
    page.locator("#content").get_by_role("link", name=name, exact=True).click()


def opens_vote(page):
    """The cockpit of its vote."""
    opens_cockpit(page)
    page.get_by_role("link", name="Quels projets voulez-vous").click()
