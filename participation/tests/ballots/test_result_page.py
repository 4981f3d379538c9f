"""The result page for a journalist in a hurry and for a researcher: one source, honest words, nothing forgotten."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from participation.ballots.models import TurnoutDay
from participation.ballots.operations import (
    build_next_bundle,
    certify_poll,
    enter_late,
    enter_totals,
    note_turnout,
    publish_result,
    record_council_decision,
    settle_duplicates,
    strike_off,
)
from participation.ballots.provenance import provenance_of
from participation.ballots.registries import votes_set_aside
from participation.ballots.results import result_of
from participation.ballots.turnout import turnout_of
from participation.reports.documents.pdf import recount_of
from participation.reports.figures import gather
from participation.tests.factories.ballots import AFTER, close, count_votes, fresh, make_ballot, make_poll, make_urn
from participation.tests.factories.consultations import DAY, NOW, make_consultation, publisher
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.accounts import make_user
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


def published(poll):
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    return fresh(poll)


def with_paper():
    """A published vote: six on the web, of whom one also on paper; two places of paper with seven and eight."""
    area = make_commune(population=2_000, population_year=2023)
    poll = make_poll(consultation=make_consultation(area=area, running=None), urns=1, min_votes=2)
    other = make_urn(poll, name="Gare")
    first = poll.urns.get(name="Urne 1")
    for urn, voters in ((first, 6), (other, 8)):
        for line in range(1, voters + 1):
            strike_off(poll=poll, urn=urn, line_no=line, by=publisher(), at=NOW)
    people = [make_ballot(poll, [1, 2]) for _ in range(6)]
    close(poll)
    enter_late(poll=fresh(poll), urn=first, participant=people[0], by=publisher(), at=AFTER)
    settle_duplicates(poll=poll, by=publisher(), at=AFTER)
    for by in (publisher(), make_user()):
        enter_totals(urn=first, voters=7, blank=1, void=0, votes={1: 6}, by=by, at=AFTER)
        enter_totals(urn=other, voters=8, blank=0, void=1, votes={2: 7}, by=by, at=AFTER)
    return published(count_votes(poll))


def address(poll, name="poll_result"):
    return reverse(f"participation:{name}", args=[poll.slug])


def table(client, poll, name):
    text = client.get(address(poll, name)).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_page_api_and_files_show_the_same_numbers(client):
    poll = with_paper()
    result, turnout = result_of(poll), turnout_of(poll)
    shown = plain(client.get(address(poll)).content.decode())
    api = client.get(reverse("poll-result", args=[poll.slug])).json()
    projects = {row["code"]: row for row in table(client, poll, "poll_result_csv")}
    taking_part = {
        (row["kind"], row["name"], row["measure"]): row["value"] for row in table(client, poll, "poll_turnout_csv")
    }
    assert (result.voters, turnout.aside) == (20, 1)
    assert api["voters"] == 20
    assert taking_part["total", "", "voters"] == "20"
    for one, said in zip(result.projects, api["projects"], strict=True):
        row = projects[one.code]
        assert (said["votes"], said["votes_by_channel"]) == (one.votes, one.by_channel)
        assert (int(row["votes"]), int(row["votes_web"]), int(row["votes_paper"])) == (
            one.votes,
            *one.by_channel.values(),
        )
        assert f"<strong>{one.votes}</strong>" in shown
    for place, said in zip(turnout.places, api["turnout"]["places"], strict=True):
        assert said["voters"] == place.voters == int(taking_part["place", place.names[0], "voters"])
        assert place.names[0] in shown
    assert taking_part["set_aside", turnout.set_aside[0].motive, "votes"] == "1"


def test_the_denominator_is_the_population_with_its_year_and_no_turnout_rate_is_claimed(client):
    shown = plain(client.get(address(with_paper())).content.decode())
    assert "1 % des 2 000 habitants" in shown
    assert "population INSEE 2023" in shown
    assert "Ce n’est pas un taux de participation" in shown


def test_without_a_population_no_share_of_it_is_shown(client):
    poll = make_poll(consultation=make_consultation(area=make_commune(population=None), running=None))
    make_ballot(poll)
    shown = client.get(address(published(count_votes(poll)))).content.decode()
    assert "INSEE" not in shown


def test_votes_set_aside_are_told_with_their_motives_those_of_other_concepts_too(client, monkeypatch):
    poll = with_paper()
    monkeypatch.setattr(votes_set_aside, "_entries", {"clusters": (1, lambda poll: [(3, "adresses jetables")])})
    shown = client.get(address(poll)).content.decode()
    assert "4 votes écartés" in shown
    assert "le papier compte" in shown
    assert "3 : adresses jetables." in shown


def test_nobody_is_called_a_winner_before_the_council_has_decided(client):
    poll = with_paper()
    shown = client.get(address(poll)).content.decode()
    main = shown[shown.index("<main") : shown.index("</main>")]
    assert "lauréat" not in main.lower().replace("lauréats publiés", "")
    assert "sous réserve du vote du conseil" in main
    assert "infalsifiable" not in main.lower()
    record_council_decision(poll=poll, number="2026-12", decided_on=AFTER.date(), by=publisher(), at=AFTER + DAY)
    assert "Les lauréats" in client.get(address(poll)).content.decode()


def test_the_decision_makes_a_second_version_and_the_citation_names_it(client):
    poll = with_paper()
    first = provenance_of(poll, result_of(poll))
    record_council_decision(poll=poll, number="2026-12", decided_on=AFTER.date(), by=publisher(), at=AFTER + DAY)
    poll = fresh(poll)
    second = provenance_of(poll, result_of(poll))
    assert [(one.version, one.version_at) for one in (first, second)] == [(1, AFTER), (2, AFTER + DAY)]
    shown = client.get(address(poll)).content.decode()
    assert "version 2 du" in shown
    assert f"{settings.SITE_URL}{address(poll)}" in shown


def test_page_api_and_report_name_the_same_hash_to_recount_from(client):
    poll = with_paper()
    assert client.get(reverse("poll-result", args=[poll.slug])).json()["provenance"]["bundle"] is None
    bundle = build_next_bundle(at=AFTER)
    said = client.get(reverse("poll-result", args=[poll.slug])).json()["provenance"]
    shown = client.get(address(poll)).content.decode()
    assert said["bundle"]["sha256"] == bundle.root
    assert client.get(said["bundle"]["url"]).status_code == 200
    assert f"--root {bundle.root}" in shown
    assert said["citation"] in shown
    assert [row["sens"] for row in table(client, poll, "poll_result_fields")].count(f"Citer : {said['citation']}") == 2
    (vote,) = gather(poll.consultation, at=AFTER).votes
    assert bundle.root in recount_of(vote.provenance)


def test_who_did_each_step_is_told_by_role_and_never_by_name(client):
    poll = with_paper()
    found = provenance_of(poll, result_of(poll))
    assert [one.verb for one in found.steps][:2] == ["poll.sealed", "poll.closed"]
    assert {one.verb for one in found.steps} >= {"poll.reconciled", "poll.counted", "poll.certified", "poll.published"}
    assert found.typists == 2
    assert found.rulebook.version == 1
    assert publisher().email not in client.get(address(poll)).content.decode()


def test_a_tie_that_was_met_is_told():
    poll = make_poll(costs=(60_000, 60_000, 5_000))
    for choices in ([1], [2], [1, 2], [3]):
        make_ballot(poll, choices)
    poll = count_votes(poll)
    assert provenance_of(poll, result_of(poll)).ties == ("1. Projet 1 = 2. Projet 2",)


def test_refused_ideas_and_failed_editions_stay_readable(client):
    series = {"series": "budget", "running": None}
    before = make_poll(consultation=make_consultation(edition=1, **series), quorum=50)
    make_ballot(before)
    failed = published(count_votes(before))
    poll = make_poll(consultation=make_consultation(edition=2, **series))
    make_proposal(consultation=poll.consultation, status="inadmissible")
    make_ballot(poll)
    shown = client.get(address(published(count_votes(poll)))).content.decode()
    assert address(failed) in shown
    assert "quorum non atteint" in shown
    assert "?etat=inadmissible" in shown
    alone = client.get(address(failed)).content.decode()
    assert "L’édition reste publiée" in alone


def test_each_column_of_the_files_is_explained_and_licensed(client):
    poll = with_paper()
    explained = {(row["fichier"], row["colonne"]) for row in table(client, poll, "poll_result_fields")}
    for name, file in (("poll_result_csv", "resultat.csv"), ("poll_turnout_csv", "resultat-participation.csv")):
        assert {(file, column) for column in table(client, poll, name)[0]} <= explained
        assert 'rel="license"' in client.get(address(poll, name))["Link"]


def test_the_voters_of_each_day_are_noted_as_totals_only():
    poll = make_poll()
    for _ in range(6):
        make_ballot(poll)
    assert note_turnout(at=NOW) == 1
    for _ in range(7):
        make_ballot(poll)
    note_turnout(at=NOW)
    note_turnout(at=NOW + DAY)
    assert list(TurnoutDay.objects.values_list("voters", flat=True)) == [13, 13]
    assert {field.name for field in TurnoutDay._meta.fields} == {"id", "consultation", "poll", "day", "voters"}
    poll = count_votes(poll)
    assert [voters for _day, voters in turnout_of(poll).days] == [13]
    assert note_turnout(at=AFTER + timedelta(days=1)) == 0


def test_a_day_is_noted_once(db):
    poll = make_poll()
    note_turnout(at=NOW)
    with pytest.raises(IntegrityError, match="turnout_day_once"), transaction.atomic():
        TurnoutDay.objects.create(consultation=poll.consultation, poll=poll, day=NOW.date(), voters=1)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_many_places_and_projects(client, django_assert_num_queries, number):
    poll = make_poll(costs=(1_000,) * (number + 2), urns=number)
    for urn in poll.urns.all():
        for line in range(1, 7):
            strike_off(poll=poll, urn=urn, line_no=line, by=publisher(), at=NOW)
    close(poll)
    for urn in poll.urns.all():
        for by in (publisher(), make_user()):
            enter_totals(urn=urn, voters=6, blank=0, void=0, votes={1: 6}, by=by, at=AFTER)
    poll = published(count_votes(poll))
    client.get(address(poll))
    with django_assert_num_queries(17):
        client.get(address(poll))
