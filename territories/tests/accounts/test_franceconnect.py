"""An identity told by a provider as strict as FranceConnect v2; nothing else is believed, and next to nothing kept."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from territories.accounts.franceconnect import LASTS, TOLD, take_identity
from territories.accounts.franceconnect.provider import FranceConnectProvider
from territories.accounts.models import User
from territories.accounts.rules import civil_key
from territories.tests.factories.accounts import make_user
from territories.tests.factories.identity_provider import CLIENT, SECRET, IdentityProvider

pytestmark = pytest.mark.django_db
NEXT = "/votes/essai/qui-peut-voter/"


@pytest.fixture
def provider(settings):
    with IdentityProvider() as started:
        settings.FRANCECONNECT = {
            "server_url": started.issuer,
            "client_id": CLIENT,
            "secret": SECRET,
        }
        yield started


@pytest.fixture
def person(client):
    user = make_user()
    client.force_login(user)
    return user


def go(client, *, next_url=NEXT):
    """Walk the whole way as a browser does; returns where it ends."""
    out = client.get(reverse("franceconnect_ask"), {"next": next_url})
    answer = requests.get(out.url, allow_redirects=False, timeout=5)
    if answer.status_code != 302:
        return answer
    return client.get(answer.headers["Location"].partition("testserver")[2])


def test_an_identity_is_told_and_only_its_keyed_hash_is_kept(client, person, provider, settings):
    back = go(client)
    assert (back.status_code, back.url) == (302, NEXT)
    born = timezone.datetime(1962, 8, 24).date()
    expected = civil_key(birth_name="Dubois", first_names="Angela", born=born, secret=settings.ROLL_KEY)
    assert client.session[TOLD]["key"] == expected
    assert not any(name in str(dict(client.session)) for name in ("DUBOIS", "Angela", "1962"))
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1


def test_what_is_asked_is_an_identity_and_nothing_to_sign_up_with(client, person, provider):
    go(client)
    (asked,) = provider.asked
    assert set(asked["scope"].split()) == {"openid", "family_name", "given_name", "birthdate"}
    assert min(len(asked["state"]), len(asked["nonce"])) >= 32


def test_stock_openid_connect_is_refused_by_such_a_provider(client, provider):
    request = RequestFactory().get("/")
    request.session = client.session
    app = SocialApp(provider="openid_connect", provider_id="fc", name="fc", client_id=CLIENT, secret=SECRET)
    app.settings = {"server_url": provider.issuer}
    stock = type("Stock", (OpenIDConnectProvider,), {"get_oauth2_adapter": FranceConnectProvider.get_oauth2_adapter})
    stock.oauth2_adapter_class = FranceConnectProvider.oauth2_adapter_class
    out = stock(request, app=app).redirect(request, process="login")
    assert requests.get(out.url, allow_redirects=False, timeout=5).json()["wrong"][:2] == ["state", "nonce"]


@pytest.mark.parametrize(
    "lies",
    [
        {"claims": {"nonce": "n" * 48}},
        {"claims": {"aud": "somebody-else"}},
        {"claims": {"iss": "http://elsewhere"}},
        {"claims": {"exp": 1}},
        {"userinfo": {"sub": "another"}},
        {"userinfo": {"birthdate": "1962"}},
        {"userinfo": {"family_name": " "}},
        {"unsigned": True},
        {"key": ec.generate_private_key(ec.SECP256R1())},
        {"key": "a-secret-that-everybody-knows-well", "algorithm": "HS256"},
        {"key": None, "algorithm": "none"},
    ],
    ids=lambda lies: " ".join(f"{name} {value}"[:24] for name, value in lies.items()),
)
def test_a_provider_that_lies_is_not_believed(client, person, provider, lies):
    provider.lies = lies
    back = go(client)
    assert (back.status_code, back.url) == (302, NEXT)
    assert TOLD not in client.session
    assert "pas été confirmée" in str(list(client.get("/").context["messages"]))


def test_an_answer_to_a_question_that_was_not_asked_is_not_heard(client, person, provider):
    for query in ({}, {"state": "s" * 48, "code": "c"}, {"error": "access_denied", "state": "s"}):
        assert client.get(reverse("franceconnect_callback"), query).status_code == 302
    assert TOLD not in client.session


def test_a_person_who_cancels_comes_back(client, person, provider):
    out = client.get(reverse("franceconnect_ask"), {"next": NEXT})
    state = parse_qs(urlsplit(out.url).query)["state"][0]
    back = client.get(reverse("franceconnect_callback"), {"error": "access_denied", "state": state})
    assert back.url == NEXT


def test_the_way_back_is_a_page_of_the_house(client, person, provider):
    assert go(client, next_url="https://ailleurs.example/").url == "/"


def test_without_a_provider_or_an_account_there_is_no_way_out(client, person):
    assert client.get(reverse("franceconnect_ask")).status_code == 404
    client.logout()
    assert client.get(reverse("franceconnect_ask")).status_code == 302


def test_an_identity_is_taken_once_and_soon(rf):
    now, request = timezone.now(), rf.get("/")
    for age, expected in ((LASTS / 2, "k"), (LASTS * 2, None)):
        request.session = {TOLD: {"key": "k", "at": (now - age).isoformat()}}
        assert take_identity(request, at=now) == expected
        assert take_identity(request, at=now) is None
