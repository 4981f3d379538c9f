"""Signing up: the same answer for known and unknown addresses, an account once the address is confirmed."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from territories.accounts.forms import SignupForm
from territories.accounts.letters import signup_token
from territories.accounts.models import Identity, Participant, SignupRequest, User
from territories.accounts.operations import (
    AlreadyJoined,
    AlreadyKnown,
    LinkTooOld,
    NotYourArea,
    ask_to_join,
    close_account,
    code_of,
    enter_person,
    forget_old_requests,
    join,
    key_of,
)
from territories.accounts.rules import MOST_TRIES
from territories.notices.delivery import deliver_due
from territories.notices.models import Notice
from territories.tests.factories.accounts import PASSWORD, make_staff, make_user
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits():
    cache.clear()


def form_data(commune, email="camille@exemple.fr", **changes):
    data = {"email": email, "password1": PASSWORD, "display_name": "Camille", "home": commune.code, "links": ["lives"]}
    return {**data, **changes}


def links_in(mail) -> list[str]:
    return re.findall(r"http://localhost:\d+(/\S+)", mail.body)


def ask(email="camille@exemple.fr", home=None, at=None):
    return ask_to_join(
        email=email,
        password=PASSWORD,
        display_name="Camille",
        home=home or make_commune(),
        links=["lives"],
        at=at or timezone.now(),
    )


@pytest.mark.parametrize(("ticked", "asked"), [({}, 0), ({"wants_news": "on"}, 4)], ids=["left empty", "ticked"])
def test_announcements_are_asked_for_by_a_box_that_nobody_ticked_beforehand(client, ticked, asked):
    assert "checked" not in str(SignupForm()["wants_news"])
    client.post(reverse("account_signup"), form_data(make_commune(), **ticked))
    request = SignupRequest.objects.get()
    user = join(request_id=request.pk, at=timezone.now())
    assert list(user.participant.notice_preferences.values_list("chosen_at", flat=True)) == [request.asked_at] * asked


def test_a_resident_signs_up_confirms_and_is_signed_in(client, mailoutbox):
    commune = make_commune(code="88413", name="Saint-Dié-des-Vosges", postcodes=["88100"])
    answer = client.post(reverse("account_signup"), form_data(commune, home="saint dié des vosges"))
    assert answer.url == reverse("account_email_verification_sent")
    assert not User.objects.exists()
    deliver_due(at=timezone.now())
    link = next(link for link in links_in(mailoutbox[0]) if "confirmer" in link)
    assert not User.objects.exists()
    assert client.get(link).status_code == 200
    assert not User.objects.exists()  # looking changes nothing
    assert client.post(link).url == "/mon-espace/"
    user = get_user(client)
    assert (user.email, user.participant.home, user.participant.links) == ("camille@exemple.fr", commune, ["lives"])
    assert user.participant.public_name == "Camille"
    assert not SignupRequest.objects.exists()
    assert client.post(link).status_code == 409


def test_another_browser_confirms_but_still_needs_the_password(client, mailoutbox):
    asked = ask()
    answer = client.post(reverse("account_confirm_signup", args=[signup_token(asked)]))
    assert answer.url == reverse("account_login")
    assert get_user(client).is_anonymous
    signed = client.post(answer.url, {"login": "camille@exemple.fr", "password": PASSWORD})
    assert signed.url == "/mon-espace/"


@pytest.mark.parametrize(
    ("page", "field"), [("account_signup", "email"), ("account_reset_password", "email")], ids=["sign-up", "reset"]
)
def test_known_and_unknown_addresses_get_the_same_answer_by_the_same_path(client, page, field, mailoutbox):
    commune = make_commune()
    make_user(email="connue@exemple.fr")
    answers = []
    for email in ("connue@exemple.fr", "inconnue@exemple.fr", "connue@exemple.fr"):
        cache.clear()
        client.cookies.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.post(reverse(page), form_data(commune, email))
        statements = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries.captured_queries]
        answers.append((answer.status_code, answer.url, [sql.split("(")[0] for sql in statements]))
    # The first request also warms caches of the process; the two others differ only by their address.
    assert answers[1] == answers[2]
    assert mailoutbox == []


def test_the_mail_alone_tells_who_has_an_account(mailoutbox):
    make_user(email="connue@exemple.fr")
    ask("connue@exemple.fr")
    ask("inconnue@exemple.fr")
    deliver_due(at=timezone.now())
    said = {mail.to[0]: (mail.subject, links_in(mail)[0]) for mail in mailoutbox}
    assert said["connue@exemple.fr"] == ("Vous avez déjà un compte", "/compte/connexion/")
    assert said["inconnue@exemple.fr"][0] == "Confirmez votre inscription"
    assert "/compte/inscription/confirmer/" in said["inconnue@exemple.fr"][1]


def test_no_letter_that_lets_in_lies_in_the_database(client):
    make_user(email="connue@exemple.fr")
    client.post(reverse("account_reset_password"), {"email": "connue@exemple.fr"})
    ask()
    deliver_due(at=timezone.now())
    assert {(notice.text, notice.url) for notice in Notice.objects.all()} == {("", "")}


def test_a_forgotten_password_is_chosen_anew(client, mailoutbox):
    user = make_user(email="connue@exemple.fr")
    client.post(reverse("account_reset_password"), {"email": "Connue@exemple.fr"})
    deliver_due(at=timezone.now())
    link = next(link for link in links_in(mailoutbox[0]) if "nouveau" in link)
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "quatre-autres-mots-neufs"})
    user.refresh_from_db()
    assert user.check_password("quatre-autres-mots-neufs")
    deliver_due(at=timezone.now())
    assert mailoutbox[-1].subject == "Votre mot de passe a changé"


def test_asking_again_within_minutes_sends_one_mail(client):
    commune = make_commune()
    for _number in range(3):
        assert client.post(reverse("account_signup"), form_data(commune)).status_code == 302
    assert Notice.objects.filter(kind="account.signup").count() == 1


def test_too_many_attempts_are_refused_in_french(client):
    for _number in range(6):
        answer = client.post(reverse("account_login"), {"login": "camille@exemple.fr", "password": "faux"})
    assert "Trop de tentatives" in answer.content.decode() or answer.status_code == 429


def test_the_same_request_makes_one_account():
    asked = ask()
    again = ask()
    join(request_id=asked.pk, at=timezone.now())
    with pytest.raises(LinkTooOld):
        join(request_id=again.pk, at=timezone.now())
    late = ask()
    with pytest.raises(AlreadyJoined):
        join(request_id=late.pk, at=timezone.now())
    assert User.objects.count() == Participant.objects.count() == 1


def test_an_old_request_is_refused_and_forgotten():
    asked = ask(at=timezone.now() - timedelta(days=4))
    with pytest.raises(LinkTooOld):
        join(request_id=asked.pk, at=timezone.now())
    assert forget_old_requests(at=timezone.now()) == 1


def test_whoever_comes_back_with_the_same_address_is_the_same_participant():
    user = make_user(email="ancien@exemple.fr")
    first = join(request_id=ask("camille@exemple.fr").pk, at=timezone.now())
    pseudonym = first.participant
    close_account(user=first, at=timezone.now())
    assert not Identity.objects.filter(participant=pseudonym).exists()
    again = join(request_id=ask("Camille@Exemple.fr").pk, at=timezone.now())
    assert again.participant == pseudonym
    assert again.participant != user.participant
    pseudonym.refresh_from_db()
    assert pseudonym.erased_at is None


def test_whoever_was_entered_at_the_desk_keeps_their_place_with_an_account():
    commune = make_commune()
    agent = make_staff("agent", commune)
    entered = enter_person(
        by=agent, at=timezone.now(), home=commune, display_name="Mme Petit", email="petit@exemple.fr", links=["lives"]
    )
    assert join(request_id=ask("petit@exemple.fr", home=commune).pk, at=timezone.now()).participant == entered


def test_the_desk_enters_people_of_its_territory_once():
    area = make_area(kind="epci")
    inside, outside = make_commune(epci=area), make_commune()
    agent = make_staff("agent", area)
    card = {"display_name": "Jo", "email": "jo@exemple.fr"}
    enter_person(by=agent, at=timezone.now(), home=inside, **card)
    with pytest.raises(AlreadyKnown):
        enter_person(by=agent, at=timezone.now(), home=inside, **card)
    with pytest.raises(NotYourArea):
        enter_person(by=agent, at=timezone.now(), home=outside, display_name="Jo")
    with pytest.raises(NotYourArea):
        enter_person(by=make_staff("elected", area), at=timezone.now(), home=inside, display_name="Jo")
    for _number in range(2):  # without an address two people may bear the same name
        enter_person(by=agent, at=timezone.now(), home=inside, display_name="Jo")
    assert Participant.objects.filter(entered_by=agent).count() == 3


def test_the_address_of_an_account_changes_once_confirmed(client, mailoutbox):
    user = make_user(email="avant@exemple.fr")
    client.post(reverse("account_login"), {"login": "avant@exemple.fr", "password": PASSWORD})
    asked = client.post(reverse("account_email"), {"action_add": "", "email": "apres@exemple.fr"})
    assert asked.url.startswith(reverse("account_reauthenticate"))  # the password once more, then it goes on
    client.post(asked.url, {"password": PASSWORD})
    user.refresh_from_db()
    assert user.email == "avant@exemple.fr"
    deliver_due(at=timezone.now())
    link = next(link for mail in mailoutbox for link in links_in(mail) if "adresse/confirmer" in link)
    client.post(link)
    user.refresh_from_db()
    assert user.email == "apres@exemple.fr"
    assert Participant.objects.get(user=user).address_key == key_of("apres@exemple.fr")


def test_signing_in_goes_on_without_the_cache(client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    user = make_user()
    assert client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}).url == "/mon-espace/"
    assert client.get("/mon-espace/").status_code == 200


# --- The code of the mail -------------------------------------------------------------------------------------------
SENT = "account_email_verification_sent"


def code_in(mail) -> str:
    return re.search(r"(\d{3} \d{3})", mail.body)[1]


def test_the_code_of_the_mail_signs_in_where_it_was_asked_and_goes_on(client, mailoutbox):
    client.post(f"{reverse('account_signup')}?next=/consultations/", form_data(make_commune()))
    deliver_due(at=timezone.now())
    assert client.get(reverse(SENT)).status_code == 200

    answer = client.post(reverse(SENT), {"code": code_in(mailoutbox[0])})

    assert answer.url == "/consultations/"
    assert get_user(client).email == "camille@exemple.fr"


def test_the_link_of_the_mail_goes_on_too(client, mailoutbox):
    client.post(f"{reverse('account_signup')}?next=/consultations/", form_data(make_commune()))
    deliver_due(at=timezone.now())
    link = next(link for link in links_in(mailoutbox[0]) if "confirmer" in link)
    assert client.post(link).url == "/consultations/"


def test_a_stranger_s_page_is_not_where_one_goes_on(client, mailoutbox):
    client.post(f"{reverse('account_signup')}?next=https://ailleurs.example/", form_data(make_commune()))
    deliver_due(at=timezone.now())
    assert client.post(reverse(SENT), {"code": code_in(mailoutbox[0])}).url == "/mon-espace/"


def test_a_code_is_good_in_the_browser_that_asked_and_nowhere_else(client, mailoutbox):
    asked = ask()
    answer = client.post(reverse(SENT), {"code": code_of(asked)})
    assert "n’est pas le bon" in answer.content.decode()
    assert not User.objects.exists()


def test_five_tries_and_the_code_is_closed(client):
    client.post(reverse("account_signup"), form_data(make_commune()))
    code = code_of(SignupRequest.objects.get())
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(MOST_TRIES):
        assert "n’est pas le bon" in client.post(reverse(SENT), {"code": wrong}).content.decode()

    assert "Trop d’essais" in client.post(reverse(SENT), {"code": code}).content.decode()

    assert not User.objects.exists()


def test_a_known_address_sees_the_same_page_and_no_code_comes(client, mailoutbox):
    make_user(email="connue@exemple.fr")
    client.post(f"{reverse('account_signup')}?next=/consultations/", form_data(make_commune(), "connue@exemple.fr"))
    deliver_due(at=timezone.now())

    assert "six chiffres" in client.get(reverse(SENT)).content.decode()
    assert "n’est pas le bon" in client.post(reverse(SENT), {"code": "123456"}).content.decode()
    assert not re.search(r"\d{3} \d{3}", mailoutbox[0].body)
    assert "/compte/connexion/?next=" in mailoutbox[0].body
