"""Pages of accounts and of « Mon espace »: ours, in French, for those who may."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crois_sens.kernel.registries import space_panels
from territories.accounts.models import User
from territories.notices.operations import owe
from territories.tests.factories.accounts import PASSWORD, make_staff, make_user
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db
#: Words that allauth's own templates and forms would show.
ENGLISH = re.compile(
    r"\b(the|your|you|password|sign (in|up|out)|email|address|please|enter|confirm access|change|sessions?|code:|"
    r"authenticator|recovery|remember|forgot|submit|home|and|must|this|with)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def _no_limits():
    cache.clear()


def words_of(answer) -> str:
    """The words of a page, as one would read them."""
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"<[^>]+>", " ", main)


def sign_in(client, user, *, again=True):
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    if again:
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


ANONYMOUS = [
    ("account_login", {}),
    ("account_signup", {}),
    ("account_inactive", {}),
    ("account_email_verification_sent", {}),
    ("account_confirm_signup", {"token": "faux"}),
    ("account_confirm_email", {"key": "faux"}),
    ("account_reset_password", {}),
    ("account_reset_password_done", {}),
    ("account_reset_password_from_key", {"uidb36": "1", "key": "faux"}),
    ("account_reset_password_from_key_done", {}),
]
SIGNED_IN = [
    "account_logout",
    "account_email",
    "account_reauthenticate",
    "account_change_password",
    "usersessions_list",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "territories:space",
    "territories:my_profile",
    "territories:my_account",
    "territories:my_data",
    "territories:close_account",
    "territories:my_notices",
    "territories:my_preferences",
]


def check(answer):
    assert "site-header" in answer.content.decode(), "not our frame"
    words = words_of(answer)
    assert not ENGLISH.search(words), ENGLISH.search(words).group()
    assert words.count("<h1") <= 1
    assert "style=" not in answer.content.decode()


@pytest.mark.parametrize(("name", "arguments"), ANONYMOUS, ids=[name for name, _arguments in ANONYMOUS])
def test_pages_before_signing_in_are_ours_and_french(client, name, arguments):
    check(client.get(reverse(name, kwargs=arguments)))


@pytest.mark.parametrize(
    "name", [name for name, _arguments in ANONYMOUS if name in ("account_login", "account_signup")]
)
def test_errors_are_french_too(client, name):
    check(client.post(reverse(name), {"login": "x", "password": "y", "email": "x", "password1": "court"}))


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_after_signing_in_are_ours_and_french(client, name):
    user = make_user(home=make_commune())
    sign_in(client, user)
    if name == "mfa_generate_recovery_codes":
        TOTP.activate(user, generate_totp_secret())
    check(client.get(reverse(name)))


def test_pages_of_the_second_factor_are_ours_and_french(client):
    user = make_user()
    sign_in(client, user)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate"):
        check(client.get(reverse(name)))
    client.post(reverse("account_logout"))
    asked = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert asked.url == reverse("mfa_authenticate")
    check(client.get(asked.url))
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    assert client.post(asked.url, {"code": codes[0]}).url == "/mon-espace/"


def test_too_many_requests_answer_in_our_frame(client):
    for _number in range(40):
        answer = client.post(reverse("account_login"), {"login": "x@exemple.fr", "password": "y"})
        if answer.status_code == 429:
            check(answer)
            return
    pytest.fail("no limit")


def test_staff_without_second_factor_get_no_further_in_production(client, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    agent = make_staff("agent", make_commune())
    sign_in(client, agent)
    for path in ("/admin/", "/mon-espace/", "/"):
        assert client.get(path).url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    TOTP.activate(agent, generate_totp_secret())
    assert client.get("/admin/").status_code == 200


def test_one_of_my_devices_is_signed_out_and_nobody_elses(client):
    user, other = make_user(), Client()
    sign_in(client, user)
    sign_in(other, user)
    sign_in(Client(), make_user())
    here, there = UserSession.objects.filter(user=user).order_by("pk")
    foreign = UserSession.objects.exclude(user=user).get()
    page = client.get(reverse("usersessions_list")).content.decode()

    assert reverse("territories:sign_out_device", args=[there.pk]) in page
    assert reverse("territories:sign_out_device", args=[here.pk]) not in page
    assert client.post(reverse("territories:sign_out_device", args=[foreign.pk])).status_code == 404
    client.post(reverse("territories:sign_out_device", args=[there.pk]))
    assert client.get("/mon-espace/").status_code == 200
    assert other.get("/mon-espace/").status_code == 302


def test_residents_are_not_asked_for_a_second_factor(client, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    sign_in(client, make_user())
    assert client.get("/mon-espace/").status_code == 200


def test_my_space_shows_what_waits_for_me(client):
    user = make_user(name="Camille", home=make_commune(name="Senones"))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    owe(
        kind="proposal.decision",
        key="1",
        title="Votre idée est recevable",
        text="Parce que.",
        participant=user.participant,
        at=timezone.now(),
    )
    page = client.get("/mon-espace/").content.decode()
    assert "Bonjour Camille" in page
    assert "Senones" in page
    assert "Votre idée est recevable" in page
    assert "notices" in dict(space_panels)


def test_i_change_what_i_say_of_myself(client):
    user = make_user(home=make_commune())
    home = make_commune(name="Raon-l’Étape", code="88372")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    said = {"display_name": "Camille M.", "home": "88372", "links": ["works", "studies"]}
    assert client.post(reverse("territories:my_profile"), said).status_code == 302
    person = User.objects.get(pk=user.pk).participant
    assert (person.public_name, person.home, person.links) == ("Camille M.", home, ["works", "studies"])


def test_an_account_without_participant_is_told_so(client):
    bare = User.objects.create_superuser("admin@exemple.fr", PASSWORD)
    client.force_login(bare, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/mon-espace/")
    assert answer.status_code == 404
    assert "administrer la plateforme" in answer.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_my_messages_cost_the_same_however_many(client, django_assert_num_queries, number):
    user = make_user(home=make_commune())
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for key in range(number):
        owe(kind="poll.open", key=str(key), title="x", text="x", participant=user.participant, at=timezone.now())
    client.get("/mon-espace/messages/")
    with django_assert_num_queries(3):  # the account, its participant, the messages
        page = client.get("/mon-espace/messages/").content.decode()
    assert page.count("<article") == number
