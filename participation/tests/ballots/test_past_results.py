"""Totals published elsewhere, typed in by a manager: Saint-Dié's edition of 2025 is reproduced by its rule."""

from datetime import date

import pytest
import time_machine

from participation.ballots.models import Choice, Poll
from participation.ballots.operations import enter_past_result
from participation.ballots.operations.archives import NotAnArchive, NothingToCount, NotOver
from participation.ballots.operations.sealing import AlreadySealed
from participation.ballots.operations.sheets import SheetDoesNotAddUp
from participation.ballots.results import result_of
from participation.ballots.steps import cockpit_url, step_url
from participation.tests.factories.ballots import fresh, make_poll
from participation.tests.factories.consultations import NOW, make_consultation, publisher
from territories.tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db

#: The two winners and their votes are those of the town; it published that the four others had under a hundred.
SAINT_DIE = [(16_000, 137), (15_000, 119), (25_000, 97), (30_000, 88), (9_000, 61), (12_000, 40)]
DAYS = {"first_day": date(2026, 1, 12), "last_day": date(2026, 1, 30)}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def archived(projects=SAINT_DIE, **fields) -> Poll:
    """A vote in preparation in the archive of a budget of 100 000 €, capped at 30 000 € per project."""
    consultation = make_consultation(
        running=None, rulebook=False, envelope_cents=10_000_000, project_cap_cents=3_000_000
    )
    poll = Poll.objects.create(consultation=consultation, slug="saint-die-2025", min_votes=100, **fields)
    for no, (cost, _votes) in enumerate(projects, start=1):
        Choice.objects.create(
            poll=poll, consultation=consultation, no=no, code=f"p-{no}", title=f"Projet {no}", cost_cents=cost * 100
        )
    return poll


def enter(poll, **changes) -> Poll:
    votes = {no: votes for no, (_cost, votes) in enumerate(SAINT_DIE, start=1)}
    return enter_past_result(**{"poll": poll, "votes": votes, "by": publisher(), "at": NOW, **DAYS, **changes})


def test_a_manager_types_the_totals_of_saint_die_and_finds_its_winners(client):
    poll = archived()
    client.force_login(make_staff("manager", poll.consultation.area))
    cockpit = client.get(cockpit_url(poll)).content.decode()
    assert "Saisir un résultat passé" in cockpit
    assert "Sceller" not in cockpit

    typed = {f"votes_{no}": votes for no, (_cost, votes) in enumerate(SAINT_DIE, start=1)}
    days = {name: day.isoformat() for name, day in DAYS.items()}
    answer = client.post(step_url(poll, "resultat-passe"), {**typed, **days, "voters": "", "blank": 0, "void": 0})

    assert answer.url == cockpit_url(poll)
    result = result_of(fresh(poll))
    assert [(one.title, one.votes) for one in result.winners] == [("Projet 1", 137), ("Projet 2", 119)]
    assert (result.spent, result.left, result.voters) == (3_100_000, 6_900_000, None)
    assert result.projects[2].reason == "Non retenu : 97 voix, il en faut au moins 100."
    client.logout()
    page = client.get("/votes/saint-die-2025/resultat/").content.decode()
    assert "Ce vote a eu lieu ailleurs." in page
    assert "votants : nombre non publié" in page


def test_the_days_of_the_vote_lie_whole_in_their_territory():
    poll = enter(archived())

    assert [one.isoformat() for one in (poll.opens_at, poll.closes_at)] == [
        "2026-01-11T23:00:00+00:00",
        "2026-01-30T23:00:00+00:00",
    ]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"last_day": date(2026, 1, 11)}, NotOver),
        ({"last_day": NOW.date()}, NotOver),
        ({"voters": 10}, SheetDoesNotAddUp),
        ({"voters": 400, "blank": 300, "void": 101}, SheetDoesNotAddUp),
    ],
    ids=["ends before it begins", "not over", "more votes than voters", "more blank and void than voters"],
)
def test_totals_that_cannot_be_are_refused_and_nothing_is_sealed(changes, refusal):
    poll = archived()

    with pytest.raises(refusal):
        enter(poll, **changes)

    assert fresh(poll).sealed_at is None


def test_a_result_is_entered_once_in_an_archive_and_with_projects():
    with pytest.raises(NothingToCount):
        enter(archived(projects=[]))
    Poll.objects.all().delete()
    with pytest.raises(NotAnArchive):
        enter(make_poll(sealed=False))
    poll = archived()
    enter(poll)
    with pytest.raises(AlreadySealed):
        enter(poll)


def test_a_vote_held_here_is_not_offered_past_totals(client):
    poll = make_poll(sealed=False)
    client.force_login(make_staff("manager", poll.consultation.area))

    assert "Saisir un résultat passé" not in client.get(cockpit_url(poll)).content.decode()
    assert client.get(step_url(poll, "resultat-passe")).status_code == 404
