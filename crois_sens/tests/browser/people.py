"""What people do in every journey: sign in, read their mail, look whether the page is fit for all."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from crois_sens.testing.browser import axe, overflow
from territories.notices import folder
from territories.notices.tasks import deliver_notices
from territories.tests.factories.accounts import PASSWORD


def reads_mail(address: str) -> folder.StoredMail:
    """Let the worker deliver what is owed, and open the newest mail of this address."""
    deliver_notices()
    return next(mail for mail in folder.newest() if mail.to == address)


def link_in(mail: folder.StoredMail) -> str:
    """The first link of a mail, without the name of its site: tests live on a port of their own."""
    [address, *_others] = re.findall(r"https?://\S+", mail.text)
    return urlsplit(address).path


def fills_in_sign_in(page, email: str) -> None:
    """Type address and password into the sign-in form that is open."""
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


def signs_in(page, user) -> None:
    """Walk in by the door."""
    page.goto("/compte/connexion/")
    fills_in_sign_in(page, user.email)
    expect(page.get_by_role("link", name="Mon espace")).to_have_count(1)


def fit_for_all(page) -> None:
    """Nothing on this page shuts somebody out, and nothing sticks out of the window."""
    if "/admin/" in page.url:  # the frame and its scrolling boxes are Unfold's, and have no landmarks of their own
        violations = [line for line in axe(page, within="#content") if "simplebar" not in line]
    else:
        violations = axe(page)
    assert not violations, "\n".join(violations)
    assert overflow(page) <= 0, f"{page.url} is {overflow(page)} px too wide"
