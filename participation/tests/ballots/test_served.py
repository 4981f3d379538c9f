"""What voters got: how many chose a winner, and what each may work out on their own device, unseen."""

import re
from fractions import Fraction

import pytest
from django.urls import reverse

from crois_sens.testing.browser import axe
from participation.ballots.operations import certify_poll, publish_result
from participation.ballots.results import result_of
from participation.ballots.served import Served, purse_of, served_by
from participation.tests.factories.ballots import AFTER, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import publisher


def published(choices, **fields):
    poll = make_poll(**fields)
    for one in choices:
        make_ballot(poll, one)
    poll = count_votes(poll)
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    return fresh(poll)


#: Twelve ballots; only project 1 has the six votes that are asked for, so seven of eleven got something.
TWELVE = [*[[1]] * 5, [1, 2], [1, 3], [2], [2, 4], [3], [4], []]


@pytest.mark.django_db
def test_voters_with_at_least_one_winner_are_counted_among_those_who_chose_something(client):
    poll = published(TWELVE, min_votes=6)
    assert served_by(result_of(poll)) == Served(ballots=11, served=7)
    shown = client.get(reverse("participation:poll_result", args=[poll.slug])).text
    assert re.search(r"<strong>7 bulletins</strong> sur 11 \(63,6\s%\) avaient choisi au moins un projet retenu", shown)
    told = client.get(reverse("poll-result", args=[poll.slug])).json()
    assert told["served"] == {"ballots": 11, "with_a_winner": 7}


@pytest.mark.django_db
def test_nothing_is_said_of_so_few_ballots_that_they_would_name_their_voters(client):
    poll = published([[1], [2]])
    assert served_by(result_of(poll)) is None
    assert "au moins un projet retenu" not in client.get(reverse("participation:poll_result", args=[poll.slug])).text


@pytest.mark.django_db
def test_the_purse_of_a_voter_holds_the_share_and_what_each_winner_cost_its_supporters():
    poll = published([[1], [1, 2], [2], [3]], rule="equal-shares", completion="none", costs=(20_000, 30_000, 60_000))
    purse = purse_of(poll)
    assert Fraction(purse.share) == Fraction(100_000_00, 4)
    assert purse.prices == {"001": "1000000.000000", "002": "1500000.000000"}
    assert not purse.by_points
    assert purse_of(published([[1]])) is None


#: Whatever a page may keep on a device.
KEPT = "[document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)]"


def tick(page, *numbers):
    """Tick projects on the page of a result; return what it answers."""
    part = page.locator("[data-mine]")
    part.get_by_text("Cocher mes projets").click()
    for no in numbers:
        part.get_by_label(f"{no}. Projet {no}").check()
    return part.locator("[data-answer]").inner_text().replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.django_db(transaction=True)
def test_a_voter_reads_what_their_projects_got_and_the_server_hears_nothing(page, open_page):
    shares = {"rule": "equal-shares", "completion": "none", "costs": (20_000, 30_000, 60_000)}
    poll = published([[1], [1, 2], [2], [3]], **shares)
    address = reverse("participation:poll_result", args=[poll.slug])
    page.goto(address)
    asked, before = [], page.evaluate(KEPT)
    # The browser asks for its icon when it likes, whatever is ticked.
    page.on("request", lambda request: "favicon" in request.url or asked.append(request.url))
    said = tick(page, 1, 2, 3)
    assert "2 de vos 3 projets sont retenus, pour 50 000 €." in said
    assert "Chaque votant disposait de 25 000 € : toute votre part a payé vos projets." in said
    assert "Retenu en position 1" in said
    assert "il ne restait que" in said
    assert asked == []
    assert page.evaluate(KEPT) == before
    assert axe(page, within="[data-mine]") == []
    greedy = published([[1], [2]], min_votes=2)
    page.goto(reverse("participation:poll_result", args=[greedy.slug]))
    said = tick(page, 1)
    assert "Votre projet n’est pas retenu." in said
    assert "1 voix, il en faut au moins 2." in said
    assert "Chaque votant" not in said
    without = open_page(java_script_enabled=False)
    without.goto(address)
    assert not without.locator("[data-mine]").is_visible()


@pytest.mark.django_db(transaction=True)
def test_points_pay_a_price_each(page):
    """Two voters hold 50 000 € each: 40 000 € for eight points and 20 000 € for ten cost 5 000 and 2 000 € a point."""
    ballots = [{1: 4, 2: 6}, {1: 4, 2: 4}]
    fields = {"ballot_kind": "points", "points": 10, "max_choices": None, "completion": "none"}
    poll = published(ballots, rule="equal-shares", costs=(40_000, 20_000, 60_000), **fields)
    purse = purse_of(poll)
    assert purse.by_points
    page.goto(reverse("participation:poll_result", args=[poll.slug]))
    part = page.locator("[data-mine]")
    part.get_by_text("Écrire mes points").click()
    for no, points in ballots[0].items():
        part.get_by_label(f"{no}. Projet {no}").fill(str(points))
    part.get_by_label("3. Projet 3").press("Tab")
    said = part.locator("[data-answer]").inner_text().replace("\u202f", " ").replace("\xa0", " ")
    assert "2 de vos 2 projets sont retenus, pour 60 000 €." in said
    assert "De votre part, 32 000 € ont payé vos projets ; 18 000 € n’ont servi à aucun." in said
    assert axe(page, within="[data-mine]") == []
