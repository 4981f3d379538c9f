"""Pages where people are recognised: what is asked and why, at home, at the desk, and before the manager's eyes."""

import io
import zipfile
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from participation.ballots.keys import identity_of_civil
from participation.ballots.models import Elector, KeyMethod, LinkProof, Roll
from participation.ballots.operations import make_codes, prove_civil_identity, seal_poll
from participation.ballots.voters_admin import voters_url
from participation.ballots.voters_wording import LINKS, METHODS
from participation.tests.factories.ballots import fresh, make_poll
from participation.tests.factories.consultations import DAY, NOW, make_consultation, publisher
from participation.tests.factories.voters import LIST, coded_poll, listed_poll
from territories.accounts.franceconnect import TOLD
from territories.accounts.rules import civil_key
from territories.tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def page(poll, name="prove_key"):
    return reverse(f"participation:{name}", args=[poll.slug])


def read(client, url):
    return client.get(url).content.decode()


def test_every_method_and_every_link_is_explained():
    assert set(METHODS) == set(KeyMethod)
    assert set(LINKS) == set(LinkProof)


def test_a_person_of_the_list_goes_from_the_vote_to_their_proof_and_back_to_the_ballot(client):
    poll, user = listed_poll(), make_user()
    assert page(poll) in read(client, poll.get_absolute_url())
    assert "Créer un compte" in read(client, page(poll))
    client.force_login(user)
    client.post(page(poll, "ballot"), {"choices": [1, 2]})
    told = read(client, page(poll, "confirm_vote"))
    assert "Ce vote doit d’abord vous reconnaître" in told
    assert page(poll) in told
    wrong = client.post(page(poll), {"number": 1, "born": "24/08/1963"})
    assert wrong.status_code == 409
    assert "Vérifiez, ou adressez-vous à la mairie" in wrong.content.decode()
    assert client.post(page(poll), {"number": 1, "born": "24 08 1962"}).url == page(poll)
    told = read(client, page(poll))
    assert "Vous pouvez voter" in told
    assert page(poll, "confirm_vote") in told
    assert "Votre vote est enregistré" in client.post(page(poll, "confirm_vote")).content.decode()
    assert Roll.objects.get(poll=poll).elector.line_no == 1


def test_a_code_is_typed_and_never_in_an_address(client):
    poll, codes = coded_poll()
    client.force_login(make_user())
    assert "js/code" in read(client, page(poll))
    assert client.post(page(poll), {"code": codes[1]}).status_code == 302
    assert "Continuer vers le vote" in read(client, page(poll))


def test_a_profile_that_is_not_complete_leads_to_the_profile(client):
    poll = make_poll(consultation=make_consultation(running=None, accepted_links=["lives"]))
    client.force_login(make_user())
    assert "Indiquez votre commune" in read(client, page(poll))


def test_an_identity_from_the_provider_is_taken_by_the_page(client, settings):
    settings.FRANCECONNECT = {**settings.FRANCECONNECT, "server_url": "https://fournisseur.example"}
    poll, user = make_poll(key_method=KeyMethod.OIDC), make_user()
    client.force_login(user)
    assert f"{reverse('franceconnect_ask')}?next={page(poll)}" in read(client, page(poll))
    born = date(1962, 8, 24)
    key = civil_key(birth_name="Dubois", first_names="Angela", born=born, secret=settings.ROLL_KEY)
    session = client.session
    session[TOLD] = {"key": key, "at": NOW.isoformat()}
    session.save()
    assert client.get(page(poll)).status_code == 302
    assert "Continuer vers le vote" in read(client, page(poll))
    desk = identity_of_civil(birth_name="DUBOIS", first_names="Angela Claire", born=born)
    prove_civil_identity(poll=poll, participant=user.participant, identity=desk)
    assert Elector.objects.get(poll=poll).participant == user.participant


def test_a_vote_with_verified_identities_is_not_sealed_without_a_provider():
    poll = make_poll(sealed=False, key_method=KeyMethod.OIDC)
    with pytest.raises(Exception, match="n’est pas réglé"):
        seal_poll(poll=poll, by=publisher(), at=NOW)


