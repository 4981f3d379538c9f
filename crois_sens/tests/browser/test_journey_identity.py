"""Angela chooses, signs in, has her identity confirmed by the State's service, and votes: once, whatever her accounts.

The service is the strict provider of the tests, which asks what FranceConnect v2 asks; the browser really goes there.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from crois_sens.tests.browser.people import fills_in_sign_in, fit_for_all
from participation.ballots.models import Elector, Envelope, KeyMethod, Poll, Roll
from participation.tests.factories.ballots import make_poll
from participation.tests.factories.consultations import DAY, make_consultation
from territories.tests.factories.accounts import make_user
from territories.tests.factories.identity_provider import CLIENT, SECRET, IdentityProvider

pytestmark = pytest.mark.usefixtures("post")


@pytest.fixture
def provider(settings):
    with IdentityProvider() as started:
        settings.FRANCECONNECT = {**settings.FRANCECONNECT, "server_url": started.issuer}
        settings.FRANCECONNECT |= {"client_id": CLIENT, "secret": SECRET}
        yield started


@pytest.fixture
def poll(transactional_db, provider) -> Poll:
    now = timezone.now()
    dates = {"opens": now - DAY, "closes": now + 5 * DAY}
    return make_poll(consultation=make_consultation(running=None), key_method=KeyMethod.OIDC, **dates)


def test_a_person_votes_with_a_verified_identity_from_sign_in_to_receipt(page, open_page, poll, provider):
    chooses(page, poll, "1. Projet 1")
    signs_in(page, make_user())
    is_recognised(page)
    confirms(page)
    assert "openid" in provider.asked[0]["scope"].split()
    elector = Elector.objects.get(poll=poll)
    assert not any(name in str(vars(elector)) for name in ("DUBOIS", "Angela", "1962"))

    phone = open_page(width=320, height=640, has_touch=True, is_mobile=True)
    chooses(phone, poll, "2. Projet 2")
    signs_in(phone, make_user())
    is_recognised(phone, voted=True)
    confirms(phone, button="Remplacer mon vote")
    expect(phone.get_by_text("Il remplace votre bulletin précédent.")).to_be_visible()
    assert Roll.objects.filter(poll=poll).count() == 1
    assert [envelope.choices for envelope in Envelope.objects.filter(poll=poll)] == [[2]]


def chooses(page, poll: Poll, project: str):
    page.goto(poll.get_absolute_url())
    page.get_by_role("link", name="Voter", exact=True).click()
    page.locator("label").filter(has_text=project).click()
    page.get_by_role("button", name="Relire et confirmer").click()
    expect(page.get_by_text("Vous n’avez pas encore voté.")).to_be_visible()


def signs_in(page, user):
    page.get_by_role("main").get_by_role("link", name="Se connecter").click()
    fills_in_sign_in(page, user.email)
    expect(page.get_by_text("Ce vote doit d’abord vous reconnaître")).to_be_visible()
    fit_for_all(page)


def is_recognised(page, *, voted: bool = False):
    """To the provider and back, and on to the choice that waits."""
    page.get_by_role("link", name="Me faire reconnaître").click()
    fit_for_all(page)
    page.get_by_role("link", name="Confirmer mon identité en ligne").click()
    onward = "Changer mon vote" if voted else "Continuer vers le vote"
    page.get_by_role("link", name=onward).click()
    expect(page.get_by_role("heading", name="Confirmer mon vote")).to_be_visible()


def confirms(page, button: str = "Confirmer mon vote"):
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", name="Votre vote est enregistré")).to_be_visible()
    assert len("".join(page.locator("code.receipt").inner_text().split())) == 64
    fit_for_all(page)
