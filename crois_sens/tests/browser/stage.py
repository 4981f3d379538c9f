"""A small town for the crawl: one consultation that takes ideas, one that votes, one that is counted."""

from datetime import timedelta

from django.utils import timezone

from participation.ballots.models import Choice, Paper, Poll
from participation.ballots.operations import (
    cast_ballot,
    certify_poll,
    close_poll,
    count_poll,
    publish_result,
    reconcile_poll,
    seal_poll,
    tally_poll,
)
from participation.tests.factories.ballots import fresh, make_urn
from participation.tests.factories.consultations import make_consultation, make_phase, publisher
from participation.tests.factories.proposals import make_proposal, make_support
from projects.tests.factories.projects import make_call, make_project
from seminars.tests.factories.events import make_event, make_publication
from territories.tests.factories.accounts import make_participant, make_user
from territories.tests.factories.actors import make_alliance, make_organisation, make_person, make_place
from territories.tests.factories.areas import make_commune

DAY = timedelta(days=1)
PROJECTS = [("Aire de jeux pour tous", 30_000), ("Bancs et ombre", 16_500), ("Café de quartier", 28_000)]


def build_town():
    """Fill the database with one page of each kind, around the present moment; return a resident."""
    now = timezone.now()
    town = make_commune(name="Saint-Dié-des-Vosges", latitude=48.2845, longitude=6.9495)
    resident = make_user(name="Inès Colin", home=town)
    ideas(town, resident, now)
    vote(town, now, opens=-3, votes=4)
    poll = vote(town, now, opens=-60, votes=12)
    announce(poll, now - 48 * DAY)
    organisation = make_organisation(area=town)
    make_person(organisation=organisation)
    make_alliance(area=town)
    make_place(area=town)
    make_project(area=town)
    make_call(area=town)
    make_event(area=town)
    make_publication()
    return resident


def ideas(town, resident, now):
    """A call for ideas that runs, with one idea in each state that people meet first."""
    consultation = make_consultation(running=None, area=town, title="Budget du bien-vivre", published_at=now - 9 * DAY)
    make_phase(consultation, kind="ideas", opens=now - 8 * DAY, closes=now + 8 * DAY)
    for status, (title, cost) in zip(["submitted", "admissible", "inadmissible"], PROJECTS, strict=True):
        idea = make_proposal(
            at=now - 2 * DAY,
            status=status,
            consultation=consultation,
            title=title,
            cost_cents=cost * 100,
            author=resident.participant,
            latitude=48.28,
            longitude=6.95,
        )
        make_support(idea, at=now - DAY)


def vote(town, now, *, opens: int, votes: int, urns: tuple[str, ...] = (), **fields) -> Poll:
    """A sealed poll of ten days, some of whose ballots are cast; ``fields`` are those of its consultation."""
    fields.setdefault("title", f"Le vote d’il y a {-opens} jours")
    consultation = make_consultation(running=None, area=town, published_at=now + (opens - 9) * DAY, **fields)
    make_phase(consultation, kind="vote", opens=now + opens * DAY, closes=now + (opens + 10) * DAY)
    paper = Paper.TOTALS if urns else Paper.NONE
    poll = Poll.objects.create(consultation=consultation, slug=f"vote{-opens}", paper=paper)
    for name in urns:
        make_urn(poll, name=name)
    known = {"status": "on_ballot", "at": consultation.published_at, "latitude": 48.28, "longitude": 6.95}
    ideas = [
        make_proposal(consultation=consultation, title=title, cost_cents=cost * 100, **known)
        for title, cost in PROJECTS
    ]
    Choice.objects.bulk_create(
        Choice(
            consultation=consultation, poll=poll, no=no, code=str(no), title=title, cost_cents=cost * 100, proposal=idea
        )
        for no, ((title, cost), idea) in enumerate(zip(PROJECTS, ideas, strict=True), start=1)
    )
    seal_poll(poll=poll, by=publisher(), at=now + (opens - 1) * DAY)
    for number in range(votes):
        person = make_participant(email=f"votant-{-opens}-{number}@exemple.fr")
        cast_ballot(poll=fresh(poll), participant=person, choices=[number % 3 + 1], at=now + (opens + 1) * DAY)
    return fresh(poll)


def announce(poll: Poll, at) -> None:
    """Close, count and publish."""
    close_poll(poll=poll, at=at)
    reconcile_poll(poll=fresh(poll), at=at)
    count_poll(poll=fresh(poll), at=at)
    tally_poll(poll=fresh(poll), at=at)
    certify_poll(poll=fresh(poll), by=publisher(), at=at)
    publish_result(poll=fresh(poll), by=publisher(), at=at)