# --- The desk ---------------------------------------------------------------------------------------------------------
def test_an_agent_notes_an_identity_and_a_document_that_were_seen(client):
    poll = make_poll(key_method=KeyMethod.DESK, link_proof=LinkProof.DOCUMENT, urns=1)
    make_user(email="angela@exemple.fr")
    client.force_login(make_staff("agent", poll.consultation.area))
    assert page(poll, "desk_people") in read(client, page(poll, "desk_roll"))
    seen = {"birth_name": "Dubois", "first_names": "Angela", "born": "24/08/1962", "email": "angela@exemple.fr"}
    typed = {f"identity-{name}": value for name, value in seen.items()}
    assert client.post(page(poll, "desk_people"), {"identity": "1", **typed}).status_code == 302
    stranger = {"document": "1", "document-email": "x@exemple.fr", "document-kind": "home"}
    answer = client.post(page(poll, "desk_people"), stranger)
    assert answer.status_code == 409
    assert "doit d’abord en créer un" in answer.content.decode()
    known = {**stranger, "document-email": "angela@exemple.fr"}
    assert client.post(page(poll, "desk_people"), known).status_code == 302
    assert poll.documents_seen.count() == poll.electors.count() == 1


@pytest.mark.parametrize(
    ("make", "typed", "wanting"),
    [
        (lambda: make_poll(urns=1), {"line_no": 4}, "adresse électronique ou numéro de ligne"),
        (lambda: listed_poll(urns=1), {"line_no": 7}, "numéro de ligne"),
        (lambda: coded_poll(urns=1)[0], {"line_no": 2}, "numéro de ligne ou code de la lettre"),
        (
            lambda: make_poll(urns=1, key_method=KeyMethod.DESK),
            {"birth_name": "Petit", "first_names": "Léa", "born": "1/2/1990"},
            "obligatoire",
        ),
    ],
    ids=["email", "list", "code", "desk"],
)
def test_the_desk_asks_what_the_method_of_the_vote_asks(client, make, typed, wanting):
    poll = make()
    client.force_login(make_staff("agent", poll.consultation.area))
    urn = {"urn": poll.urns.get().pk}
    assert wanting in client.post(page(poll, "desk_roll"), urn).content.decode()
    assert client.post(page(poll, "desk_roll"), {**urn, **typed}).status_code == 302
    assert Roll.objects.get(poll=poll).channel == "paper"
    undone = client.post(page(poll, "desk_undo"), {**urn, **typed, "reason": "Erreur"})
    assert undone.status_code == 302
    assert not Roll.objects.exists()


# --- The manager ------------------------------------------------------------------------------------------------------
def test_a_manager_reads_a_list_sees_each_fate_and_takes_it_over(client):
    poll = make_poll(sealed=False, key_method=KeyMethod.LIST)
    client.force_login(make_staff("manager", poll.consultation.area))
    assert "Une liste des personnes qui peuvent voter" in read(client, voters_url(poll))
    file = SimpleUploadedFile("liste.csv", (LIST + "8;Petit;01/02/1990\n9;Noël;hier\n").encode())
    told = client.post(voters_url(poll), {"read": "1", "file": file}).content.decode()
    assert "3 lignes bonnes, 2 refusées" in told
    assert "même nom et même date qu’à la ligne 3 du fichier" in told
    assert "la date de naissance manque ou n’existe pas" in told
    assert not poll.electors.exists()
    assert client.post(voters_url(poll), {"take": "1"}).status_code == 302
    assert poll.electors.count() == 3
    refused = client.post(voters_url(poll), {"read": "1", "file": SimpleUploadedFile("l.csv", b"a;b\n1;2\n")})
    assert "il manque une colonne" in refused.content.decode()


def test_letters_are_handed_over_once_with_their_squares(client):
    poll = make_poll(sealed=False, key_method=KeyMethod.CODE)
    client.force_login(make_staff("manager", poll.consultation.area))
    answer = client.post(voters_url(poll), {"letters": "1", "number": 2})
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    assert packed.read("lettres.pdf").startswith(b"%PDF")
    rows = packed.read("codes.csv").decode("utf-8-sig").split()
    assert rows[0] == "lettre;code;adresse"
    code = rows[1].split(";")[1]
    assert rows[1].endswith(f"{page(poll)}#{code.replace('-', '')}")
    seal_poll(poll=poll, by=publisher(), at=NOW - 6 * DAY)
    assert "il n’en a pas" in client.post(voters_url(poll), {"letters": "1", "number": 2}).content.decode()
    lost = client.post(voters_url(poll), {"replace": "1", "line_no": 2, "reason": "Perdue"})
    assert lost["Content-Disposition"].endswith('-2-2.zip"')


def test_a_method_does_not_change_under_a_list(client):
    poll = make_poll(sealed=False, key_method=KeyMethod.CODE)
    make_codes(poll=poll, number=1, by=publisher(), at=NOW)
    client.force_login(make_staff("manager", poll.consultation.area))
    url = reverse("admin:participation_poll_change", args=[poll.pk])
    form = client.get(url).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    for prefix in ("urns", "choices"):
        typed |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    answer = client.post(url, {**typed, "key_method": "email"})
    assert "a déjà une liste" in answer.content.decode()
    assert fresh(poll).key_method == KeyMethod.CODE
