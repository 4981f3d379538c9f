"""Pages of a vote: a choice becomes a vote only when confirmed, nothing tells how it goes before the result."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.ballots.models import Basket, Envelope, Leaf, Roll
from participation.ballots.operations import (
    certify_poll,
    publish_result,
    record_council_decision,
    sequence_log,
    strike_off,
    withdraw_choice,
)
from participation.ballots.rules import fingerprint
from participation.consultations.models import Declaration
from participation.tests.factories.ballots import AFTER, close, count_votes, fresh, make_ballot, make_poll, suspend
from participation.tests.factories.consultations import NOW, make_consultation, publisher
from territories.tests.factories.accounts import PASSWORD, make_staff, make_user
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def page(poll, name="poll"):
    return reverse(f"participation:{name}", args=[poll.slug])


def choose(client, poll, *choices):
    return client.post(page(poll, "ballot"), {"choices": choices} if choices else {"blank": "1"})


def published(poll):
    poll = count_votes(poll)
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    return fresh(poll)


def test_from_the_ballot_to_the_receipt_without_javascript(client):
    poll, user = make_poll(), make_user()
    response = choose(client, poll, 1, 3)
    assert response.status_code == 302
    assert not Roll.objects.exists()
    confirm = client.get(response.url)
    assert "Vous n’avez pas encore voté" in confirm.content.decode()
    assert "Projet 3" in confirm.content.decode()
    assert f"{reverse('account_login')}?next={response.url}" in confirm.content.decode()
    client.force_login(user)
    assert "Projet 3" in client.get(response.url).content.decode()
    receipt = client.post(response.url)
    assert receipt.status_code == 200
    assert "Votre vote est enregistré" in receipt.content.decode()
    envelope = Envelope.objects.get(poll=poll)
    assert envelope.choices == [1, 3]
    assert "".join(re.findall(r"<span>([0-9a-f]{8})</span>", receipt.content.decode())) == envelope.commitment
    assert client.cookies[f"choix-{poll.slug}"].value == ""


def test_the_receipt_is_shown_once_and_stays_out_of_addresses_and_caches(client):
    poll = make_poll()
    client.force_login(make_user())
    choose(client, poll, 1)
    receipt = client.post(page(poll, "confirm_vote"))
    commitment = Leaf.objects.get(poll=poll).commitment
    assert "no-store" in receipt["Cache-Control"]
    assert commitment not in "".join(str(value) for value in receipt.headers.values())
    for name in ("poll", "ballot"):
        assert commitment[:8] not in client.get(page(poll, name)).content.decode()
    assert client.get(page(poll, "confirm_vote")).status_code == 302


def test_a_choice_survives_signing_in(client):
    poll, user = make_poll(), make_user()
    choose(client, poll, 2)
    client.post(reverse("account_login"), {"login": user.email, "password": "trois-mots-faciles"})
    client.force_login(user)
    client.post(page(poll, "confirm_vote"))
    assert Envelope.objects.get(poll=poll).choices == [2]


def test_a_choice_is_kept_on_the_device_and_the_server_knows_only_that_one_waits(client):
    poll, user = make_poll(), make_user()
    client.force_login(user)
    response = choose(client, poll, 1, 2)
    cookie = response.cookies[f"choix-{poll.slug}"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == ("1.2", page(poll), "Lax")
    assert cookie["max-age"] == int((poll.closes_at - NOW).total_seconds())
    assert Basket.objects.get(poll=poll).participant == user.participant
    assert not {"1.2", "[1, 2]"} & {str(value) for value in client.session.values()}
    client.post(page(poll, "confirm_vote"), {"forget": "1"})
    assert not Basket.objects.exists()
    assert client.cookies[f"choix-{poll.slug}"].value == ""


def test_what_waits_is_said_on_every_page_and_remembered_at_sign_in(client):
    poll, user = make_poll(), make_user()
    assert "pas encore voté" not in client.get("/").content.decode()
    choose(client, poll, 1)

    for address in ("/", poll.consultation.get_absolute_url(), page(poll)):
        assert f'href="{page(poll, "confirm_vote")}">Confirmer mon choix' in client.get(address).content.decode()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert Basket.objects.get(poll=poll).participant == user.participant

    assert "pas encore voté" not in client.post(page(poll, "confirm_vote")).content.decode()
    assert "pas encore voté" not in client.get("/").content.decode()
    assert not Basket.objects.exists()


def test_who_has_voted_and_changes_their_mind_is_told_that_the_first_vote_counts(client):
    poll = make_poll()
    client.force_login(make_user())
    choose(client, poll, 1)
    client.post(page(poll, "confirm_vote"))
    choose(client, poll, 2)

    said = client.get("/").content.decode()

    assert "votre premier vote compte toujours" in said
    assert "pas encore voté" not in said
    assert "ce vote compte" in client.get(page(poll, "confirm_vote")).content.decode()


def test_who_voted_on_another_device_is_told_so_once_signed_in(client):
    poll, user = make_poll(), make_user()
    make_ballot(poll, participant=user.participant)
    choose(client, poll, 2)
    client.force_login(user)

    assert "pas encore voté" not in client.get(page(poll, "confirm_vote")).content.decode()
    assert "votre premier vote compte toujours" in client.get("/").content.decode()


def test_two_choices_wait_side_by_side(client):
    first, second = make_poll(), make_poll()
    choose(client, first, 1)
    choose(client, second, 2)
    client.force_login(make_user())
    client.post(page(first, "confirm_vote"))

    waiting = client.get("/").content.decode()

    assert page(second, "confirm_vote") in waiting
    assert page(first, "confirm_vote") not in waiting


@pytest.mark.parametrize("kept", ["x", "1.2:forged", "../admin", "é", "a" * 3000, ""])
def test_what_a_device_says_is_not_believed(client, kept):
    poll = make_poll()
    client.cookies["choix-a-confirmer"] = kept
    client.cookies[f"choix-{poll.slug}"] = kept

    assert client.get("/").status_code == client.get(page(poll, "ballot")).status_code == 200
    assert client.get(page(poll, "confirm_vote")).url == page(poll, "ballot")


def test_ticks_are_kept_while_one_reads_otherwise_without_javascript(client):
    poll = make_poll(costs=(3_000, 2_000, 1_000), max_choices=2)

    shown = client.post(page(poll, "ballot"), {"choices": [3, 9], "ordre": "cout", "vue": "carte", "show": "1"})
    listed = client.get(shown.url)

    assert "ordre=cout" in shown.url
    assert listed.context["ticked"] == {3}
    assert [choice.no for choice in listed.context["choices"]] == [3, 2, 1]
    assert "pas encore voté" not in client.get("/").content.decode()  # ticking is not choosing yet
    assert client.get(page(poll, "confirm_vote")).url == page(poll, "ballot")


def test_two_projects_side_by_side_are_put_on_the_ballot_and_taken_off(client):
    poll = make_poll()
    compare = page(poll, "compare_projects")

    shown = client.get(compare, {"a": "4", "b": "2"})
    client.post(compare, {"tick": "4"})
    client.post(compare, {"tick": "2"})
    client.post(compare, {"tick": "4"})

    assert [choice.no for choice in shown.context["pair"]] == [4, 2]
    assert client.get(page(poll, "ballot")).context["ticked"] == {2}
    assert client.get(compare, {"a": "x", "b": "2"}).context["pair"][0].no == 2


def test_the_short_address_leads_to_the_ballot_then_to_the_result(client, now):
    poll = fresh(make_poll())
    assert re.fullmatch(r"/v/[0-9a-f]{8}/", poll.get_short_url())
    assert client.get(poll.get_short_url()).url == page(poll, "ballot")
    assert client.get(poll.get_short_url().upper().replace("/V/", "/v/")).url == page(poll, "ballot")
    now.move_to(AFTER)
    assert client.get(poll.get_short_url()).url == page(poll)
    assert client.get("/v/inconnu/").status_code == 404


def test_a_forged_choice_is_no_choice(client):
    poll = make_poll()
    client.cookies[f"choix-{poll.slug}"] = "1.2:forged"
    assert client.get(page(poll, "confirm_vote")).url == page(poll, "ballot")


@pytest.mark.parametrize("choices", [(1, 2, 3, 4), (9,), ("x",)])
def test_a_ballot_that_is_not_valid_says_why_and_keeps_the_boxes(client, choices):
    poll = make_poll()
    response = choose(client, poll, *choices)
    assert response.status_code == 200
    assert "notice--bad" in response.content.decode()
    assert f"choix-{poll.slug}" not in response.cookies


def test_a_blank_ballot_is_confirmed_too(client):
    poll = make_poll()
    client.force_login(make_user())
    assert choose(client, poll).status_code == 302
    assert "Bulletin blanc" in client.get(page(poll, "confirm_vote")).content.decode()
    client.post(page(poll, "confirm_vote"))
    assert Envelope.objects.get(poll=poll).choices == []


def test_the_vote_is_changed_and_the_page_says_so(client):
    poll = make_poll()
    client.force_login(make_user())
    for choices in ((1,), (2,)):
        choose(client, poll, *choices)
        response = client.post(page(poll, "confirm_vote"))
    assert "remplace votre bulletin précédent" in response.content.decode()
    assert Envelope.objects.get(poll=poll).choices == [2]


def test_who_may_not_vote_reads_why_and_what_to_do(client):
    consultation = make_consultation(running=None, accepted_links=["lives"], area=make_commune(name="Épinal"))
    poll = make_poll(consultation=consultation)
    client.force_login(make_user())
    choose(client, poll, 1)
    assert "Indiquez votre commune" in client.get(page(poll, "confirm_vote")).content.decode()
    refused = client.post(page(poll, "confirm_vote"))
    assert refused.status_code == 409
    assert not Roll.objects.exists()


def test_the_declaration_is_made_with_the_vote(client):
    poll = make_poll(consultation=make_consultation(running=None, minimum_age=16, declaration="J’habite ici."))
    client.force_login(make_user())
    choose(client, poll, 1)
    assert "J’ai au moins 16 ans" in client.get(page(poll, "confirm_vote")).content.decode()
    assert client.post(page(poll, "confirm_vote")).status_code == 200
    assert not Roll.objects.exists()
    client.post(page(poll, "confirm_vote"), {"declared": "on"})
    assert Roll.objects.filter(poll=poll).exists()
    assert Declaration.objects.filter(consultation=poll.consultation).exists()


def test_whoever_voted_on_paper_reads_it_in_plain_french(client):
    poll, user = make_poll(urns=1), make_user()
    strike_off(poll=poll, urn=poll.urns.get(), email=user.email, by=publisher(), at=NOW)
    client.force_login(user)
    choose(client, poll, 1)
    assert "déjà voté sur papier" in client.get(page(poll, "confirm_vote")).content.decode()
    assert client.post(page(poll, "confirm_vote")).status_code == 409


def test_whoever_voted_on_paper_is_not_asked_to_choose(client):
    poll, user = make_poll(urns=1), make_user()
    strike_off(poll=poll, urn=poll.urns.get(), email=user.email, by=publisher(), at=NOW)
    client.force_login(user)
    told = client.get(page(poll, "ballot")).content.decode()
    assert "déjà voté sur papier" in told
    assert 'name="choices"' not in told


def test_what_keeps_from_voting_is_said_on_the_ballot(client):
    poll, user = make_poll(consultation=make_consultation(running=None, accepted_links=["lives"])), make_user()
    user.participant.home, user.participant.links = make_commune(), ["lives"]
    user.participant.save()
    client.force_login(user)
    told = client.get(page(poll, "ballot")).content.decode()
    assert "Votre commune n’en fait pas partie" in told
    assert 'name="choices"' in told


def test_whoever_voted_reads_on_the_ballot_that_the_vote_counts(client):
    poll, user = make_poll(), make_user()
    make_ballot(poll, [1], participant=user.participant)
    client.force_login(user)
    assert "Vous avez déjà voté, et ce vote compte" in client.get(page(poll, "ballot")).content.decode()


def test_a_team_account_without_participant_does_not_vote(client):
    poll = make_poll()
    client.force_login(publisher())
    choose(client, poll, 1)
    assert "compte d’équipe" in client.get(page(poll, "confirm_vote")).content.decode()
    assert client.post(page(poll, "confirm_vote")).status_code == 200
    assert not Roll.objects.exists()


def test_the_ballot_leads_back_when_the_vote_is_not_open(client, now):
    poll = make_poll()
    choose(client, poll, 1)
    now.move_to(AFTER)
    for name in ("ballot", "confirm_vote"):
        assert client.get(page(poll, name)).url == page(poll)
        assert client.post(page(poll, name)).url == page(poll)


def test_an_unsealed_poll_does_not_exist_for_strangers(client):
    poll = make_poll(sealed=False)
    for name in ("poll", "ballot", "confirm_vote", "poll_rule", "poll_result", "poll_receipts", "desk_roll"):
        assert client.get(page(poll, name)).status_code == 404
    client.force_login(make_staff("manager", poll.consultation.area))
    assert "pas scellé" in client.get(page(poll)).content.decode()


def test_the_order_is_by_chance_of_the_day_and_the_same_for_everybody(client, now):
    poll = make_poll(costs=tuple(range(1000, 9000, 1000)), max_choices=3)

    def order(**query):
        return re.findall(r"(\d+)\. Projet", client.get(page(poll), query).content.decode())

    today = order()
    assert today == order() != sorted(today)
    assert order(graine="a") != order(graine="b")
    assert order(ordre="numero") == sorted(today) == order(ordre="cout")


def test_anonymous_pages_are_the_same_for_everyone(client):
    poll = make_poll()
    first = client.get(page(poll))
    assert "csrfmiddlewaretoken" not in first.content.decode()
    assert not first.cookies


def test_the_sealed_rule_is_served_byte_for_byte(client):
    poll = make_poll()
    response = client.get(page(poll, "poll_rule"))
    assert fingerprint(response.json()) == poll.rule_sha256
    assert response.content.decode() == poll.rule_json
    assert poll.rule_sha256 in client.get(page(poll)).content.decode()
    assert client.get(page(poll, "poll_rule"), {"version": 9}).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "manager", "administrator"])
def test_nothing_tells_the_result_before_it_is_published(client, who):
    poll = make_poll()
    for choices in ([1], [1], [1, 2]):
        make_ballot(poll, choices)
    if who != "stranger":
        client.force_login(make_staff(who, poll.consultation.area))
    shown = client.get(page(poll)).content.decode() + client.get(poll.consultation.get_absolute_url()).content.decode()
    assert "3 votants" not in shown
    for name in ("poll_result", "poll_result_csv", "poll_final_list"):
        assert client.get(page(poll, name)).status_code == 404
    close(poll)
    assert client.get(page(poll, "poll_result")).status_code == 404
    count_votes(poll)
    assert client.get(page(poll, "poll_result")).status_code == (404 if who == "stranger" else 200)


def test_the_result_shows_numbers_reasons_and_who_decides_next(client):
    poll = make_poll(min_votes=2)
    for choices in ([1], [1, 2], [1, 2], []):
        make_ballot(poll, choices)
    poll = published(poll)
    shown = client.get(page(poll, "poll_result")).content.decode()
    for words in ("sous réserve du vote du conseil", "Non retenu", "le conseil municipal", "Vote constaté", "Blancs"):
        assert words in shown
    csv = client.get(page(poll, "poll_result_csv")).content.decode("utf-8-sig").splitlines()
    assert csv[0].startswith("no;code;title;cost;votes")
    assert csv[1].startswith("1;001;Projet 1;3000000;3;")
    record_council_decision(poll=poll, number="2026-12", decided_on=AFTER.date(), by=publisher(), at=AFTER)
    decided = client.get(page(poll, "poll_result")).content.decode()
    assert "adopté par le conseil" in decided
    assert "2026-12" in decided
    assert "sous réserve" not in decided


def test_a_receipt_is_found_in_the_final_list_and_a_replaced_one_is_not(client):
    poll = make_poll()
    person = make_ballot(poll, [1])
    replaced = Leaf.objects.get(poll=poll).commitment
    make_ballot(poll, [2], participant=person)
    kept = Leaf.objects.exclude(pk=replaced).get(poll=poll).commitment
    poll = published(poll)
    assert "1 enveloppe a été comptée" in client.get(page(poll, "poll_receipts")).content.decode()
    assert client.get(page(poll, "poll_final_list")).getvalue().decode() == f"{kept}\n"
    assert set(client.get(page(poll, "poll_log")).getvalue().decode().split()) == {kept, replaced}


@pytest.mark.parametrize("number", [2, 9])
def test_pages_cost_the_same_however_many_projects(client, django_assert_max_num_queries, number):
    poll = make_poll(costs=(1_000,) * number, max_choices=None)
    make_ballot(poll)
    poll = published(poll)
    for name, most in [("poll", 8), ("poll_result", 18)]:
        with django_assert_max_num_queries(most):
            assert client.get(page(poll, name)).status_code == 200


def test_the_desk_strikes_off_and_takes_back(client):
    poll = make_poll(urns=1)
    urn, agent = poll.urns.get(), make_staff("agent", poll.consultation.area)
    assert client.get(page(poll, "desk_roll")).status_code == 404
    client.force_login(agent)
    assert client.post(page(poll, "desk_roll"), {"urn": urn.pk}).status_code == 409
    who = {"urn": urn.pk, "email": "jeanne@exemple.fr"}
    assert client.post(page(poll, "desk_roll"), who).status_code == 302
    again = client.post(page(poll, "desk_roll"), who)
    assert again.status_code == 409
    assert "déjà voté sur papier" in again.content.decode()
    assert client.post(page(poll, "desk_undo"), {**who, "reason": "Erreur"}).status_code == 302
    assert not Roll.objects.filter(poll=poll).exists()


def test_the_desk_of_another_town_does_not_exist(client):
    poll = make_poll(urns=1)
    client.force_login(make_staff("agent", make_commune()))
    assert client.get(page(poll, "desk_roll")).status_code == 404


def test_a_sheet_is_typed_blind_then_settled(client, now):
    poll = make_poll(urns=1)
    now.move_to(AFTER)
    urn = close(poll).urns.get()
    address = reverse("participation:desk_sheet", args=[poll.slug, urn.slug])
    totals = {"voters": 3, "blank": 1, "void": 0, "votes_1": 2, "votes_2": 0, "votes_3": 0, "votes_4": 0}
    agents = [make_staff("agent", poll.consultation.area) for _ in range(2)]
    client.force_login(agents[0])
    assert client.post(address, {**totals, "votes_1": 9}).status_code == 200
    assert client.post(address, totals).status_code == 302
    client.force_login(agents[1])
    assert 'value="2"' not in client.get(address).content.decode()
    client.post(address, totals)
    urn.refresh_from_db()
    assert urn.settled_entry.voters == 3
    assert "arrêtée" in client.get(address).content.decode()


def test_paper_ballots_are_typed_a_line_each(client, now):
    poll = make_poll(urns=1, paper="ballots")
    now.move_to(AFTER)
    urn = close(poll).urns.get()
    address = reverse("participation:desk_sheet", args=[poll.slug, urn.slug])
    client.force_login(make_staff("agent", poll.consultation.area))
    wrong = client.post(address, {"ballots": "1 2\nconfus"})
    assert "Ligne 2" in wrong.content.decode()
    assert client.post(address, {"ballots": "1 2\nblanc\nnul\n3"}).status_code == 302
    entry = urn.entries.get()
    assert (entry.voters, entry.blank, entry.void, entry.votes["003"]) == (4, 1, 1, 1)


def asked_by_a_vote(client, poll):
    """Vote as somebody else; return what this asked of the database besides authentication and transaction."""
    client.force_login(make_user())
    choose(client, poll, 1, 3)
    client.get(page(poll))  # the settings of the house are in the cache
    with CaptureQueriesContext(connection) as asked:
        assert client.post(page(poll, "confirm_vote")).status_code == 200
    of_others = ('FROM "territories_user"', 'FROM "territories_role"', 'FROM "territories_participant"', "SAVEPOINT")
    return [one["sql"] for one in asked if not any(name in one["sql"] for name in of_others)]


def test_a_web_vote_takes_three_round_trips_besides_authentication_and_transaction_and_the_next_one_two(client):
    poll = make_poll()
    assert len(first := asked_by_a_vote(client, poll)) == 3, first
    assert len(following := asked_by_a_vote(client, poll)) == 2, following


def test_whatever_a_process_remembers_of_a_poll_a_vote_obeys_the_rules_of_its_moment(client):
    poll = make_poll()
    asked_by_a_vote(client, poll)
    client.force_login(make_user())
    choose(client, poll, 2, 3)
    withdraw_choice(choice=poll.choices.get(no=2), reason="Terrain vendu", by=publisher(), at=NOW)
    assert client.post(page(poll, "confirm_vote")).status_code == 200
    assert Envelope.objects.filter(poll=poll, choices=[3]).count() == 1
    choose(client, poll, 1)
    suspend(poll)
    assert client.post(page(poll, "confirm_vote")).status_code == 302
    assert not Envelope.objects.filter(poll=poll, choices=[1]).exists()


def test_a_decision_of_a_court_stands_on_every_page_of_the_vote(client):
    poll = make_poll()
    make_ballot(poll)
    sequence_log(poll=poll, at=NOW)
    suspend(poll)
    for name in ("poll", "poll_receipts", "poll_cosign"):
        shown = client.get(page(poll, name)).content.decode()
        for words in ("Tribunal administratif de Nancy", "pas compétent", "https://exemple.fr/decision"):
            assert words in shown, name
    assert Envelope.objects.filter(poll=poll).exists()


def test_a_decision_after_the_result_stands_on_its_page_and_the_result_stays(client):
    poll = make_poll()
    make_ballot(poll)
    poll = published(poll)
    suspend(poll, at=AFTER)
    shown = client.get(page(poll, "poll_result")).text
    assert "Tribunal administratif de Nancy" in shown
    assert "Tous les projets, leurs voix, et pourquoi" in shown
