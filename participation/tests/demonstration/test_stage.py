"""The invented budget: its figures are those of the script, and time goes on as far as the projects."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.ballots.models import Poll
from participation.ballots.other_rule import other_of
from participation.ballots.results import result_of
from participation.ballots.turnout import turnout_of
from participation.consultations.models import Consultation, Hand
from participation.demonstration.clock import DemonstrationClock
from participation.demonstration.operations import NothingLeftToShow, go_on, is_loaded, load_demonstration
from participation.demonstration.stage.votes import deal, split
from participation.proposals.models import Proposal
from projects.portfolio.models import Project
from territories.areas.models import AreaKind
from territories.tests.factories.areas import make_area, make_commune

TODAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SCRIPT = {
    "Aire de jeux pour tous": 588,
    "Bancs et ombre": 521,
    "Cuisine mobile": 468,
    "Café de quartier": 402,
    "Réemploi : l’atelier qui répare": 377,
    "Abri-vélos à la gare": 291,
    "Sentier de lecture": 214,
    "Point numérique": 166,
    "Scène de festival": 95,
    "Accueil retour à l’emploi": 45,
}
#: The small votes beside the budget: their addresses, how many voted, what is kept.
VOTATIONS = [
    ("mediatheques-le-dimanche", 118, "Oui"),
    ("entrepot-de-la-gare", 74, "Un atelier de réparation partagé"),
    ("navette-du-soir", 63, "Vers Senones"),
]


@pytest.mark.django_db
def test_the_demonstration_from_the_first_idea_to_the_last_project(client, monkeypatch, tmp_path):
    clock = DemonstrationClock(tmp_path / "clock.json")
    monkeypatch.setattr("participation.demonstration.operations.clock", clock)
    area = make_area(kind=AreaKind.EPCI, code="200071066", name="Saint-Dié-des-Vosges")
    for name in ["Saint-Dié-des-Vosges", "Raon-l'Étape", "Senones"]:
        make_commune(name=name, epci=area)
    make_commune(name="Lyon", code="69123")
    make_commune(name="Grenoble", code="38185")
    make_area(kind=AreaKind.EPCI, code="200093201", name="Métropole européenne de Lille")

    load_demonstration(at=TODAY)

    assert is_loaded()
    first, second = Poll.objects.filter(consultation__series="budget-du-bien-vivre").order_by("opens_at")
    result = result_of(first)
    assert {one.title: one.votes for one in result.projects} == SCRIPT
    assert (result.voters, result.blank + result.void, result.spent) == (1184, 11, 99_500_00)
    assert [one.voters for one in result.channels if one.channel in ("web", "paper")] == [742, 442]
    assert [one.number for one in turnout_of(first).set_aside] == [3]
    assert Project.objects.get(title="Aire de jeux pour tous").spent_cents == 29_400_00
    assert Project.objects.get(title="Bancs et ombre").status == "late"
    assert (second.choices.count(), sum(choice.cost_cents for choice in second.choices.all())) == (10, 181_000_00)
    ideas = Proposal.objects.filter(consultation=second.consultation)
    assert [ideas.filter(status=status).count() for status in ("inadmissible", "merged", "withdrawn")] == [4, 2, 1]
    assert client.get(f"/votes/{second.slug}/resultat/").status_code == 404
    for slug, voters, kept in VOTATIONS:
        result = result_of(Poll.objects.get(slug=slug))
        assert (result.voters, [one.title for one in result.winners]) == (voters, [kept])
        assert client.get(f"/votes/{slug}/resultat/").status_code == 200
    [other] = other_of(result).winners
    assert result.poll.choices.get(code=other).title == "Vers Fraize et Plainfaing"
    tasks = second.consultation.duties
    assert tasks.filter(due_on__lt=TODAY, done_at=None).count() == 1
    assert set(tasks.filter(due_on__gte=TODAY, done_at=None).values_list("hand", flat=True)) == set(Hand.values)

    moments = []
    for phase in ("count", "result", "delivery"):
        assert go_on(at=clock.now() if moments else TODAY).kind == phase
        moments.append(clock.now())
    assert moments == sorted(moments)
    result = result_of(second)
    assert (result.voters, len(result.winners), result.spent) == (520, 5, 97_500_00)
    assert Project.objects.filter(delivery__poll=second).count() == 5
    with pytest.raises(NothingLeftToShow):
        go_on(at=clock.now())
    assert Consultation.objects.filter(slug="concertation-mel-2018").exists()


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(1, 40))
def test_dealt_votes_are_all_there_and_nobody_votes_twice_for_a_project(votes, voters):
    if not voters <= sum(votes) <= 3 * voters or max(votes) > voters:
        with pytest.raises(ValueError, match="cannot come"):
            deal(votes, voters)
        return
    hands = deal(votes, voters)
    assert [sum(hand.count(place) for hand in hands) for place in range(len(votes))] == votes
    assert all(1 <= len(hand) == len(set(hand)) <= 3 for hand in hands)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=10), st.integers(0, 50))
def test_votes_split_between_channels_are_the_same_votes(votes, part):
    web, paper = split(votes, part, 50)

    assert [online + sheet for online, sheet in zip(web, paper, strict=True)] == votes
    assert min(web + paper) >= 0


def test_the_clock_goes_forward_only_and_comes_back_to_today(tmp_path):
    clock, twin = DemonstrationClock(tmp_path / "clock.json"), DemonstrationClock(tmp_path / "clock.json")
    later = datetime.now(tz=UTC) + timedelta(days=6)
    clock.forward_to(later)
    assert abs(twin.now() - later) < timedelta(minutes=1)

    clock.forward_to(later - timedelta(days=3))
    assert twin.now() >= later

    clock.reset()
    assert abs(twin.now() - datetime.now(tz=UTC)) < timedelta(minutes=1)
